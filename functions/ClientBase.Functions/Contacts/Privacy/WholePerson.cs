using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Everything the table of contacts holds of a person.</summary>
/// <param name="Root">The contact's own row.</param>
/// <param name="Cards">The rows of the contact and of those that are part of it.</param>
/// <param name="Entries">Their timelines.</param>
/// <param name="Parts">Orders, scores and whatever else lies under their ids.</param>
internal sealed record WholePerson(
    TableEntity Root, IReadOnlyList<TableEntity> Cards, IReadOnlyList<FiledEntry> Entries, IReadOnlyList<TableEntity> Parts)
{
    private const char Damaged = '!';

    /// <summary>The contact and those that are part of it.</summary>
    public IReadOnlyCollection<string> Ids { get; } = ContactRow.Read(Root).AllIds;

    /// <summary>All that was said, each capture once.</summary>
    public IReadOnlyList<CapturedEvent> Captures { get; } =
        [.. Entries.Select(entry => entry.Filed?.Capture).OfType<CapturedEvent>().DistinctBy(capture => capture.Id)];

    /// <summary>All that is known, with orders.</summary>
    public Contact Contact { get; } = Cards.Select(ContactRow.Read).Aggregate((a, b) => a.Join(b))
        .Join(new Contact { Orders = OrderRow.Join(Parts.Where(OrderRow.Is).Select(OrderRow.Read)) }) with
    { Id = ContactRow.IdOf(Root) };

    /// <summary>The person as other features know them.</summary>
    public PersonInBase InBase { get; } = new(
        ContactRow.Read(Root).AllIds,
        Entries.Select(entry => entry.Filed?.Capture.Says).OfType<Contact>().Concat(Cards.Select(ContactRow.Read))
            .SelectMany(said => said.Keys).ToHashSet());

    /// <summary>Rows that are damaged: what they say is known to nobody.</summary>
    public IReadOnlyList<TableEntity> Unreadable { get; private init; } = [];

    /// <summary>Reads all of it.</summary>
    /// <param name="table">The table of contacts.</param>
    /// <param name="root">The contact's own row.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="passesOver">Whether damaged rows are passed over.</param>
    public static async Task<WholePerson> ReadAsync(
        TableClient table, TableEntity root, CancellationToken cancellationToken, bool passesOver = false)
    {
        var ids = ContactRow.Read(root).AllIds;
        var cards = await Task.WhenAll(ids.Select(id => table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken)));
        var parts = await Task.WhenAll(ids.Select(id =>
            FiledEntries.RowsAsync(table, ContactId.ShardOf(id), PartRow.PrefixOf(id), cancellationToken)));
        var timelines = await Task.WhenAll(ids.Select(id =>
            FiledEntries.RowsAsync(table, ContactId.ShardOf(id), TimelineRow.Prefix(id), cancellationToken)));
        var rows = parts.Concat(timelines).SelectMany(some => some)
            .ToLookup(row => passesOver && !UnreadableRows.CanRead(row) ? Damaged : row.RowKey[0]);
        return new WholePerson(
            root,
            [.. cards.Where(card => card.HasValue).Select(card => card.Value!)],
            [.. rows[TimelineRow.AllPrefix[0]].Select(row => new FiledEntry(row, TimelineRow.ReadFiled(row)))],
            [.. rows[PartRow.Prefix[0]]])
        { Unreadable = [.. rows[Damaged]] };
    }
}
