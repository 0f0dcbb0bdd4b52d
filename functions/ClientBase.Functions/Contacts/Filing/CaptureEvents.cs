using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>What a capture means to rules over events. What was bought is taken from the orders themselves.</summary>
internal static class CaptureEvents
{
    private const int BestRating = 10;

    private static readonly EventVerb FilledForm = Verb(DetailNames.FilledForm);
    private static readonly EventVerb GaveRating = Verb(DetailNames.GaveRating);
    private static readonly EventVerb GaveScore = Verb(DetailNames.GaveScore);
    private static readonly EventVerb ReviewedProduct = Verb(DetailNames.ReviewedProduct);
    private static readonly EventVerb Refunded = Verb(DetailNames.Refunded);
    private static readonly EventVerb ReturnedProduct = Verb(DetailNames.ReturnedProduct);

    /// <summary>What was done, and to what.</summary>
    public static IEnumerable<(EventVerb Verb, string What)> Of(CapturedEvent capture) => capture.Kind switch
    {
        "form" => [(FilledForm, capture.Source.Split(':', 2)[^1]), .. Answers(capture)],
        "refund" => [(Refunded, ""), .. Returned(capture)],
        _ => [],
    };

    /// <summary>The same as rules are told.</summary>
    public static IReadOnlyList<Detail> DetailsOf(CapturedEvent capture) =>
        [.. Of(capture).Select(done => new Detail(DetailKind.Event, done.Verb.Name, capture.At) { Text = done.What })];

    private static IEnumerable<(EventVerb Verb, string What)> Answers(CapturedEvent capture)
    {
        if (Number(capture, "rating") is { } rating)
        {
            yield return (GaveRating, rating);
            if (Text(capture, "productId") is { Length: > 0 and <= Detail.MaxText } product)
            {
                yield return (ReviewedProduct, product);
            }
        }

        if (Number(capture, "score") is { } score)
        {
            yield return (GaveScore, score);
        }
    }

    private static IEnumerable<(EventVerb Verb, string What)> Returned(CapturedEvent capture) => capture.Says.Orders.Values
        .SelectMany(order => order.Refunds.Values)
        .SelectMany(refund => refund.Lines)
        .Select(line => line.ProductId)
        .OfType<string>()
        .Where(product => product.Length is > 0 and <= Detail.MaxText)
        .Distinct()
        .Select(product => (ReturnedProduct, product));

    // What was typed may be anything: only a number of the scale is an answer.
    private static string? Number(CapturedEvent capture, string name) =>
        decimal.TryParse(Text(capture, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= BestRating
            ? number.ToString("0.##", CultureInfo.InvariantCulture)
            : null;

    private static string? Text(CapturedEvent capture, string name) => capture.Data.GetValueOrDefault(name) switch
    {
        string text => text.Trim(),
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static EventVerb Verb(string name) => EventVerb.Find(name)!;
}
