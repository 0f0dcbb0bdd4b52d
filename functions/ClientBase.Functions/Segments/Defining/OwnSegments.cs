using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>The segments that somebody defined.</summary>
public sealed class OwnSegments(TableServiceClient service, SegmentCatalogue catalogue)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Segments);

    /// <summary>One; null when there is none of this id.</summary>
    public async Task<SegmentDefinition?> GetAsync(string id, CancellationToken cancellationToken) =>
        (await FindAsync(id, cancellationToken)) is { } row ? SegmentRow.Read(row) : null;

    /// <summary>All, in the order of their ids: a few hundred at most.</summary>
    public async Task<IReadOnlyList<SegmentDefinition>> ListAsync(CancellationToken cancellationToken) =>
        await ReadAsync(SegmentRow.Definitions, cancellationToken);

    /// <summary>The versions of one, the latest first.</summary>
    public async Task<IReadOnlyList<SegmentDefinition>> VersionsAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(SegmentRow.VersionsOf(id), cancellationToken);

    /// <summary>All of them as rules. A rule that an older version of the app could read and this one cannot is left out.</summary>
    public async Task<RuleSet> RulesAsync(CancellationToken cancellationToken) =>
        new((await ListAsync(cancellationToken)).Select(ToOwn).OfType<OwnSegment>());

    /// <summary>The rules of all segments, the built-in ones too, by id; null for a static list.</summary>
    public async Task<IReadOnlyDictionary<string, Rule?>> AllRulesAsync(CancellationToken cancellationToken)
    {
        var all = catalogue.All.ToDictionary(segment => segment.Id, _ => (Rule?)null, StringComparer.Ordinal);
        foreach (var own in await ListAsync(cancellationToken))
        {
            all[own.Id] = own.Rule is { } rule ? Rule.Parse(rule).Rule : null;
        }

        return all;
    }

    /// <summary>Defines a segment, or defines it anew; the same again changes nothing.</summary>
    public async Task<(SegmentDefinition Segment, bool IsChanged)> PutAsync(
        string id, string name, string? rule, string? by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var row = await FindAsync(id, cancellationToken);
            var before = row is null ? null : SegmentRow.Read(row);
            if (before is not null && before.Name == name && before.Rule == rule)
            {
                return (before, false);
            }

            // Defined again after a deletion, it goes on with the versions it had.
            var version = before?.Version ?? (await VersionsAsync(id, cancellationToken)).Select(one => one.Version).FirstOrDefault();
            var isSameRule = before is not null && before.Rule == rule;
            var next = new SegmentDefinition(id, name, rule, version + 1, now, isSameRule ? before!.RuleAt : now, by);
            if (await TryWriteAsync(next, row?.ETag, cancellationToken))
            {
                return (next, true);
            }
        }
    }

    /// <summary>Deletes a segment; its versions are kept. False when there was none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        (await _table.DeleteEntityAsync(SegmentRow.Partition, SegmentRow.Key(id), cancellationToken: cancellationToken)).Status != 404;

    /// <summary>Since when people can be on a static segment's list: who was on one before, of the same name, is not on it.</summary>
    public static DateTimeOffset ListSince(SegmentDefinition segment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(segment.RuleAt.ToUnixTimeMilliseconds());

    /// <summary>A segment as a rule; null when an older version of the app could read it and this one cannot.</summary>
    internal static OwnSegment? ToOwn(SegmentDefinition segment)
    {
        if (segment.Rule is null)
        {
            var since = ListSince(segment);
            return new OwnSegment(segment.Id, null, $"{ChangeReasons.ListStamp}{since.UtcTicks}") { ListSince = since };
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(segment.Rule)).AsSpan(0, 8));
        return Rule.Parse(segment.Rule).Rule is { } rule ? new OwnSegment(segment.Id, rule, digest) : null;
    }

    private async Task<bool> TryWriteAsync(SegmentDefinition segment, ETag? known, CancellationToken cancellationToken)
    {
        var row = Limits.Checked(SegmentRow.Of(segment));
        try
        {
            await _table.SubmitTransactionAsync(
                [
                    known is { } etag
                        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, etag)
                        : new TableTransactionAction(TableTransactionActionType.Add, row),
                    new TableTransactionAction(TableTransactionActionType.Add, Limits.Checked(SegmentRow.VersionOf(segment))),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false; // Somebody else was quicker.
        }
    }

    private async Task<TableEntity?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            SegmentRow.Partition, SegmentRow.Key(id), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task<List<SegmentDefinition>> ReadAsync(string prefix, CancellationToken cancellationToken)
    {
        var found = new List<SegmentDefinition>();
        var filter = TableKeys.Range(SegmentRow.Partition, prefix);
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found.Add(SegmentRow.Read(row));
        }

        return found;
    }
}
