using System.Buffers.Text;
using System.Text;

namespace ClientBase.Functions.Forms.Bodies;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> as browsers write it: bytes first, letters afterwards.</summary>
internal static class UrlEncodedBody
{
    private const string CharsetField = "_charset_";

    public static IEnumerable<KeyValuePair<string, string>> Read(byte[] body, string? declared)
    {
        var pairs = Pairs(body).ToList();

        // The field of this name is filled in by the browser, and knows better than the header.
        var named = pairs.FirstOrDefault(pair => Encoding.ASCII.GetString(pair.Name) == CharsetField).Value;
        var charset = named is { Length: > 0 } ? Encoding.ASCII.GetString(named) : declared;
        var text = BodyText.For(charset, [.. pairs.SelectMany(pair => (byte[])[.. pair.Name, (byte)' ', .. pair.Value, (byte)' '])]);
        return pairs
            .Select(pair => new KeyValuePair<string, string>(text.Read(pair.Name), text.Read(pair.Value)))
            .Where(pair => pair.Key != CharsetField)
            .ToList();
    }

    private static IEnumerable<(byte[] Name, byte[] Value)> Pairs(byte[] body)
    {
        for (var start = body is [0xef, 0xbb, 0xbf, ..] ? 3 : 0; start < body.Length;)
        {
            var end = Array.IndexOf(body, (byte)'&', start);
            end = end < 0 ? body.Length : end;
            var equals = Array.IndexOf(body, (byte)'=', start, end - start);
            var name = Decoded(body.AsSpan(start, (equals < 0 ? end : equals) - start));
            var value = equals < 0 ? [] : Decoded(body.AsSpan(equals + 1, end - equals - 1));
            if (end > start)
            {
                yield return (name, value);
            }

            start = end + 1;
        }
    }

    // A % without two hexadecimal digits is a per cent sign.
    private static byte[] Decoded(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[encoded.Length];
        var length = 0;
        for (var at = 0; at < encoded.Length; at++)
        {
            if (encoded[at] == '%' && at + 2 < encoded.Length
                && Utf8Parser.TryParse(encoded.Slice(at + 1, 2), out byte value, out var used, 'x') && used == 2)
            {
                decoded[length++] = value;
                at += 2;
            }
            else
            {
                decoded[length++] = encoded[at] == '+' ? (byte)' ' : encoded[at];
            }
        }

        return decoded[..length];
    }
}
