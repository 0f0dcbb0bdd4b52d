using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Infra;

/// <summary>What an operator relies on: alerts, budget, lifecycle, locks, networks, zones. Each environment has its own mix.</summary>
[Trait("Category", "Slow")]
public sealed partial class OperationTests
{
    private const string Alerts = "Microsoft.Insights/scheduledQueryRules";
    private const string Account = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Locks = "Microsoft.Authorization/locks";
    private const string Budgets = "Microsoft.Consumption/budgets";

    public static TheoryData<string> Environments => [.. Deployment.Environments];

    [Fact]
    public void There_are_parameters_for_each_environment() =>
        Assert.Equal(["azd", "dev", "production", "staging"], Deployment.Environments);

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Each_alert_writes_to_the_operators_and_the_runbook_says_what_to_do(string environment)
    {
        var deployment = await Deployment.Of(environment);
        var runbook = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "RUNBOOK.md"));

        var alerts = deployment.All(Alerts).ToList();
        Assert.Equal(6, alerts.Count);
        foreach (var alert in alerts.Select(alert => alert.GetProperty("properties")))
        {
            Assert.Contains("/actionGroups/", Assert.Single(Items(alert, "actions", "actionGroups")).GetString(), StringComparison.Ordinal);
            var id = Quoted().Match(alert.GetProperty("description").GetString()!).Groups[1].Value;
            var section = Assert.Single(Section().Matches(runbook), section => section.Groups["id"].Value == id).Value;
            Assert.All(["- Look:", "- Do:", "- Over:"], part => Assert.Contains(part, section, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Alerts_ask_for_counters_that_the_app_has()
    {
        var deployment = await Deployment.Of("production");
        var source = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "functions", "ClientBase.Functions", "Telemetry", nameof(AppMetrics) + ".cs"));

        var queries = deployment.All(Alerts)
            .Select(alert => Items(alert.GetProperty("properties"), "criteria", "allOf").Single().GetProperty("query").GetString()!);
        var counters = queries.SelectMany(query => Quoted().Matches(query)).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(5, counters.Count);
        Assert.All(counters, counter => Assert.Contains($"\"{counter}\"", source, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task What_is_old_is_deleted_even_if_the_app_forgets(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var policy = deployment.The(Account + "/managementPolicies").GetProperty("properties");
        var rules = Items(policy, "policy", "rules").Select(rule => rule.GetProperty("definition")).ToDictionary(
            rule => Items(rule, "filters", "prefixMatch").Single().GetString()!.TrimEnd('/'),
            rule => rule.GetProperty("actions").GetProperty("baseBlob").GetProperty("delete")
                .GetProperty("daysAfterModificationGreaterThan").GetInt32());
        Assert.All(rules.Keys, container => Assert.Contains(container, Containers.All));
        Assert.Equal(environment == "dev" ? 7 : 30, rules[Containers.Backups]);
        Assert.Equal($"{rules[Containers.Captures]}d", ExampleSettings.All["Retention__Captures"]);
        Assert.True(rules[Containers.Exports] > int.Parse(
            ExampleSettings.All["Exports__KeepDays"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Telemetry_has_a_daily_cap_and_HTTP_a_limit_of_its_own(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var workspace = deployment.The("Microsoft.OperationalInsights/workspaces").GetProperty("properties");
        Assert.Equal(1, workspace.GetProperty("workspaceCapping").GetProperty("dailyQuotaGb").GetInt32());
        var http = Scale(deployment).GetProperty("triggers").GetProperty("http");
        Assert.Equal(16, http.GetProperty("perInstanceConcurrency").GetInt32());
    }

    [Theory]
    [InlineData("dev", 0)]
    [InlineData("staging", 50)]
    [InlineData("production", 200)]
    public async Task Somebody_is_told_before_a_month_costs_too_much(string environment, int amount)
    {
        var budgets = (await Deployment.Of(environment)).All(Budgets).Select(budget => budget.GetProperty("properties")).ToList();

        Assert.Equal(amount == 0 ? [] : [amount], budgets.Select(budget => budget.GetProperty("amount").GetInt32()));
        Assert.All(
            budgets.SelectMany(budget => budget.GetProperty("notifications").EnumerateObject()),
            note => Assert.NotEmpty(note.Value.GetProperty("contactGroups").EnumerateArray()));
    }

    [Fact]
    public async Task A_second_deployment_leaves_the_budget_alone()
    {
        // A snapshot does not show it.
        var bicep = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "modules", "budget.bicep"));

        Assert.Matches(@"@onlyIfNotExists\(\)\s+resource budget", bicep);
    }

    [Fact]
    public async Task Production_runs_in_several_zones_on_warm_instances()
    {
        var deployment = await Deployment.Of("production");

        Assert.True(deployment.The("Microsoft.Web/serverfarms").GetProperty("properties").GetProperty("zoneRedundant").GetBoolean());
        Assert.Equal("Standard_ZRS", deployment.The(Account).GetProperty("sku").GetProperty("name").GetString());
        var warm = Assert.Single(Scale(deployment).GetProperty("alwaysReady").EnumerateArray());
        Assert.Equal(("http", 2), (warm.GetProperty("name").GetString(), warm.GetProperty("instanceCount").GetInt32()));
    }

    [Fact]
    public async Task Production_reaches_storage_and_vault_through_its_own_network_only()
    {
        var deployment = await Deployment.Of("production");

        Assert.All([Account, Vault], type => Assert.Equal("Disabled", Access(deployment, type)));
        var endpoints = deployment.All("Microsoft.Network/privateEndpoints").SelectMany(endpoint =>
            endpoint.GetProperty("properties").GetProperty("privateLinkServiceConnections").EnumerateArray()
                .SelectMany(connection => Items(connection, "properties", "groupIds")));
        Assert.Equal(["blob", "queue", "table", "vault"], endpoints.Select(group => group.GetString()).Order());
        var app = deployment.The("Microsoft.Web/sites").GetProperty("properties");
        Assert.EndsWith("/subnets/app", app.GetProperty("virtualNetworkSubnetId").GetString(), StringComparison.Ordinal);
        var subnets = Items(deployment.The("Microsoft.Network/virtualNetworks"), "properties", "subnets");
        var delegated = subnets.Single(subnet => subnet.GetProperty("name").GetString() == "app").GetProperty("properties");
        Assert.Contains("Microsoft.App/environments", delegated.GetProperty("delegations").GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(deployment.All(Locks));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("azd")]
    public async Task Elsewhere_nothing_costs_by_the_hour(string environment)
    {
        var deployment = await Deployment.Of(environment);

        Assert.All([Account, Vault], type => Assert.Equal("Enabled", Access(deployment, type)));
        Assert.Empty(deployment.All("Microsoft.Network/privateEndpoints"));
        Assert.Empty(deployment.All(Locks));
        Assert.Empty(Scale(deployment).GetProperty("alwaysReady").EnumerateArray());
    }

    [Fact]
    public async Task The_workflow_shows_what_will_change_tries_a_form_and_can_go_back()
    {
        var workflow = await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".github", "workflows", "deploy.yml"));

        string[] steps =
            ["az bicep lint", "what-if", "deployment group create", "Azure/functions-action", "function list", "infra/smoke.sh"];
        var places = steps.Select(step => workflow.IndexOf(step, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("run-id: ${{ inputs.run || github.run_id }}", workflow, StringComparison.Ordinal);
        Assert.Contains("shell: bash", workflow, StringComparison.Ordinal); // What fails before a pipe fails the step.
    }

    private static string? Access(Deployment deployment, string type) =>
        deployment.The(type).GetProperty("properties").GetProperty("publicNetworkAccess").GetString();

    private static JsonElement Scale(Deployment deployment) => deployment.The("Microsoft.Web/sites").GetProperty("properties")
        .GetProperty("functionAppConfig").GetProperty("scaleAndConcurrency");

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name, string list) =>
        element.GetProperty(name).GetProperty(list).EnumerateArray();

    [GeneratedRegex("\"([a-z.]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^### (?<id>\w+)\n(?:(?!#)[^\n]*\n)+", RegexOptions.Multiline)]
    private static partial Regex Section();
}
