using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Configuration;

/// <summary>
/// <c>host.json</c> under the section the Functions host keeps it in, so that settings override it
/// (<c>AzureFunctionsJobHost__extensions__queues__batchSize</c>).
/// </summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values"/>
internal static class HostJson
{
    public const string Section = "AzureFunctionsJobHost";

    public static IEnumerable<KeyValuePair<string, string?>> Read(params IEnumerable<string> folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, "host.json")).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return [];
        }

        try
        {
            return [.. new ConfigurationBuilder().AddJsonFile(path).Build().AsEnumerable()
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create($"{Section}:{pair.Key}", pair.Value))];
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"{path} cannot be read: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    public static IConfigurationSection Extension(this IConfiguration configuration, string name) =>
        configuration.GetSection($"{Section}:extensions:{name}");
}
