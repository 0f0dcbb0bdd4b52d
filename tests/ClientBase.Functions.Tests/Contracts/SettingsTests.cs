using System.Reflection;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Sending.Preferences;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Contracts;

public sealed class SettingsTests
{
    // Read by the host, not by the app's options.
    private static readonly string[] OfTheHost =
    [
        "AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_PORT", "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "LocalHost__FunctionKey", "LocalHost__QueueLeaseSeconds", "LocalHost__AzuriteBasePort", "LocalHost__AzuriteLocation",
    ];

    // Of one form: read by its name.
    private const string OfAForm = "Forms__myform__Secret";

    // Settings of things that have names: the example shows one.
    private static readonly Dictionary<Type, (string Example, Type Each)> Named = new()
    {
        [typeof(ShopsOptions)] = ("myshop", typeof(ShopOptions)),
        [typeof(ManagersOptions)] = ("anna", typeof(ManagerOptions)),
        [typeof(TopicsOptions)] = ("news", typeof(TopicOptions)),
        [typeof(StaffOptions)] = ("anna", typeof(StaffMemberOptions)),
    };

    [Fact]
    public void The_example_lists_every_setting_and_no_other()
    {
        var options = OptionsClasses().SelectMany(options => NamesOf(options.Section, options.Type));
        var schedules = Timers().Select(function => $"Schedule_{function}");

        Assert.Equal(
            options.Concat(schedules).Concat(OfTheHost).Append(OfAForm).Order(StringComparer.Ordinal),
            ExampleSettings.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_shows_the_value_a_setting_has_when_it_is_left_out()
    {
        var example = ExampleSettings.All;
        foreach (var (section, type) in OptionsClasses().Where(options => !Named.ContainsKey(options.Type)))
        {
            var defaults = Activator.CreateInstance(type);
            foreach (var property in Settable(type).Where(property => $"{section}__{property.Name}" != "Mail__From"))
            {
                var value = Convert.ToString(property.GetValue(defaults), System.Globalization.CultureInfo.InvariantCulture) ?? "";
                Assert.True(example[$"{section}__{property.Name}"] == value, $"{section}__{property.Name} is {value} by default");
            }
        }
    }

    [Fact]
    public void Every_timer_asks_for_the_schedule_of_its_own_name() =>
        Assert.Equal(
            Timers().Select(function => $"%Schedule_{function}%"),
            TimerFunctions().Select(timer => timer.Schedule).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Timers() => TimerFunctions().Select(timer => timer.Function).Order(StringComparer.Ordinal);

    private static IEnumerable<(string Function, string Schedule)> TimerFunctions() =>
        from type in typeof(FormOptions).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let timer = parameter.GetCustomAttribute<TimerTriggerAttribute>()
        where timer is not null
        select (function.Name, timer.Schedule);

    private static IEnumerable<(string Section, Type Type)> OptionsClasses() =>
        typeof(FormOptions).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => (Section: type.GetField("Section")?.GetRawConstantValue() as string, Type: type))
            .Where(options => options.Section is not null)
            .Select(options => (options.Section!, options.Type))
            .Append((SegmentsSetup.Section, typeof(SegmentOptions)));

    private static IEnumerable<string> NamesOf(string section, Type type)
    {
        var beginning = section.Replace(":", "__", StringComparison.Ordinal);
        var own = Settable(type).Select(property => $"{beginning}__{property.Name}");
        return Named.TryGetValue(type, out var named)
            ? own.Concat(Settable(named.Each).Select(property => $"{beginning}__{named.Example}__{property.Name}"))
            : own;
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.SetMethod?.IsPublic == true);
}
