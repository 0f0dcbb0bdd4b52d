using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.LocalHost.Worker;

namespace ClientBase.Functions.Tests.Contracts;

/// <summary>Who may know whom: functions/ARCHITECTURE.md gives the reasons.</summary>
public sealed partial class ArchitectureTests
{
    private const string App = "ClientBase.Functions";
    private static readonly string[] Ground = ["Storage", "Http", "Telemetry"];

    // Beside the ground, and beside itself.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Storage"] = [],
        ["Http"] = [],
        ["Telemetry"] = [],
        ["Operations"] = ["Contacts", "Capture"], // A replay files captures again.
        ["Capture"] = [],
        ["Forms"] = ["Capture"],
        ["Products"] = [],
        ["Shops"] = ["Capture", "Products"], // What a shop says of a product is of nobody: it needs no queue.
        ["Visits"] = ["Capture"],
        ["Imports"] = ["Capture", "Contacts"], // A file is filed in batches, without a message a row, and taken back as one.
        ["Contacts"] = ["Capture"],
        ["Enrichment"] = ["Contacts", "Shops"], // What a shop knows of a new contact comes as if its webhooks had brought it.
        ["Segments"] = ["Contacts"],

        // It looks at everything; nobody looks at it but exports.
        ["Reports"] = ["Segments", "Contacts", "Campaigns", "Automations", "Sending", "Crm"],
        ["Exports"] = ["Reports", "Segments", "Contacts", "Sending", "Capture"], // Capture: ids of mails that follow from their cause.
        ["Staff"] = ["Contacts"],
        ["Sending"] = ["Contacts", "Capture"], // Capture: a withdrawal is an event like any other.
        ["Campaigns"] = ["Sending", "Segments", "Contacts", "Products"], // Products: a mail may show them.
        ["Crm"] = ["Contacts", "Sending", "Capture"], // Capture: a letter from a client is an event like any other.
        ["Mcp"] = ["Contacts", "Segments", "Reports", "Campaigns", "Staff"], // A tool is a function, asked from within.
        ["OpenApi"] = [], // It reads the attributes of all, and knows nobody by name.
        ["Pages"] = [], // The dashboard is a client of the API.
        ["Loyalty"] = ["Contacts", "Capture"], // Capture: the ids of what is posted.

        // Capture: the ids of what steps do. The others: a step sets a task, gives points or a code, and a mail shows products.
        ["Automations"] = ["Sending", "Segments", "Contacts", "Capture", "Crm", "Loyalty", "Products"],
    };

    private static readonly Architecture Built = new ArchLoader()
        .LoadAssemblies(typeof(FormOptions).Assembly, typeof(OrderSummary).Assembly, typeof(WorkerSupervisor).Assembly)
        .Build();

    [Fact]
    public void A_feature_knows_only_the_features_it_may()
    {
        var known =
            from type in Types(App)
            let feature = FeatureOf(type)
            where feature is not null
            from other in Targets(type).Select(FeatureOf).OfType<string>().Distinct()
            where other != feature && !Ground.Contains(other) && !MayKnow[feature].Contains(other)
            select $"{Outermost(type)[(App.Length + 1)..]} -> {other}";

        var found = known.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Ground_knows_no_feature()
    {
        var ground = Types(App).Where(type => Ground.Contains(FeatureOf(type)));

        Assert.All(
            ground, type => Assert.All(Targets(type).Select(FeatureOf).OfType<string>(), feature => Assert.Contains(feature, Ground)));
    }

    [Fact]
    public void Every_feature_has_its_place_in_this_list() =>
        Assert.Empty(Types(App).Select(FeatureOf).OfType<string>().Distinct().Except(MayKnow.Keys));

    [Fact]
    public void Filing_knows_no_intake() => AssertKnowsNone(
        Types($"{App}.Contacts.Filing"), "^ClientBase\\.Functions\\.(Forms|Shops|Visits|Imports)(\\.|$)");

    [Fact]
    public void Nobody_knows_Operations() => AssertKnowsNone(
        Types(App).Where(type => FeatureOf(type) is not (null or "Operations")), "^ClientBase\\.Functions\\.Operations(\\.|$)");

    [Fact]
    public void The_domain_knows_neither_Azure_nor_the_web_nor_the_app() => AssertKnowsNone(
        Types("ClientBase.Domain"),
        "^(Azure|Microsoft\\.(Azure|AspNetCore|Extensions)|System\\.Net|ClientBase\\.(Functions|LocalHost|Cli))(\\.|$)");

    [Fact]
    [Trait("Category", "Slow")]
    public void The_domain_is_told_the_time()
    {
        var clocks =
            from type in Types("ClientBase.Domain")
            from call in type.Dependencies.OfType<MethodCallDependency>()
            where Clock().IsMatch(call.TargetMember.FullName)
            select $"{type.FullName} calls {call.TargetMember.FullName}";

        Assert.Empty(clocks.Distinct());
    }

    [Fact]
    public void The_local_host_knows_nothing_of_the_app_it_runs() => AssertKnowsNone(
        Types("ClientBase.LocalHost"), "^ClientBase\\.(Functions|Domain|Cli)(\\.|$)");

    private static IEnumerable<IType> Types(string space) =>
        Built.Types.Where(type => (type.Namespace.FullName + '.').StartsWith(space + '.', StringComparison.Ordinal));

    // Type parameters lie in no namespace, or in that of whichever type ArchUnit met first with one of that name.
    private static IEnumerable<IType> Targets(IType type) =>
        type.Dependencies.Select(dependency => dependency.Target).Where(target => target is not GenericParameter);

    /// <summary>The folder of the app a type lies in; null for types of others, and for Program.</summary>
    private static string? FeatureOf(IType type) =>
        Feature().Match(type.Namespace.FullName) is { Success: true } match ? match.Groups[1].Value : null;

    // Classes the compiler makes lie inside the one they are made for.
    private static string Outermost(IType type) => type.FullName.Split('+')[0];

    private static void AssertKnowsNone(IEnumerable<IType> types, string forbidden)
    {
        var pattern = new Regex(forbidden);
        var known =
            from type in types
            from target in Targets(type)
            where pattern.IsMatch(target.Namespace.FullName)
            select $"{Outermost(type)} -> {target.FullName}";

        Assert.Empty(known.Distinct());
    }

    [GeneratedRegex(@"^ClientBase\.Functions\.(\w+)")]
    private static partial Regex Feature();

    [GeneratedRegex(@"System\.DateTime(Offset)?::get_(Utc)?(Now|Today)|TimeProvider::Get|TimeProvider::get_System|get_TickCount")]
    private static partial Regex Clock();
}
