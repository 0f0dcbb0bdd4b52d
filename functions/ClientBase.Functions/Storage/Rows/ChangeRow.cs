using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>Somebody entered a segment or left it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="ContactId">Who.</param>
/// <param name="IsEntering">Entered; otherwise left.</param>
/// <param name="At">The instant of the recompute that found it.</param>
/// <param name="Reason">The fact that did it.</param>
public sealed record MembershipChange(string Segment, string ContactId, bool IsEntering, DateTimeOffset At, string Reason);

/// <summary><c>x|{segment}|{reverse time}|{contact}</c>: every entering and leaving, the latest first. Written by recompute only.</summary>
internal static class ChangeRow
{
    private const string AllPrefix = "x|";

    private const string Contact = "Contact";

    public static string Prefix(string segmentId) => $"{AllPrefix}{TableKeys.Escape(segmentId)}|";

    /// <summary>Whether a row is a change.</summary>
    public static bool Is(TableEntity row) => row.RowKey.StartsWith(AllPrefix, StringComparison.Ordinal);

    /// <summary>What the rows of changes since an instant come before.</summary>
    public static string Since(string segmentId, DateTimeOffset at) => Prefix(segmentId) + TableKeys.Reverse(at);

    /// <summary>
    /// Filter for the changes of one contact. They are listed by segment and time, so the shard's list is read through: for an export or an
    /// erasure, not for a page.
    /// </summary>
    public static string FilterOf(string contactId) =>
        $"{TableKeys.Range(ContactId.ShardOf(contactId), AllPrefix)} and {Contact} eq '{contactId}'";

    public static TableEntity Of(MembershipChange change)
    {
        var key = $"{Since(change.Segment, change.At)}|{change.ContactId}";
        var row = RowVersions.New(ContactId.ShardOf(change.ContactId), key);
        row["Segment"] = change.Segment;
        row[Contact] = change.ContactId;
        row["Entering"] = change.IsEntering;
        row["At"] = change.At.UtcTicks;
        row["Reason"] = change.Reason;
        return row;
    }

    public static MembershipChange Read(TableEntity row) => new(
        RowVersions.Known(row).GetString("Segment")!,
        row.GetString(Contact)!,
        row.GetBoolean("Entering")!.Value,
        new DateTimeOffset(row.GetInt64("At")!.Value, TimeSpan.Zero),
        row.GetString("Reason")!);
}
