using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Reading;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Sending.Templates.Html;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>Reads a definition with all it refers to: segments that are there, templates that can be written.</summary>
internal static class AutomationCheck
{
    private static readonly Dictionary<string, string> NoUtm = [];

    /// <summary>The definition, or what is wrong, by place.</summary>
    /// <param name="json">As it was sent.</param>
    /// <param name="segments">The rules of all segments, by id.</param>
    /// <param name="language">The caller's language.</param>
    public static (AutomationReading Reading, IReadOnlyDictionary<string, object> Errors) Read(
        JsonElement json, IReadOnlyDictionary<string, Rule?> segments, string language)
    {
        var reading = AutomationJson.Read(json);
        var errors = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (place, fault) in reading.Faults)
        {
            errors[place] = fault.Rule is { } rule ? Told(rule, language) : new[] { fault.Why };
        }

        if (reading.Definition is not { } definition)
        {
            return (reading, errors);
        }

        foreach (var (place, rule) in RulesOf(definition))
        {
            if (SegmentReferences.Check(null, rule.Rule, rule.Text, segments) is { } error)
            {
                errors[place] = Told(error, language);
            }
        }

        if (definition.Trigger is SegmentTrigger trigger && !segments.ContainsKey(trigger.Segment))
        {
            errors["trigger.segment"] = new[] { $"there is no segment '{trigger.Segment}'" };
        }

        foreach (var (field, problems) in SendsOf(definition).SelectMany(send => MailTemplates.Check(send.Template, PlaceOf(send))))
        {
            errors[field] = problems;
        }

        return (reading, errors);
    }

    /// <summary>What hurts in the templates, but does not forbid sending them.</summary>
    public static IReadOnlyList<TemplateWarning> WarningsOf(AutomationDefinition definition) =>
    [
        .. SendsOf(definition).Where(send => send.Channel == "email").SelectMany(send =>
            TemplateWarnings.Of(send.Template, CompiledMail.Of(send.Template, NoUtm))
                .Select(warning => warning with { Field = $"{send.Id}.send.{warning.Field}" })),
    ];

    private static IEnumerable<SendStep> SendsOf(AutomationDefinition definition) => definition.AllSteps.OfType<SendStep>();

    private static string PlaceOf(SendStep send) => $"{send.Id}.send.template";

    private static IEnumerable<(string Place, WrittenRule Rule)> RulesOf(AutomationDefinition definition)
    {
        if (definition.If is { } rule)
        {
            yield return ("if", rule);
        }

        foreach (var fork in definition.AllSteps.OfType<IfStep>())
        {
            yield return ($"{fork.Id}.if", fork.If);
        }
    }

    private static RuleErrorView[] Told(RuleError error, string language) =>
        [new RuleErrorView(error.Position, error.Message.In(language), error.Suggestion)];
}
