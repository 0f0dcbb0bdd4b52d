using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Deletes the rows of a person from the table of contacts. Each step may be repeated, and says how many rows it found.</summary>
internal sealed class PersonRows(TableClient table, TableCommits commits)
{
    private const int AtOnce = 32;

    private static readonly string[] KeyOnly = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    /// <summary>The claims of the person's keys.</summary>
    /// <remarks>
    /// A telephone's range also holds the claims of others who use it: those stay. A key may be claimed for a contact that only points
    /// here.
    /// </remarks>
    public async Task<int> DeleteClaimsAsync(WholePerson person, IReadOnlySet<IdentityKey> keys, CancellationToken cancellationToken)
    {
        var ranges = keys.Select(key => key.Shared).Distinct().ToList();
        var claims = new List<TableEntity>();
        foreach (var some in ranges.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(key =>
                FiledEntries.RowsAsync(table, ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken)));
            claims.AddRange(found.SelectMany(rows => rows));
        }

        var strangers = claims.Select(claim => claim.GetString(ClaimRow.Contact)!).Distinct().Where(id => !person.Ids.Contains(id));
        var pointers = await PointersAsync(person, strangers, cancellationToken);
        var ids = person.Ids.Concat(pointers).ToHashSet(StringComparer.Ordinal);
        var ours = claims.Where(claim => ids.Contains(claim.GetString(ClaimRow.Contact)!)).ToList();
        await DeleteAsync(ours.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
        await DeleteAsync(pointers.Select(id => (ContactId.ShardOf(id), ContactRow.Key(id))), cancellationToken);
        return ours.Count + pointers.Count;
    }

