using System.Text.Json;

namespace ClientBase.LocalHost.Settings;

/// <summary>What stands in files: <c>host.json</c>, <c>local.settings.json</c> and the schedules of the list of all settings.</summary>
internal static class SettingsFiles
{
    /// <summary>The section the Functions host keeps host.json in; settings override it (<c>AzureFunctionsJobHost__...</c>).</summary>
    public const string HostSection = "AzureFunctionsJobHost";

    private const string SchedulePrefix = "Schedule_";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The app's host.json.</summary>
    /// <exception cref="StartException">There is none, or it cannot be read.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> HostJson(BuiltApp app)
    {
        var path = Path.Combine(app.Folder, "host.json");
        if (!File.Exists(path))
        {
            throw new StartException($"{path} is missing: a Functions app has one beside its assembly. Build the app again.");
        }

        try
        {
            return [.. new ConfigurationBuilder().AddJsonFile(path).Build().AsEnumerable()
                .Where(setting => setting.Value is not null)
                .Select(setting => KeyValuePair.Create($"{HostSection}:{setting.Key}", setting.Value))];
        }
        catch (InvalidDataException broken)
        {
            throw new StartException(
                $"{path} cannot be read: {broken.GetBaseException().Message} Mend it and build the app again.", broken);
        }
    }

    /// <summary>The values of the developer's own settings: the first file found in the folders, in their order.</summary>
    /// <exception cref="StartException">The file is no settings file.</exception>
    public static IReadOnlyDictionary<string, string> LocalSettings(params IEnumerable<string> folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, "local.settings.json")).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return new Dictionary<string, string>();
        }

        try
        {
            return Values(File.ReadAllText(path));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new StartException(
                $"{path} is not a settings file: {broken.Message} Its form is that of local.settings.example.json.", broken);
        }
    }

    /// <summary>When timers run unless told otherwise. The cloud has them as app settings.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Schedules()
    {
        using var example = typeof(SettingsFiles).Assembly.GetManifestResourceStream("local.settings.example.json")!;
        using var text = new StreamReader(example);
        return Values(text.ReadToEnd()).Where(value => value.Key.StartsWith(SchedulePrefix, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Values(string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        return document.RootElement.TryGetProperty("Values", out var values)
            ? values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : [];
    }
}
