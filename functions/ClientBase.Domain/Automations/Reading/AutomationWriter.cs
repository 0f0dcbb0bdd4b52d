using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Crm;

namespace ClientBase.Domain.Automations.Reading;

/// <summary>Writes automations as <see cref="AutomationJson"/> reads them, with what was left open said.</summary>
public static class AutomationWriter
{
    /// <summary>A definition, without whether it is enabled.</summary>
    public static JsonObject Write(AutomationDefinition definition)
    {
        var json = new JsonObject
        {
            ["name"] = definition.Name,
            ["purpose"] = NameOf(definition.Purpose),
            ["trigger"] = Write(definition.Trigger),
            ["if"] = definition.If?.Text,
            ["once"] = AutomationJson.NameOf(definition.Once),
            ["again"] = Write(definition.Again),
            ["exitOn"] = new JsonArray([.. definition.ExitOn.Select(one => JsonValue.Create(one))]),
            ["goal"] = definition.Goal is { } goal
                ? new JsonObject { ["on"] = goal.On, ["within"] = Durations.Write(goal.Within) }
                : null,
            ["quiet"] = definition.Quiet,
            ["holdout"] = definition.Holdout,
            ["steps"] = Write(definition.Steps),
        };
        return json;
    }

    /// <summary>A purpose in the API's spelling.</summary>
    public static string NameOf(AutomationPurpose purpose) => purpose.ToString().ToLowerInvariant();

    private static string? Write(TimeSpan? span) => span is { } some ? Durations.Write(some) : null;

    private static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static JsonObject Write(AutomationTrigger trigger)
    {
        var json = new JsonObject { ["on"] = trigger.On };
        switch (trigger)
        {
            case FormTrigger { Form: { } form }:
                json["form"] = form;
                break;
            case SegmentTrigger segment:
                json["segment"] = segment.Segment;
                break;
            case CartTrigger cart:
                json["idle"] = Durations.Write(cart.Idle);
                break;
            case VisitTrigger visit:
                json["url"] = visit.Url;
                break;
            case DateTrigger date:
                json["field"] = date.Field;
                json["at"] = Write(date.At);
                json["offset"] = string.Create(CultureInfo.InvariantCulture, $"{date.OffsetDays}d");
                break;
            case PriceDropTrigger drop:
                json["percent"] = drop.Percent;
                break;
            case TagTrigger tag:
                json["tag"] = tag.Tag;
                break;
            case StaleTrigger stale:
                json["after"] = Durations.Write(stale.After);
                break;
        }

        return json;
    }

    private static JsonArray Write(IReadOnlyList<AutomationStep> steps) => [.. steps.Select(Write)];

    /// <summary>A step, without its place.</summary>
    internal static JsonObject Write(AutomationStep step) => step switch
    {
        WaitStep wait => new JsonObject { ["wait"] = Durations.Write(wait.For) },
        WaitUntilStep wait => new JsonObject { ["waitUntil"] = Write(wait.At) },
        SendStep send => new JsonObject
        {
            ["send"] = new JsonObject { ["channel"] = send.Channel, ["template"] = Write(send.Template) },
        },
        IfStep fork => new JsonObject { ["if"] = fork.If.Text, ["then"] = Write(fork.Then), ["else"] = Write(fork.Else) },
        SplitStep split => new JsonObject
        {
            ["split"] = new JsonArray(
                [.. split.Ways.Select(way => new JsonObject { ["share"] = way.Share, ["steps"] = Write(way.Steps) })]),
        },
        TagStep tag => new JsonObject { [tag.Removes ? "untag" : "tag"] = tag.Tag },
        TaskStep task => new JsonObject
        {
            ["task"] = new JsonObject { ["title"] = task.Title, ["due"] = Durations.Write(task.Due) },
        },
        PromoStep promo => new JsonObject
        {
            ["promo"] = new JsonObject { ["percent"] = promo.Percent, ["validFor"] = Durations.Write(promo.ValidFor) },
        },
        PointsStep points => new JsonObject { ["points"] = points.Points, ["reason"] = points.Reason },
        WebhookStep webhook => new JsonObject
        {
            ["webhook"] = new JsonObject { ["url"] = webhook.Url, ["body"] = Write(webhook.Body) },
        },
        ExitStep exit => new JsonObject { ["exit"] = exit.Reason },
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Id, "A kind of step that is not written yet."),
    };

    private static JsonObject Write(MailTemplate template) => new()
    {
        ["subject"] = template.Subject,
        ["preheader"] = template.Preheader,
        ["html"] = template.Html,
        ["text"] = template.Text,
        ["design"] = Write(template.Design),
    };

    private static JsonNode? Write(JsonElement? json) =>
        json is { } some ? JsonNode.Parse(some.GetRawText()) : null;
}