    private async Task<HashSet<string>> PointersAsync(
        WholePerson person, IEnumerable<string> contactIds, CancellationToken cancellationToken)
    {
        var pointers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in contactIds)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!row.HasValue || (row.Value!.GetString(ContactRow.MergedInto) is { } survivor && person.Ids.Contains(survivor)))
            {
                pointers.Add(id);
            }
        }

        return pointers;
    }

    /// <summary>Rows whose keys follow from what was said: search words, inbox, memberships, events, carts that wait.</summary>
    public async Task<int> DeleteLooseRowsAsync(WholePerson person, CancellationToken cancellationToken)
    {
        var words = person.Captures.Select(capture => capture.Says).Append(person.Contact)
            .SelectMany(SearchWords.Of).Distinct(StringComparer.Ordinal);
        var scores = person.Parts.Where(row => row.RowKey == ScoreRow.Key(PartRow.IdOf(row)));
        var segments = scores.SelectMany(row => ScoreRow.Read(row).Segments).Distinct();
        var shards = person.Ids.Select(ContactId.ShardOf).Distinct();
        (string, string)[] rows =
        [
            .. from word in words from id in person.Ids select (ContactId.ShardOf(id), SearchRow.Key(word, id)),
            .. from entry in person.Entries from shard in shards
                select (shard, InboxRow.Key(entry.Row.GetString(TimelineRow.EntryId)!)),
            .. from capture in person.Captures from done in CaptureEvents.Of(capture) from id in person.Ids
                select Key(EventRow.Of(done.Verb, capture.At, done.What, id, capture.Id)),
            .. from entry in person.Entries
                where entry.Filed is null
                from done in TimelineEvents.OfInteraction(entry.Row)
                from id in person.Ids
                select Key(EventRow.Of(EventVerb.Find(done.Name)!, done.At, "", id, entry.Row.GetString(TimelineRow.EntryId)!)),
            .. from row in person.Parts
                let due = row.GetInt64(CartRow.Due)
                where due is not null
                select (row.PartitionKey, DueRow.Key(due.Value, DueRow.Cart, PartRow.IdOf(row), CartRow.Read(row).Key)),
            .. from entry in person.Entries
                from id in person.Ids
                from row in MailEvents(TimelineRow.Read(entry.Row), id)
                select Key(row),
            .. from day in person.Entries.Select(entry => TimelineRow.Read(entry.Row).At.UtcDateTime.Date).Distinct()
                from id in person.Ids
                from prefix in new[] { HeardRow.AllPrefix, HeardRow.ForSilence, HeardRow.ForCaptures }
                select (ContactId.ShardOf(id), HeardRow.Key(id, new DateTimeOffset(day, TimeSpan.Zero), prefix)),
            .. from segment in segments from id in person.Ids select (ContactId.ShardOf(id), MemberRow.Key(segment, id)),
        ];
        await DeleteAsync(rows, cancellationToken);
        return rows.Length;
    }

    /// <summary>All that lies under the ids of the person, and the cards of those that are part of it.</summary>
    public async Task<int> DeleteRangesAsync(WholePerson person, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var id in person.Ids)
        {
            var shard = ContactId.ShardOf(id);
            string[] prefixes =
            [
                PartRow.PrefixOf(id), DirtyRow.PrefixOf(id), ReportRow.PrefixOf(id), UncomparedRow.Key(id), SentRow.Prefix(id),
                UndoRow.Prefix(id),
                TimelineRow.Prefix(id),
            ];
            var ranges = await Task.WhenAll(prefixes.Select(prefix =>
                FiledEntries.RowsAsync(table, shard, prefix, cancellationToken, KeyOnly)));
            var rows = ranges.SelectMany(range => range).ToList();
            var card = id == ContactRow.IdOf(person.Root) ? [] : new[] { ContactRow.Key(id) };
            await commits.ApplyAsync(
                shard, [.. rows.Select(row => row.RowKey).Concat(card).Select(key => Deletion(shard, key))], cancellationToken);
            deleted += rows.Count + card.Length + await TakeOutOfChangesAsync(id, cancellationToken);
        }

        return deleted;
    }

    // What a mail was to rules over events.
    private static IEnumerable<TableEntity> MailEvents(TimelineEntry entry, string contactId)
    {
        var verb = entry.Kind switch
        {
            "mail.sent" => "received campaign",
            "mail.open" => "opened campaign",
            "mail.click" => "clicked campaign",
            _ => null,
        };
        return verb is not null && entry.Data.TryGetProperty("campaign", out var campaign)
            ? [EventRow.Of(EventVerb.Find(verb)!, entry.At, campaign.ToString(), contactId, entry.Id)]
            : [];
    }

    // A row of changes holds others too: who changed it meanwhile, such as another erasure, must not be overwritten.
    private async Task<int> TakeOutOfChangesAsync(string contactId, CancellationToken cancellationToken)
    {
        for (var rows = 0; ;)
        {
            var actions = new List<TableTransactionAction>();
            await foreach (var row in table.QueryAsync<TableEntity>(ChangeRow.FilterOf(contactId), cancellationToken: cancellationToken))
            {
                actions.AddRange(ChangeRow.Without(row, contactId));
            }

            rows += actions.Count;
            if (await commits.ApplyAsync(ContactId.ShardOf(contactId), actions, cancellationToken))
            {
                return rows;
            }
        }
    }

    /// <summary>The contact's own row, with one that has recompute drop the contact from its snapshot.</summary>
    public Task<bool> DeleteRootAsync(TableEntity root, CancellationToken cancellationToken) => commits.ApplyAsync(
        root.PartitionKey,
        [new(UpsertReplace, DirtyRow.OfEverything(ContactRow.IdOf(root), "erased")), Deletion(root.PartitionKey, root.RowKey)],
        cancellationToken);

    /// <summary>Single rows, of any partition.</summary>
    public async Task DeleteAsync(IEnumerable<(string Partition, string Row)> rows, CancellationToken cancellationToken)
    {
        foreach (var some in rows.Distinct().Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(row => table.DeleteEntityAsync(row.Partition, row.Row, ETag.All, cancellationToken)));
        }
    }

    private static (string, string) Key(TableEntity row) => (row.PartitionKey, row.RowKey);

    private static TableTransactionAction Deletion(string shard, string rowKey) => new(Delete, new TableEntity(shard, rowKey), ETag.All);
}
