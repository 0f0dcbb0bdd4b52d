using System.Text;

namespace ClientBase.Functions.Forms.Bodies;

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578): the fields, and of files their names, since files are not kept.</summary>
internal static class MultipartBody
{
    private const int MaxParts = 2_000;
    private const string CharsetField = "_charset_";

    /// <exception cref="UnreadableBodyException">It is cut off, or no multipart.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Read(byte[] body, string? declared, string? boundary)
    {
        if (boundary is null)
        {
            throw new UnreadableBodyException(400, "The Content-Type of a multipart form names its boundary.");
        }

        var parts = Parts(body, Encoding.UTF8.GetBytes("--" + boundary)).ToList();
        var named = parts.FirstOrDefault(part => part.Is(CharsetField));
        var charset = named is null ? declared : Encoding.ASCII.GetString(named.Value);
        var sample = parts.SelectMany(part => (byte[])[.. part.Name, (byte)' ', .. part.Value, (byte)' ']).ToArray();
        var common = new Lazy<BodyText>(() => BodyText.For(charset is { Length: > 0 } ? charset : null, sample));
        return parts
            .Where(part => !part.Is(CharsetField))
            .Select(part => new KeyValuePair<string, string>(
                common.Value.Read(part.Name), (part.Charset is { } own ? BodyText.For(own, part.Value) : common.Value).Read(part.Value)))
            .ToList();
    }

    private static IEnumerable<Part> Parts(byte[] body, byte[] delimiter)
    {
        var at = body.AsSpan().IndexOf(delimiter);
        if (at < 0)
        {
            throw new UnreadableBodyException(400, "The multipart form holds nothing between the boundaries that its Content-Type names.");
        }

        for (var count = 0; count <= MaxParts; count++)
        {
            at += delimiter.Length;
            if (body.AsSpan(at).StartsWith("--"u8))
            {
                yield break;
            }

            var next = body.AsSpan(at).IndexOf(delimiter);
            if (next < 0)
            {
                throw new UnreadableBodyException(400, "The multipart form is cut off: its last boundary is missing.");
            }

            if (Part.Of(body.AsSpan(at, next)) is { } part)
            {
                yield return part;
            }

            at += next;
        }

        throw new UnreadableBodyException(400, $"The multipart form has more than {MaxParts} parts.");
    }

    private sealed record Part(byte[] Name, byte[] Value, string? Charset)
    {
        public bool Is(string name) => Encoding.ASCII.GetString(Name) == name;

        public static Part? Of(ReadOnlySpan<byte> bytes)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            var gap = end < 0 ? 2 : 4;
            end = end < 0 ? bytes.IndexOf("\n\n"u8) : end;
            if (end < 0)
            {
                return null;
            }

            // Latin-1 keeps every byte, so that a name can be read in the form's own charset.
            var headers = Encoding.Latin1.GetString(bytes[..end]).Split('\n');
            string? Header(string name) =>
                headers.FirstOrDefault(header => header.TrimStart().StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));
            var disposition = Header("content-disposition");
            var type = Header("content-type") is { } written ? ContentTypeText.Of(written.Split(':', 2)[1].Trim()) : null;
            if (Parameter(disposition, "name") is not { } name)
            {
                return null;
            }

            var value = bytes[(end + gap)..];
            value = value.EndsWith("\r\n"u8) ? value[..^2] : value.EndsWith("\n"u8) ? value[..^1] : value;
            var file = Parameter(disposition, "filename");
            return new Part(
                Encoding.Latin1.GetBytes(name),
                file is null ? value.ToArray() : Encoding.Latin1.GetBytes(file),
                file is null ? type?.Charset : null);
        }

        // Browsers write a quote in a name as %22 and leave everything else as it is.
        private static string? Parameter(string? header, string name)
        {
            var at = header?.IndexOf($" {name}=", StringComparison.OrdinalIgnoreCase) ?? -1;
            at = at < 0 ? header?.IndexOf($";{name}=", StringComparison.OrdinalIgnoreCase) ?? -1 : at;
            if (at < 0)
            {
                return null;
            }

            var value = header![(at + name.Length + 2)..].TrimEnd('\r');
            var plain = value is ['"', .. var quoted] && quoted.IndexOf('"', StringComparison.Ordinal) is >= 0 and var close
                ? quoted[..close]
                : value.Split(';')[0].Trim();
            return plain.Replace("%22", "\"", StringComparison.Ordinal).Replace("%0D%0A", "\n", StringComparison.Ordinal);
        }
    }
}
