using System.Globalization;

namespace Azure.Data.Tables.Filters;

/// <summary>A value as it is written in a filter: quoted, escaped and marked with its type.</summary>
internal static class ODataLiteral
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        char letter => Quote(letter.ToString()),
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => Of(number),
        float number => Of((double)number),
        sbyte or byte or short or ushort or int or uint or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Guid id => $"guid'{id}'",
        DateTimeOffset instant => Of(instant.UtcDateTime),
        DateTime instant => Of(instant),
        byte[] bytes => Of(bytes.AsSpan()),
        BinaryData bytes => Of(bytes.ToMemory().Span),
        Enum symbol => Quote(symbol.ToString()),
        _ => throw new ArgumentException($"A filter cannot hold a {value.GetType().Name}; use a type that table storage has."),
    };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Of(DateTime instant) =>
        $"datetime'{instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture)}'";

    private static string Of(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);

        // Without a point or an exponent the service takes it for an Int32, and one over 2^31 for an error.
        return double.IsFinite(number) && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    private static string Of(ReadOnlySpan<byte> bytes) => $"X'{Convert.ToHexStringLower(bytes)}'";
}
