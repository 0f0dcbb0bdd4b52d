using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Domain.Consent.Receipts;

/// <summary>A consent given or withdrawn, as one link of a person's chain.</summary>
/// <remarks>
/// Each link holds the print of the one before. So a statement that is slipped in, changed or dropped later changes every print after it,
/// and whoever kept one sees it; what is told late stands at the end of the chain, with its early time.
/// </remarks>
/// <param name="Seq">Its place, from 1.</param>
/// <param name="Purpose">One of <see cref="ConsentPurpose"/>.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
/// <param name="Granted">False for a refusal or a withdrawal.</param>
/// <param name="At">When it was said, ISO 8601 UTC, as it is part of the print.</param>
/// <param name="TextVersion">Version of the text the person saw; null when not known.</param>
/// <param name="Source">Where it was said.</param>
/// <param name="Previous">The print of the link before; 64 zeros for the first.</param>
/// <param name="Hash">Its print.</param>
public sealed record ConsentReceipt(
    int Seq,
    string Purpose,
    string Channel,
    bool Granted,
    string At,
    string? TextVersion,
    string Source,
    string Previous,
    string Hash)
{
    /// <summary>What the first link names as the one before it.</summary>
    public const string NoPrevious = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The link that follows another.</summary>
    /// <param name="last">The last one so far; null: there is none.</param>
    /// <param name="subject">What was agreed to or refused.</param>
    /// <param name="said">How and when.</param>
    public static ConsentReceipt After(ConsentReceipt? last, ConsentSubject subject, ConsentStatement said) => After(
        last, subject.Purpose, subject.Channel, said.Granted, TimeOf(said.Said.At), said.TextVersion, said.Source);

    /// <summary>The same statement as a link of another chain.</summary>
    public ConsentReceipt CopyAfter(ConsentReceipt? last) => After(last, Purpose, Channel, Granted, At, TextVersion, Source);

    /// <summary>Whether links follow each other without a gap, and each has the print of what it says.</summary>
    public static bool IsWhole(IReadOnlyList<ConsentReceipt> chain)
    {
        ConsentReceipt? last = null;
        foreach (var link in chain)
        {
            if (link.CopyAfter(last) != link)
            {
                return false;
            }

            last = link;
        }

        return true;
    }

    /// <summary>
    /// What is printed: compact JSON of <c>seq purpose channel granted at textVersion source</c> in this order, in which only quotation
    /// marks, backslashes and control characters are escaped.
    /// </summary>
    public string Canonical()
    {
        var json = new StringBuilder();
        json.Append(CultureInfo.InvariantCulture, $"{{\"seq\":{Seq}");
        Say(json, "purpose", Purpose);
        Say(json, "channel", Channel);
        json.Append(",\"granted\":").Append(Granted ? "true" : "false");
        Say(json, "at", At);
        Say(json, "textVersion", TextVersion);
        Say(json, "source", Source);
        return json.Append('}').ToString();
    }

    private static ConsentReceipt After(
        ConsentReceipt? last, string purpose, string channel, bool granted, string at, string? textVersion, string source)
    {
        var previous = last?.Hash ?? NoPrevious;
        var link = new ConsentReceipt((last?.Seq ?? 0) + 1, purpose, channel, granted, at, textVersion, source, previous, "");
        return link with { Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previous + link.Canonical()))) };
    }

    private static string TimeOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static void Say(StringBuilder json, string name, string? value)
    {
        json.Append(",\"").Append(name).Append("\":");
        if (value is null)
        {
            json.Append("null");
            return;
        }

        json.Append('"');
        foreach (var c in value)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        json.Append('"');
    }
}
