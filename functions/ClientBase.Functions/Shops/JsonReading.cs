using System.Globalization;
using System.Text.Json;

namespace ClientBase.Functions.Shops;

/// <summary>Reads shops' JSON forgivingly: what is absent, null or of another type than expected is not there.</summary>
internal static class JsonReading
{
    private const int MaxId = 100;
    private const int MaxText = 4_000;
    private const decimal MaxSum = 1_000_000_000_000_000m;

    /// <summary>A member, or an undefined element.</summary>
    public static JsonElement Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The elements of a list member.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A text member, trimmed; null when blank. One longer than any real one is cut.</summary>
    public static string? Text(this JsonElement parent, string name)
    {
        var text = parent.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString()!.Trim() : "";
        return text.Length switch { 0 => null, > MaxText => text[..MaxText], _ => text };
    }

    /// <summary>An id, which shops write as a number or a text. Numbers stay as written: they exceed what a double holds.</summary>
    public static string? Id(this JsonElement parent, string name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.GetRawText() is { Length: <= MaxId } and not "0" and var id && id.AsSpan().IndexOfAny(".eE") < 0 => id,
        { ValueKind: JsonValueKind.String } => parent.Text(name) is { Length: <= MaxId } id ? id : null,
        _ => null,
    };

    /// <summary>A sum, written as a number or a text; none that would overflow when customers' are added up.</summary>
    public static decimal? Money(this JsonElement parent, string name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var sum) && Math.Abs(sum) < MaxSum => sum,
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var sum)
            && Math.Abs(sum) < MaxSum => sum,
        _ => null,
    };

    /// <summary>An instant; a time without an offset is UTC.</summary>
    public static DateTimeOffset? Instant(this JsonElement parent, string name) =>
        parent.Text(name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
