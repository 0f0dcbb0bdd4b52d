using System.Text.Json;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The settings that <c>local.settings.example.json</c> lists, with the values it shows.</summary>
internal static class ExampleSettings
{
    public static IReadOnlyDictionary<string, string> All { get; } = Read();

    /// <summary>When timers run unless told otherwise.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Schedules =>
        All.Where(setting => setting.Key.StartsWith("Schedule_", StringComparison.Ordinal));

    private static Dictionary<string, string> Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "local.settings.example.json"));
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return json.RootElement.GetProperty("Values").EnumerateObject()
            .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }
}
