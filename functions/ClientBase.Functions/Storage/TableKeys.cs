using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage;

/// <summary>The one place that builds and escapes table keys.</summary>
/// <remarks>
/// Rows of the Contacts table share a shard's partition and differ by a letter in front, so that each kind is one range:
/// <c>c|</c> contact, <c>i|</c> inbox, <c>k|</c> identity key, <c>m|</c> segment membership, <c>t|</c> timeline.
/// </remarks>
public static class TableKeys
{
    /// <summary>Row of a contact.</summary>
    public static string Contact(string contactId) => "c|" + contactId;

    /// <summary>Row of an identity key: digests, since keys are personal and row keys stand in addresses and logs.</summary>
    /// <remarks>The people of one telephone lie side by side: their rows begin with the row of the telephone.</remarks>
    public static string Key(IdentityKey key) =>
        key.Name.Length == 0 ? "k|" + Digest(key.Shared.ToString()) : $"k|{Digest(key.Shared.ToString())}|{Digest(key.Name)}";

    /// <summary>Row that says a capture was applied.</summary>
    public static string Inbox(string captureId) => "i|" + Escape(captureId);

    /// <summary>Row of a timeline entry: newest first.</summary>
    public static string Timeline(string contactId, DateTimeOffset at, string entryId) =>
        string.Create(CultureInfo.InvariantCulture, $"t|{contactId}|{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:d19}|{Escape(entryId)}");

    /// <summary>What all timeline rows of a contact begin with.</summary>
    public static string TimelineOf(string contactId) => $"t|{contactId}|";

    /// <summary>Row of a membership.</summary>
    public static string Member(string segmentId, string contactId) => $"m|{Escape(segmentId)}|{contactId}";

    /// <summary>What all membership rows of a segment begin with.</summary>
    public static string MembersOf(string segmentId) => $"m|{Escape(segmentId)}|";

    /// <summary>Filter for the rows of a partition that begin with a text.</summary>
    public static string Range(string partition, string prefix) =>
        $"PartitionKey eq {Quote(partition)} and RowKey ge {Quote(prefix)} and RowKey lt {Quote(After(prefix))}";

    /// <summary>Filter for the rows of a partition that begin with a text and come after a row.</summary>
    public static string RangeAfter(string partition, string prefix, string rowKey) =>
        $"PartitionKey eq {Quote(partition)} and RowKey gt {Quote(rowKey)} and RowKey lt {Quote(After(prefix))}";

    /// <summary>A text without the characters tables forbid in keys, as <c>%XX</c>; different texts stay different.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '/' or '\\' or '#' or '?' or '%' or '|' || char.IsControl(c))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // The least text greater than all that begin with the prefix.
    private static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
