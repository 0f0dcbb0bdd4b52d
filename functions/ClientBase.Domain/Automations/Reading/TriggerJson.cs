using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Automations.Reading;

/// <summary>Reads what lets people enter.</summary>
internal static class TriggerJson
{
    private const int MaxText = 500;
    private const int MaxOffsetDays = 366;

    private static readonly TimeOnly UsualTime = new(10, 0);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(30);

    private static readonly Dictionary<string, (string[] Members, Func<PlacedObject, AutomationTrigger> Read)> Kinds =
        new(StringComparer.Ordinal)
        {
            ["form"] = (["form"], trigger => new FormTrigger(trigger.Text("form", MaxText))),
            ["segment.entered"] = (["segment"], trigger => new SegmentTrigger(Needed(trigger, "segment"), Entered: true)),
            ["segment.left"] = (["segment"], trigger => new SegmentTrigger(Needed(trigger, "segment"), Entered: false)),
            ["order"] = ([], _ => new OrderTrigger()),
            ["order.delivered"] = ([], _ => new DeliveredTrigger()),
            ["cart.abandoned"] =
                (["idle"], trigger => new CartTrigger(trigger.Span("idle", LongestIdle) ?? TimeSpan.FromMinutes(15))),
            ["visit"] = (["url"], trigger => new VisitTrigger(Needed(trigger, "url"))),
            ["date"] = (["field", "at", "offset"], Date),
            ["back.in.stock"] = ([], _ => new BackInStockTrigger()),
            ["price.drop"] = (["percent"], trigger => new PriceDropTrigger(trigger.Number("percent", 0, 100) ?? 0)),
            ["loyalty.tier"] = ([], _ => new TierTrigger()),
            ["tag"] = (["tag"], trigger => new TagTrigger(Needed(trigger, "tag"))),
            ["stale"] = (["after"], trigger => new StaleTrigger(trigger.Span("after", AutomationJson.Longest) ?? TimeSpan.FromDays(365))),
            ["request"] = ([], _ => new RequestTrigger()),
        };

    /// <summary>The trigger of a definition; null where it names none that is known.</summary>
    public static AutomationTrigger? Read(PlacedObject body)
    {
        if (body.Value("trigger") is null)
        {
            body.Refuse("trigger", $"say what lets people enter: {{\"on\": ...}} with one of {string.Join(", ", Kinds.Keys)}");
            return null;
        }

        if (body.Inner("trigger") is not { } trigger)
        {
            return null;
        }

        if (trigger.Value("on") is not { ValueKind: JsonValueKind.String } on || !Kinds.TryGetValue(on.GetString()!, out var kind))
        {
            trigger.Refuse("on", $"one of {string.Join(", ", Kinds.Keys)}");
            return null;
        }

        trigger.AllowOnly([.. kind.Members, "on"]);
        return kind.Read(trigger);
    }

    private static string Needed(PlacedObject trigger, string name) => trigger.Text(name, MaxText, isRequired: true) ?? "";

    private static DateTrigger Date(PlacedObject trigger) => new(
        trigger.Text("field", MaxText) ?? ContactFields.BirthDate, trigger.TimeOfDay("at") ?? UsualTime, Offset(trigger));

    private static int Offset(PlacedObject trigger)
    {
        if (trigger.Value("offset") is not { } offset)
        {
            return 0;
        }

        if (offset.ValueKind == JsonValueKind.String && offset.GetString() is ['-' or '+' or (>= '0' and <= '9'), .., 'd'] text
            && int.TryParse(text[..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days)
            && Math.Abs(days) <= MaxOffsetDays)
        {
            return days;
        }

        trigger.Refuse("offset", $"whole days such as -7d (a week before) or 1d (the day after), at most {MaxOffsetDays}");
        return 0;
    }
}
