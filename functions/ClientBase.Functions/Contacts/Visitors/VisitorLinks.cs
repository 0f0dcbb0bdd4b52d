using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>Writes down who became known by which browser.</summary>
public sealed class VisitorLinks(TableServiceClient service, CommitsByTable commits, BrowserPushes pushes)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly TableCommits _commits = commits.Of(Tables.Visits);

    /// <summary>The browser a capture came from; null where it does not say.</summary>
    public static string? VisitorOf(CapturedEvent capture) => capture.Says.IsSomebody ? CapturedBrowser.Of(capture) : null;

    /// <summary>Notes that somebody became known by a browser; a repeat changes nothing.</summary>
    public async Task NoteAsync(string visitorId, KnownVisitor known, CancellationToken cancellationToken)
    {
        // The contact's own list first: an erasure finds by it whatever was written.
        var ofContact = VisitorRow.OfContact(known.ContactId, visitorId);
        await _commits.SubmitAsync(ofContact.PartitionKey, [new(UpsertReplace, ofContact)], cancellationToken);
        var owner = VisitorRow.OwnerOf(visitorId, known);
        await _commits.SubmitAsync(
            owner.PartitionKey,
            [new(UpsertReplace, owner), new(UpsertReplace, VisitorRow.UnknownOf(visitorId))],
            cancellationToken);
        await MarkAsync(known.ContactId, cancellationToken);
        await pushes.JoinAsync(visitorId, cancellationToken);
    }

    /// <summary>
    /// Has a capture's browser be another contact's: the two were one when it was filed. A repeat changes nothing.
    /// </summary>
    public async Task MoveAsync(CapturedEvent capture, string fromId, string toId, CancellationToken cancellationToken)
    {
        if (VisitorOf(capture) is not { } visitorId)
        {
            return;
        }

        var left = VisitorRow.OwnerOf(visitorId, new KnownVisitor(capture.At, fromId));
        await _commits.ApplyAsync(left.PartitionKey, [new(Delete, left, ETag.All)], cancellationToken);
        await NoteAsync(visitorId, new KnownVisitor(capture.At, toId), cancellationToken);
    }

    /// <summary>Has recompute read the visits of a person.</summary>
    public Task MarkAsync(string contactId, CancellationToken cancellationToken) => commits.Of(Tables.Contacts).SubmitAsync(
        ContactId.ShardOf(contactId), [new(UpsertReplace, DirtyRow.OfVisits(contactId))], cancellationToken);

    /// <summary>Who became known by a browser.</summary>
    public async Task<IReadOnlyList<string>> OwnersAsync(string visitorId, CancellationToken cancellationToken) =>
        [.. (await KnownByAsync(VisitRow.Partition(visitorId), cancellationToken)).Select(known => known.ContactId).Distinct()];

    /// <summary>The browsers, by their partitions, that some contacts became known by, with the times that are theirs.</summary>
    internal async Task<IReadOnlyList<(string Partition, IReadOnlyList<TimeSpanOfVisits> Spans)>> OfAsync(
        IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        var browsers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in contactIds)
        {
            var partition = VisitorRow.PartitionOfContact(id);
            var rows = _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken);
            await foreach (var row in rows)
            {
                browsers.Add(row.RowKey);
            }
        }

        return await Task.WhenAll(browsers.Select(async browser =>
            (browser, VisitorOwners.SpansOf(await KnownByAsync(browser, cancellationToken), contactIds))));
    }

    private async Task<List<KnownVisitor>> KnownByAsync(string browser, CancellationToken cancellationToken)
    {
        var known = new List<KnownVisitor>();
        var filter = TableKeys.Range(browser, VisitorRow.OwnerPrefix);
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            known.Add(VisitorRow.Read(row));
        }

        return known;
    }
}
