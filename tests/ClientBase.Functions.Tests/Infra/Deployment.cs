using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClientBase.Functions.Tests.Infra;

/// <summary>What infra/main.bicep makes of one parameter file, worked out by the Bicep compiler without Azure.</summary>
/// <remarks>Values known only to Azure, such as the address of the storage account, stay expressions in brackets.</remarks>
internal sealed partial class Deployment
{
    /// <summary>What azd up makes: infra/main.parameters.json with the variables of an azd environment.</summary>
    private const string Azd = "azd";

    /// <summary>Such variables, as Bicep. azd leaves out a parameter whose variable is not set, so these are all that may be set.</summary>
    private static readonly Dictionary<string, string> AzdVariables = new()
    {
        ["AZURE_ENV_NAME"] = "'trial'",
        ["AZURE_LOCATION"] = "'northeurope'",
        ["CLIENTBASE_MAIL_FROM"] = "'news@example.com'",
        ["CLIENTBASE_PUBLIC_BASE_URL"] = "'https://base.example.com'",
        ["CLIENTBASE_STORAGE_SKU"] = "'Standard_ZRS'",
        ["CLIENTBASE_ZONE_REDUNDANT"] = "false",
        ["CLIENTBASE_ALWAYS_READY"] = "0",
        ["CLIENTBASE_PRIVATE_NETWORK"] = "false",
        ["CLIENTBASE_DELETE_LOCK"] = "false",
        ["CLIENTBASE_ALERT_EMAILS"] = "['operator@example.com']",
        ["CLIENTBASE_MONTHLY_BUDGET"] = "50",
        ["CLIENTBASE_SECRET_SETTINGS"] = "['Tokens__SigningKey']",
        ["CLIENTBASE_SHOPS"] = "[{ name: 'main', kind: 'Shopify', baseUrl: 'https://example.myshopify.com', secrets: ['Secret'] }]",
        ["CLIENTBASE_SETTINGS"] = "{ Forms__RatePerMinute: '30' }",
    };

    private static readonly ConcurrentDictionary<string, Lazy<Task<Deployment>>> Evaluated = new();
    private readonly JsonElement[] resources;

    private Deployment(JsonElement[] resources, string warnings)
    {
        this.resources = resources;
        Warnings = warnings;
    }

    /// <summary>The parameter files by name, and azd's.</summary>
    public static IEnumerable<string> Environments => Directory.GetFiles(Path.Combine(Repository.Root, "infra"), "*.bicepparam")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Append(Azd)
        .Order(StringComparer.Ordinal);

    /// <summary>What compiler and linter say against the files; empty when nothing.</summary>
    public string Warnings { get; }

    public IReadOnlyDictionary<string, string> AppSettings => The("Microsoft.Web/sites/config").GetProperty("properties")
        .EnumerateObject()
        .ToDictionary(setting => setting.Name, setting => setting.Value.ToString());

    public static Task<Deployment> Of(string environment) =>
        Evaluated.GetOrAdd(environment, name => new Lazy<Task<Deployment>>(() => EvaluateAsync(name))).Value;

    /// <summary>Resources that stand by themselves, not inside another one.</summary>
    public IEnumerable<JsonElement> TopLevel => resources.Where(resource => TypeOf(resource).Count(character => character == '/') == 1);

    /// <summary>The only resource of a type.</summary>
    public JsonElement The(string type) => Assert.Single(All(type));

    /// <summary>Names of all resources of a type, without those of their parents, in ordinal order.</summary>
    public IEnumerable<string> Names(string type) =>
        All(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal);

    public static string TypeOf(JsonElement resource) => resource.GetProperty("type").GetString()!;

    /// <summary>All resources of a type.</summary>
    public IEnumerable<JsonElement> All(string type) => resources.Where(resource => TypeOf(resource) == type);

    private static async Task<Deployment> EvaluateAsync(string environment)
    {
        var copy = Directory.CreateTempSubdirectory("clientbase-infra-");
        try
        {
            // The compiler writes its result beside the parameter file.
            CopyInfra(copy.FullName);
            await File.WriteAllTextAsync(Path.Combine(copy.FullName, Azd + ".bicepparam"), ParametersOfAzd());
            var warnings = await RunBicepAsync(Path.Combine(copy.FullName, environment + ".bicepparam"));
            await using var snapshot = File.OpenRead(Path.Combine(copy.FullName, environment + ".snapshot.json"));
            using var document = await JsonDocument.ParseAsync(snapshot);
            return new Deployment([.. document.RootElement.GetProperty("predictedResources").Clone().EnumerateArray()], warnings);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static void CopyInfra(string target)
    {
        var source = Path.Combine(Repository.Root, "infra");
        foreach (var file in Directory.EnumerateFiles(source, "*.bicep*", SearchOption.AllDirectories))
        {
            var destination = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.Copy(file, destination);
        }
    }

    /// <summary>azd's parameter file as Bicep, in which a name or a type that main.bicep does not know is an error.</summary>
    private static string ParametersOfAzd()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "main.parameters.json")));
        var lines = file.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter =>
        {
            var variable = Variable().Match(parameter.Value.GetProperty("value").GetString()!).Groups[1].Value;
            return $"param {parameter.Name} = {AzdVariables[variable]}";
        });
        return string.Join('\n', lines.Prepend("using 'main.bicep'"));
    }

    private static async Task<string> RunBicepAsync(string parameters)
    {
        var start = new ProcessStartInfo(BicepPath()) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "snapshot", parameters, "--mode", "overwrite", "--resource-group", "clientbase", "--location", "northeurope",
            "--tenant-id", Guid.Empty.ToString(), "--subscription-id", Guid.Empty.ToString(),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var bicep = Process.Start(start)!;
        var output = bicep.StandardOutput.ReadToEndAsync();
        var warnings = await bicep.StandardError.ReadToEndAsync();
        await output;
        await bicep.WaitForExitAsync();
        return bicep.ExitCode == 0 ? warnings : throw new InvalidOperationException($"infra/ does not compile:\n{warnings}");
    }

    private static string BicepPath() => typeof(Deployment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepPath").Value!;

    [GeneratedRegex(@"^\$\{([A-Z_]+)\}$")]
    private static partial Regex Variable();
}
