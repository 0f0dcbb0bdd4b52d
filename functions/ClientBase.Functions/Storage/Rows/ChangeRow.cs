using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>Somebody entered a segment or left it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="ContactId">Who.</param>
/// <param name="IsEntering">Entered; otherwise left.</param>
/// <param name="At">The instant of the recompute that found it.</param>
/// <param name="Reason">The fact that did it.</param>
public sealed record MembershipChange(string Segment, string ContactId, bool IsEntering, DateTimeOffset At, string Reason);

/// <summary>
/// <c>x|{segment}|{reverse time}|{contact}</c>: who of a shard entered a segment and who left it in a recompute, the latest first. A row
/// holds many, in the order of their ids, and is named by the last; the people of further rows come after. Written by recompute only.
/// </summary>
internal static class ChangeRow
{
    private const string AllPrefix = "x|";
    private const int Several = 2; // The version of a row of more than one; an app that knows no such rows refuses them.

    private const string Contact = "Contact";
    private const string People = "People";
    private const string Reasons = "Reasons";

    public static string Prefix(string segmentId) => $"{AllPrefix}{TableKeys.Escape(segmentId)}|";

    /// <summary>Whether a row is of changes.</summary>
    public static bool Is(TableEntity row) => row.RowKey.StartsWith(AllPrefix, StringComparison.Ordinal);

    /// <summary>What the rows of changes since an instant come before.</summary>
    public static string Since(string segmentId, DateTimeOffset at) => Prefix(segmentId) + TableKeys.Reverse(at);

    /// <summary>The place of a change in the list of its segment: the row that holds it has this place or a later one.</summary>
    public static string PlaceOf(MembershipChange change) => $"{TableKeys.Reverse(change.At)}|{change.ContactId}";

    /// <summary>
    /// Filter for the rows that may hold changes of one contact. They are listed by segment and time, so the shard's list is read through:
    /// for an export or an erasure, not for a page.
    /// </summary>
    public static string FilterOf(string contactId) =>
        $"{TableKeys.Range(ContactId.ShardOf(contactId), AllPrefix)}"
        + $" and ({Contact} eq '{contactId}' or {RowVersions.Version} eq {Several})";

    /// <summary>The row of some changes of one segment, instant and shard, in the ordinal order of contacts.</summary>
    public static TableEntity Of(IReadOnlyList<MembershipChange> changes)
    {
        var last = changes[^1];
        var row = RowVersions.New(
            ContactId.ShardOf(last.ContactId),
            Prefix(last.Segment) + PlaceOf(last),
            changes.Count == 1 ? RowVersions.Current : Several);
        row["Segment"] = last.Segment;
        row["At"] = last.At.UtcTicks;
        if (changes.Count == 1)
        {
            row[Contact] = last.ContactId;
            row["Entering"] = last.IsEntering;
            row["Reason"] = last.Reason;
            return row;
        }

        List<string> reasons = [.. changes.Select(change => change.Reason).Distinct(StringComparer.Ordinal)];
        var numbers = reasons.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        LongText.Write(row, People, string.Join(' ', changes.Select(change =>
            string.Create(CultureInfo.InvariantCulture, $"{Sign(change)}{change.ContactId}:{numbers[change.Reason]}"))));
        LongText.Write(row, Reasons, JsonSerializer.Serialize(reasons, DocumentJson.Compact.ListString));
        return row;
    }

    /// <summary>The changes of a row, in the ordinal order of contacts.</summary>
    public static IEnumerable<MembershipChange> Read(TableEntity row)
    {
        var segment = RowVersions.Known(row, Several).GetString("Segment")!;
        var at = new DateTimeOffset(row.GetInt64("At")!.Value, TimeSpan.Zero);
        if (LongText.Read(row, People) is not { } people)
        {
            return [new(segment, row.GetString(Contact)!, row.GetBoolean("Entering")!.Value, at, row.GetString("Reason")!)];
        }

        var reasons = JsonSerializer.Deserialize(LongText.Read(row, Reasons)!, DocumentJson.Compact.ListString)!;
        return people.Split(' ').Select(one => one.Split(':')).Select(one => new MembershipChange(
            segment, one[0][1..], one[0][0] == Sign(true), at, reasons[int.Parse(one[1], CultureInfo.InvariantCulture)]));
    }

    /// <summary>What takes a contact out of a row; nothing when it is not in it.</summary>
    /// <remarks>Cut short, the others are there twice, not never.</remarks>
    public static IEnumerable<TableTransactionAction> Without(TableEntity row, string contactId)
    {
        var all = Read(row).ToList();
        var others = all.Where(change => change.ContactId != contactId).ToList();
        if (others.Count == all.Count)
        {
            return [];
        }

        var left = others.Count == 0 ? null : Of(others);
        return left?.RowKey == row.RowKey
            ? [new(TableTransactionActionType.UpdateReplace, left, row.ETag)]
            :
            [
                .. left is null ? [] : new[] { new TableTransactionAction(TableTransactionActionType.UpsertReplace, left) },
                new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), row.ETag),
            ];
    }

    private static char Sign(MembershipChange change) => Sign(change.IsEntering);

    private static char Sign(bool isEntering) => isEntering ? '+' : '-';
}
