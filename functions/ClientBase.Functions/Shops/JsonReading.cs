using System.Globalization;
using System.Text.Json;

namespace ClientBase.Functions.Shops;

/// <summary>Reads shops' JSON forgivingly: what is absent, null or of another type than expected is not there.</summary>
internal static class JsonReading
{
    private const int MaxId = 100;
    private const int MaxText = 4_000;
    private const decimal MaxSum = 1_000_000_000_000_000m;
    private const int FirstYear = 1990; // No shop is older: an earlier time is one that was never set, such as 0001-01-01 or 1970-01-01.
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // How shops and what lies between spell that there is no id.
    private static readonly HashSet<string> NoIds = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "undefined", "none", "nil", "nan", "n/a", "na", "false", "guest", "anonymous", "-1",
    };

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

    /// <summary>A member that is a text or a number, as text.</summary>
    public static string? TextOrNumber(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } number && number.GetRawText() is { Length: <= MaxId } text
            ? text
            : parent.Text(name);

    /// <summary>
    /// An id, which shops write as a number or a text. Numbers stay as written: they exceed what a double holds. Every spelling of no id
    /// is none.
    /// </summary>
    public static string? Id(this JsonElement parent, string name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.GetRawText() is var id && id.AsSpan().IndexOfAny(".eE") < 0 => Id(id),
        { ValueKind: JsonValueKind.String } => Id(parent.Text(name) ?? ""),
        _ => null,
    };

    /// <summary>A sum, written as a number or a text; none that would overflow when customers' are added up.</summary>
    public static decimal? Money(this JsonElement parent, string name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var sum) && Math.Abs(sum) < MaxSum => sum,
        { ValueKind: JsonValueKind.String } text
            when decimal.TryParse(text.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var sum)
            && Math.Abs(sum) < MaxSum => sum,
        _ => null,
    };

    /// <summary>A currency code in capitals; null when it is none.</summary>
    public static string? Currency(this JsonElement parent, string name) =>
        parent.Text(name) is { Length: 3 } code && code.All(char.IsAsciiLetter) ? code.ToUpperInvariant() : null;

    /// <summary>Whether a member is true.</summary>
    public static bool IsTrue(this JsonElement parent, string name) => parent.Member(name).ValueKind == JsonValueKind.True;

    /// <summary>An instant; a time without an offset is UTC.</summary>
    public static DateTimeOffset? Instant(this JsonElement parent, string name) =>
        parent.Text(name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at) && at.Year >= FirstYear ? at : null;

    private static string? Id(string id) =>
        id.Length is > 0 and <= MaxId && !NoIds.Contains(id) && id.AsSpan().ContainsAnyExcept("0-") ? id : null;
}
