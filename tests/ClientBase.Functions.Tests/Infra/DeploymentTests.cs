using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Infra;

[Trait("Category", "Slow")]
public sealed partial class DeploymentTests
{
    private const string StorageAccount = "Microsoft.Storage/storageAccounts";

    public static TheoryData<string> Environments => [.. Deployment.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Compiler_and_linter_have_nothing_to_say(string environment)
    {
        var deployment = await Deployment.Of(environment);

        Assert.Empty(deployment.Warnings);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_queue_of_the_app_is_deployed_with_its_poison_queue(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var wanted = Queues.All.Concat(Queues.All.Select(Queues.PoisonOf));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), deployment.Names(StorageAccount + "/queueServices/queues"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_table_of_the_app_is_deployed(string environment)
    {
        var deployment = await Deployment.Of(environment);

        Assert.Equal(Tables.All.Order(StringComparer.Ordinal), deployment.Names(StorageAccount + "/tableServices/tables"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_container_of_the_app_is_deployed_beside_the_one_for_its_package(string environment)
    {
        const string PackageContainer = "deployments";
        var deployment = await Deployment.Of(environment);

        var package = Config(deployment).GetProperty("deployment").GetProperty("storage");
        Assert.Contains($"'{PackageContainer}'", package.GetProperty("value").GetString());
        var wanted = Containers.All.Append(PackageContainer).Order(StringComparer.Ordinal);
        Assert.Equal(wanted, deployment.Names(StorageAccount + "/blobServices/containers"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Storage_opens_to_identities_only(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var account = deployment.The(StorageAccount).GetProperty("properties");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
        Assert.DoesNotContain("AzureWebJobsStorage", deployment.AppSettings.Keys);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_app_setting_is_one_that_the_app_or_the_host_reads(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var known = ExampleSettings.All.Keys.Select(Pattern).ToHashSet();
        Assert.All(deployment.AppSettings.Keys.Where(name => !ReadByHost().IsMatch(name)), name => Assert.Contains(Pattern(name), known));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_timer_has_the_schedule_of_a_fresh_installation(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var schedules = deployment.AppSettings.Where(setting => setting.Key.StartsWith("Schedule", StringComparison.Ordinal));
        Assert.Equal(ExampleSettings.Schedules.ToDictionary(), schedules.ToDictionary());
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Telemetry_is_sent_by_the_identity(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var insights = deployment.The("Microsoft.Insights/components").GetProperty("properties");
        Assert.True(insights.GetProperty("DisableLocalAuth").GetBoolean());
        Assert.Contains("ConnectionString", deployment.AppSettings["APPLICATIONINSIGHTS_CONNECTION_STRING"]);
        Assert.Contains("Authorization=AAD", deployment.AppSettings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_resource_carries_the_name_of_its_environment(string environment)
    {
        var deployment = await Deployment.Of(environment);

        string[] takeNoTags = ["Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/locks", "Microsoft.Consumption/budgets"];
        var resources = deployment.TopLevel.Where(resource => !takeNoTags.Contains(Deployment.TypeOf(resource)));
        var names = resources.Select(resource => resource.GetProperty("tags").GetProperty("azd-env-name").GetString());
        Assert.Equal(environment == "azd" ? "trial" : environment, Assert.Single(names.Distinct()));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Service_of_azd_is_the_deployed_app(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var app = deployment.The("Microsoft.Web/sites").GetProperty("tags").GetProperty("azd-service-name").GetString();
        Assert.Equal(AzdService().Groups["name"].Value, app);
    }

    [Fact]
    public void Service_of_azd_is_built_from_the_project_of_the_app()
    {
        var project = Path.Combine(Repository.Root, AzdService().Groups["project"].Value);

        // azd takes the only project file of the folder.
        Assert.Equal("ClientBase.Functions.csproj", Path.GetFileName(Assert.Single(Directory.GetFiles(project, "*.*proj"))));
    }

    [Fact]
    public void Nothing_of_the_deployment_names_a_nested_schedule()
    {
        string[] folders = ["infra", Path.Combine(".github", "workflows")];
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "azure.yaml"));

        Assert.All(files, file => Assert.DoesNotContain("Schedule__", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_name_of_a_setting_is_allowed_on_Linux(string environment)
    {
        var deployment = await Deployment.Of(environment);

        Assert.All(deployment.AppSettings.Keys, name => Assert.Matches(AllowedOnLinux(), name));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_secret_comes_from_the_vault(string environment)
    {
        var deployment = await Deployment.Of(environment);

        var vault = Assert.Single(deployment.Names("Microsoft.KeyVault/vaults"));
        var secrets = deployment.AppSettings.Where(setting => Secret().IsMatch(setting.Key)).ToList();
        Assert.Contains(secrets, secret => secret.Key == "Tokens__SigningKey");
        Assert.All(secrets, secret => Assert.Equal(
            $"@Microsoft.KeyVault(VaultName={vault};SecretName={secret.Key.Replace("__", "--", StringComparison.Ordinal)})", secret.Value));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task App_runs_on_the_version_of_NET_it_is_built_for(string environment)
    {
        var deployment = await Deployment.Of(environment);

        Assert.Equal($"{Environment.Version.Major}.0", Config(deployment).GetProperty("runtime").GetProperty("version").GetString());
    }

    private static JsonElement Config(Deployment deployment) =>
        deployment.The("Microsoft.Web/sites").GetProperty("properties").GetProperty("functionAppConfig");

    /// <summary>The only service of azure.yaml.</summary>
    private static Match AzdService() => Assert.Single(Service().Matches(File.ReadAllText(Path.Combine(Repository.Root, "azure.yaml"))));

    /// <summary>Settings of one shop or form stand for those of any.</summary>
    private static string Pattern(string setting) => NamedByOperator().Replace(setting, "$1__*__");

    [GeneratedRegex("^(Shops|Forms)__[A-Za-z0-9]+__")]
    private static partial Regex NamedByOperator();

    [GeneratedRegex(@"^  (?<name>\w+):\r?\n    project: (?<project>\S+)", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex("^(AzureWebJobsStorage__|APPLICATIONINSIGHTS_)")]
    private static partial Regex ReadByHost();

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex AllowedOnLinux();

    [GeneratedRegex("(Secret|Token|Password|(?<!Public)Key)$")]
    private static partial Regex Secret();
}
