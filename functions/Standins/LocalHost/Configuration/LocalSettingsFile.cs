using System.Text.Json;

namespace ClientBase.LocalHost.Configuration;

/// <summary>The <c>Values</c> of <c>local.settings.json</c> as settings.</summary>
internal static class LocalSettingsFile
{
    private const string Name = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the first file found in the folders, in their order; nothing when there is none.</summary>
    public static IReadOnlyDictionary<string, string?> Read(params IEnumerable<string> folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
        return path is null ? new Dictionary<string, string?>() : Parse(path, File.ReadAllText(path));
    }

    private static Dictionary<string, string?> Parse(string path, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            if (document.RootElement.TryGetProperty("Values", out var values))
            {
                foreach (var value in values.EnumerateObject())
                {
                    settings[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
                }
            }

            return settings;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{path} is not a settings file: {e.Message}", e);
        }
    }
}
