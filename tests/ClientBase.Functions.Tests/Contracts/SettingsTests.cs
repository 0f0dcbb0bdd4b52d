using System.Reflection;
using System.Text.Json;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Shops;

namespace ClientBase.Functions.Tests.Contracts;

public sealed class SettingsTests
{
    // Read by the host, not by the app.
    private static readonly string[] OfTheHost =
    [
        "AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_PORT",
        "LocalHost__FunctionKey", "LocalHost__QueueLeaseSeconds", "LocalHost__AzuriteBasePort", "LocalHost__AzuriteLocation",
    ];

    [Fact]
    public void The_example_lists_every_setting_and_no_other()
    {
        var options = OptionsClasses().SelectMany(options => NamesOf(options.Section, options.Type));
        var schedules = Schedules.Defaults.Keys.Select(function => $"Schedule__{function}");

        Assert.Equal(options.Concat(schedules).Concat(OfTheHost).Order(StringComparer.Ordinal), Example().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_shows_the_value_a_setting_has_when_it_is_left_out()
    {
        var example = Example();
        foreach (var (section, type) in OptionsClasses().Where(options => options.Type != typeof(ShopsOptions)))
        {
            var defaults = Activator.CreateInstance(type);
            foreach (var property in Settable(type).Where(property => $"{section}__{property.Name}" != "Mail__From"))
            {
                var value = Convert.ToString(property.GetValue(defaults), System.Globalization.CultureInfo.InvariantCulture) ?? "";
                Assert.True(example[$"{section}__{property.Name}"] == value, $"{section}__{property.Name} is {value} by default");
            }
        }

        Assert.All(Schedules.Defaults, schedule => Assert.Equal(schedule.Value, example[$"Schedule__{schedule.Key}"]));
    }

    private static IEnumerable<(string Section, Type Type)> OptionsClasses() =>
        typeof(Schedules).Assembly.GetTypes()
            .Select(type => (Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, Type: type))
            .Where(options => options.Section is not null)
            .Select(options => (options.Section!, options.Type));

    private static IEnumerable<string> NamesOf(string section, Type type) => type == typeof(ShopsOptions)
        ? Settable(typeof(ShopOptions)).Select(property => $"{section}__myshop__{property.Name}")
        : Settable(type).Select(property => $"{section}__{property.Name}");

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.SetMethod?.IsPublic == true);

    private static Dictionary<string, string> Example()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "local.settings.example.json"));
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return json.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }
}
