using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute.Reading;

/// <summary>Builds the snapshot of a shard anew from the contacts' own rows.</summary>
public sealed class ShardRebuild(TableServiceClient service, PersonReading people, Snapshots snapshots)
{
    private const int PageSize = 1000;

    // Beside the rules, so that they count as others than before: when time alone changes something is not among the contacts' rows.
    private const string Rebuilt = "~rebuilt now";

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);
    private readonly TableClient _visits = service.GetTableClient(Tables.Visits);

    /// <summary>Reads the shard and puts what was read in the place of its snapshot, with the segments that are stored.</summary>
    /// <param name="run">The run that does it.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PackedSnapshot> RunAsync(RecomputeRun run, string shard, CancellationToken cancellationToken)
    {
        var before = SnapshotCodec.HeaderOf((await snapshots.ReadAsync(shard, withKeys: false, cancellationToken)).Facts);
        before = before with { Rules = [.. before.Rules.Where(rule => rule != Rebuilt)] };
        var all = await ReadAsync(shard, cancellationToken);

        // Another name than the run's own, under which it writes what it decides.
        var name = run.Id + "-rebuilt";
        await snapshots.WriteDetailsAsync(shard, name, DetailsCodec.Pack(all.Select(one => one.Details)), cancellationToken);
        var former = before.Details == name ? before.FormerDetails : before.Details;
        var snapshot = SnapshotCodec.Pack(
            [.. all.Select(one => one.Facts)], new SnapshotHeader([.. before.Rules, Rebuilt], name, former, IsWhole: true));
        await snapshots.SaveAsync(shard, snapshot, cancellationToken);
        await snapshots.DeleteNamedAsync(shard, former, cancellationToken);
        return snapshot;
    }

    private async Task<List<WholeContact>> ReadAsync(string shard, CancellationToken cancellationToken)
    {
        var events = await EventsAsync(shard, cancellationToken);
        var visitors = await VisitorsAsync(shard, cancellationToken);
        var all = new List<WholeContact>();
        await foreach (var (row, own) in ContactWalk.AlongAsync(_contacts, shard, cancellationToken))
        {
            if (ContactRow.IsPerson(row) && await WholeAsync(ContactRow.Read(row), own, events, visitors, cancellationToken) is { } whole)
            {
                all.Add(whole);
            }
        }

        return all;
    }

    // What was merged into a contact may lie in another shard, and is read for itself.
    private async Task<WholeContact?> WholeAsync(
        Contact contact, IReadOnlyList<TableEntity> own, Dictionary<string, List<Detail>> events, HashSet<string> visitors,
        CancellationToken cancellationToken)
    {
        if (!contact.MergedFrom.IsEmpty)
        {
            return await people.GetAsync(contact.Id, cancellationToken);
        }

        var visits = visitors.Contains(contact.Id) ? await people.VisitsAsync([contact.Id], cancellationToken) : [];
        return PersonReading.Of(contact, own, events.GetValueOrDefault(contact.Id) ?? [], visits);
    }

    private async Task<Dictionary<string, List<Detail>>> EventsAsync(string shard, CancellationToken cancellationToken)
    {
        var byContact = new Dictionary<string, List<Detail>>(StringComparer.Ordinal);
        await foreach (var row in RowsOf(shard, EventRow.AllPrefix, cancellationToken))
        {
            if (EventRow.Read(row) is { } found && FedEvents.Contains(found.Done.Name))
            {
                if (!byContact.TryGetValue(found.ContactId, out var events))
                {
                    byContact[found.ContactId] = events = [];
                }

                events.Add(found.Done);
            }
        }

        return byContact;
    }

    // Whoever became known by a browser.
    private async Task<HashSet<string>> VisitorsAsync(string shard, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var prefix = VisitorRow.PartitionOfContact(shard);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {TableKeys.After(prefix)}");
        await foreach (var row in _visits.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellationToken))
        {
            ids.Add(row.PartitionKey[VisitorRow.PartitionOfContact("").Length..]);
        }

        return ids;
    }

    private Azure.AsyncPageable<TableEntity> RowsOf(string shard, string prefix, CancellationToken cancellationToken) =>
        _contacts.QueryAsync<TableEntity>(TableKeys.Range(shard, prefix), PageSize, cancellationToken: cancellationToken);
}

/// <summary>The events that also ride to the snapshot when they happen; of the others rules know nothing yet.</summary>
internal static class FedEvents
{
    private static readonly HashSet<string> Names =
    [
        DetailNames.FilledForm, DetailNames.GaveRating, DetailNames.GaveScore, DetailNames.ReviewedProduct, DetailNames.Refunded,
        DetailNames.ReturnedProduct, DetailNames.Called, DetailNames.RefusedOffer, DetailNames.AcceptedOffer,
        DetailNames.ReceivedCampaign, DetailNames.OpenedCampaign, DetailNames.ClickedCampaign,
    ];

    public static bool Contains(string name) => Names.Contains(name);
}
