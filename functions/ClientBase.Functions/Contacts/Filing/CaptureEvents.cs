using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>What a capture means to rules over events. What was bought is taken from the orders themselves.</summary>
internal static class CaptureEvents
{
    private static readonly EventVerb FilledForm = EventVerb.Find("filled form")!;
    private static readonly EventVerb Refunded = EventVerb.Find("refunded")!;

    /// <summary>What was done, and to what.</summary>
    public static IEnumerable<(EventVerb Verb, string What)> Of(CapturedEvent capture) => capture.Kind switch
    {
        "form" => [(FilledForm, capture.Source.Split(':', 2)[^1])],
        "refund" => [(Refunded, "")],
        _ => [],
    };
}
