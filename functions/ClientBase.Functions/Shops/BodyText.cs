using System.Globalization;
using System.Text;

namespace ClientBase.Functions.Shops;

/// <summary>Bodies as text. A title that was cut in the middle of a letter must not cost the order it stands in.</summary>
internal static class BodyText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text of a JSON body, without a byte order mark; what is no letter, also as an escape, is replaced by U+FFFD.</summary>
    public static string Mended(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        return text.Contains("\\ud", StringComparison.OrdinalIgnoreCase) ? WithoutHalves(text) : text;
    }

    // An escape such as \ud83d is half a letter: it needs its other half right behind it.
    private static string WithoutHalves(string json)
    {
        var mended = new StringBuilder(json);
        for (var i = 0; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
            {
                continue;
            }

            if (UnitAt(json, i) is not { } unit || !char.IsSurrogate(unit))
            {
                i++; // Whatever is escaped, it is no backslash that begins an escape of its own.
            }
            else if (char.IsHighSurrogate(unit) && UnitAt(json, i + 6) is { } low && char.IsLowSurrogate(low))
            {
                i += 11;
            }
            else
            {
                mended.Remove(i, 6).Insert(i, $"\\u{(int)Replacement:x4}");
                i += 5;
            }
        }

        return mended.ToString();
    }

    private static char? UnitAt(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
