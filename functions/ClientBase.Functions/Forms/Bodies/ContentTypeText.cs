namespace ClientBase.Functions.Forms.Bodies;

/// <summary>A Content-Type header, read so that no bytes of it can fail: what makes no sense in it is as if it were not there.</summary>
/// <param name="Media">Such as <c>application/json</c>, in lower case; empty when there is none.</param>
/// <param name="Charset">The charset it names; null when it names none.</param>
/// <param name="Boundary">What separates the parts of multipart; null when it names none.</param>
internal sealed record ContentTypeText(string Media, string? Charset, string? Boundary)
{
    public static ContentTypeText Of(string? header)
    {
        var parts = Split(header ?? "");
        string? Parameter(string name) => parts.Skip(1)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(pair => Unquoted(pair[1].Trim()))
            .FirstOrDefault(value => value.Length > 0);
        return new ContentTypeText(parts[0].Trim().ToLowerInvariant(), Parameter("charset"), Parameter("boundary"));
    }

    public bool IsJson => Media is "application/json" or "text/json"
        || (Media.StartsWith("application/", StringComparison.Ordinal) && Media.EndsWith("+json", StringComparison.Ordinal));

    private static string Unquoted(string value) =>
        value is ['"', .. var inner, '"'] ? inner.Replace("\\", "", StringComparison.Ordinal) : value.Trim('"');

    // At semicolons that stand in no quotes.
    private static List<string> Split(string header)
    {
        var parts = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var at = 0; at < header.Length; at++)
        {
            isQuoted ^= header[at] == '"';
            if (header[at] == ';' && !isQuoted)
            {
                parts.Add(header[start..at]);
                start = at + 1;
            }
        }

        parts.Add(header[start..]);
        return parts;
    }
}
