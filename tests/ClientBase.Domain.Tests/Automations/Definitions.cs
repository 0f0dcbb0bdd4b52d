using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Reading;

namespace ClientBase.Domain.Tests.Automations;

/// <summary>Reads definitions as the API takes them.</summary>
internal static class Definitions
{
    public const string Hello = """{"send":{"channel":"email","template":{"subject":"Hello","text":"t"}}}""";

    /// <summary>One of steps, for a form unless said otherwise.</summary>
    public static string Json(string steps, string trigger = """{"on":"form"}""", string more = "") =>
        $$"""{"name":"n","trigger":{{trigger}},{{more}}"steps":[{{steps}}]}""";

    public static AutomationReading Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AutomationJson.Read(document.RootElement.Clone());
    }

    public static AutomationDefinition Of(string steps, string trigger = """{"on":"form"}""", string more = "")
    {
        var reading = Read(Json(steps, trigger, more));
        Assert.Empty(reading.Faults);
        return reading.Definition!;
    }
}
