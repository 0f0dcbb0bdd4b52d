using System.Text.Json;

namespace ClientBase.Domain.Automations.Reading;

/// <summary>A definition as it was read.</summary>
/// <param name="Definition">It; null when something is wrong with it.</param>
/// <param name="Enabled">Whether people are to enter; null: not said.</param>
/// <param name="Faults">What is wrong, by place, such as <c>steps[2].then[0].wait</c>.</param>
public sealed record AutomationReading(
    AutomationDefinition? Definition, bool? Enabled, IReadOnlyDictionary<string, AutomationFault> Faults);

/// <summary>Reads automations as they are written in the API.</summary>
public static class AutomationJson
{
    private const int MaxName = 200;
    private const int MaxDays = 3650;
    private const double MaxHoldout = 0.9;

    // What answers hold beside the definition, so that one can be sent back as it came.
    private static readonly string[] OfAnswers = ["id", "version", "updatedAt", "updatedBy", "words", "stats", "warnings", "preset"];

    private static readonly string[] Members =
    [
        "name", "enabled", "purpose", "trigger", "if", "once", "again", "exitOn", "goal", "quiet", "holdout", "steps",
    ];

    /// <summary>How spans are limited: ten years.</summary>
    internal static TimeSpan Longest { get; } = TimeSpan.FromDays(MaxDays);

    /// <summary>Reads a definition.</summary>
    public static AutomationReading Read(JsonElement json)
    {
        var faults = new AutomationFaults();
        if (PlacedObject.Of(json, "", faults) is not { } body)
        {
            return new AutomationReading(null, null, faults.All);
        }

        body.AllowOnly([.. Members, .. OfAnswers]);
        var enabled = body.Flag("enabled");
        var definition = Definition(body, faults);
        return new AutomationReading(faults.All.Count == 0 ? definition : null, enabled, faults.All);
    }

    private static AutomationDefinition? Definition(PlacedObject body, AutomationFaults faults)
    {
        var trigger = TriggerJson.Read(body);
        var steps = new StepsReader(faults).Read(body);
        var once = OnceOf(body.OneOf("once", OnceNames));
        var definition = new AutomationDefinition(
            body.Text("name", MaxName, isRequired: true) ?? "", trigger ?? new OrderTrigger(), steps)
        {
            Purpose = body.OneOf("purpose", ["marketing", "service"]) == "service"
                ? AutomationPurpose.Service
                : AutomationPurpose.Marketing,
            If = body.Rule("if"),
            Once = once ?? trigger?.UsualOnce ?? OncePer.Contact,
            Again = body.Span("again", Longest),
            ExitOn = ExitOn(body, faults),
            Goal = Goal(body),
            Quiet = body.Flag("quiet") ?? true,
            Holdout = (double)(body.Number("holdout", 0, (decimal)MaxHoldout) ?? 0),
        };
        if (trigger is not null && !Fits(definition.Once, trigger))
        {
            body.Refuse("once", $"'{trigger.On}' is about no {NameOf(definition.Once)}");
        }

        return definition;
    }

    /// <summary>The names of <see cref="OncePer"/>.</summary>
    private static string[] OnceNames { get; } = [.. Enum.GetValues<OncePer>().Select(NameOf)];

    /// <summary>The name of a frequency in the API.</summary>
    internal static string NameOf(OncePer once) => once.ToString().ToLowerInvariant();

    private static OncePer? OnceOf(string? name) => name is null ? null : Enum.Parse<OncePer>(name, ignoreCase: true);

    private static bool Fits(OncePer once, AutomationTrigger trigger) => once switch
    {
        OncePer.Cart => trigger is CartTrigger,
        OncePer.Order => trigger is OrderTrigger or DeliveredTrigger,
        _ => true,
    };

    private static IReadOnlyList<string> ExitOn(PlacedObject body, AutomationFaults faults)
    {
        var events = new List<string>();
        foreach (var (element, place) in body.List("exitOn"))
        {
            if (element.ValueKind == JsonValueKind.String && AutomationEvents.All.Contains(element.GetString()!))
            {
                events.Add(element.GetString()!);
            }
            else
            {
                faults.Add(place, $"one of {string.Join(", ", AutomationEvents.All)}");
            }
        }

        return [.. events.Distinct()];
    }

    private static AutomationGoal? Goal(PlacedObject body)
    {
        if (body.Inner("goal") is not { } goal)
        {
            return null;
        }

        goal.AllowOnly("on", "within");
        if (goal.Value("on") is null)
        {
            goal.Refuse("on", $"one of {string.Join(", ", AutomationEvents.All)}");
        }

        return new AutomationGoal(
            goal.OneOf("on", AutomationEvents.All) ?? "", goal.Span("within", Longest) ?? TimeSpan.FromDays(7));
    }
}
