using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute.Reading;

/// <summary>A contact as its own rows have it.</summary>
/// <param name="Facts">What built-in segments are decided by, with the segments that are stored.</param>
/// <param name="Details">What rules may ask beyond that.</param>
public sealed record WholeContact(ContactFacts Facts, ContactDetails Details);

/// <summary>Reads contacts from their own rows: after a merge, an undo, work with a client, and for a rebuild.</summary>
public sealed class PersonReading(TableServiceClient service, ContactReader contacts, VisitReader visits)
{
    private const int PageSize = 1000;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A contact; null for one that is no person of its own any more.</summary>
    /// <remarks>The card, its parts, the timeline and the visits: four reads, and as many for each contact that is part of it.</remarks>
    public async Task<WholeContact?> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(id, cancellationToken) is not { } contact || contact.Id != id)
        {
            return null;
        }

        var parts = new List<TableEntity>();
        var events = new List<Detail>();
        foreach (var own in contact.AllIds)
        {
            await foreach (var row in RowsAsync(own, PartRow.PrefixOf(own), cancellationToken))
            {
                parts.Add(row);
            }

            await foreach (var row in RowsAsync(own, TimelineRow.Prefix(own), cancellationToken))
            {
                events.AddRange(TimelineEvents.Of(row));
            }
        }

        return Of(contact, parts, events, await VisitsAsync(contact.AllIds, cancellationToken));
    }

    /// <summary>The latest visits of a person.</summary>
    public async Task<IReadOnlyList<Detail>> VisitsAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        var rows = await visits.NewestAsync(contactIds, null, ContactDetails.MaxEvents, cancellationToken);
        return [.. rows.Select(VisitRow.Read).SelectMany(VisitDetails.Of)];
    }

    /// <summary>A contact of rows that were read.</summary>
    /// <param name="contact">The card.</param>
    /// <param name="parts">What lies beside it, also what lies under contacts that are part of it.</param>
    /// <param name="events">What was done.</param>
    /// <param name="visited">What was done on the site.</param>
    internal static WholeContact Of(
        Contact contact, IReadOnlyCollection<TableEntity> parts, IEnumerable<Detail> events, IReadOnlyList<Detail> visited) =>
        UnreadableRows.ReadTogether(parts, readable => Together(contact, readable, events, visited));

    private static WholeContact Together(
        Contact contact, IReadOnlyCollection<TableEntity> parts, IEnumerable<Detail> events, IReadOnlyList<Detail> visited)
    {
        var card = ContactReader.WithParts(contact, parts);
        var details = new ContactDetails(contact.Id) { LastSeenAt = contact.LastSeenAt };
        details.SetPerson(PersonDetails.Of(card.Contact));
        foreach (var (key, order) in card.Contact.Orders)
        {
            var points = card.Account.Grants.ContainsKey(key) ? PointsDetails.Of(order) : [];
            details.SetPart(OrderFact.KeyOf(key), [.. PartDetails.Of(key, order), .. points]);
        }

        foreach (var (name, says) in PointsOf(card))
        {
            details.SetPart(PartDetails.KeyOf(PointsDetails.Part, name), says);
        }

        foreach (var (key, says) in parts.Select(OfPart).OfType<(ulong, IReadOnlyList<Detail>)>())
        {
            details.SetPart(key, says);
        }

        // A cart of several contacts that are one is one, too.
        foreach (var carts in parts.Where(CartRow.Is).Select(CartRow.Read).GroupBy(one => one.Key, one => one.Cart))
        {
            details.SetPart(PartDetails.KeyOf("cart", carts.Key), PartDetails.Of(carts.Aggregate((a, b) => a.Join(b))));
        }

        // Of several contacts that are one, the latest word on the manager counts.
        var managers = parts.Where(ManagerRow.Is).Select(ManagerRow.Read);
        details.SetPart(
            PartDetails.KeyOf("manager", ""),
            Domain.Crm.ManagerAssignment.Latest(managers) is { } assignment ? PartDetails.Of(assignment) : []);
        details.AddEvents(events);
        details.SetVisits(visited);

        var facts = ContactFacts.Of(card.Contact);
        facts.Profile = facts.Profile with { Traits = details.Decide(facts.Profile.Traits) };
        (facts.Segments, facts.Rfm) = (card.Scores.Segments, card.Scores.Rfm);
        return new WholeContact(facts, details);
    }

    private static IEnumerable<(string Name, IReadOnlyList<Detail> Says)> PointsOf(ContactCard card) =>
        card.Account.Grants.Select(grant => (grant.Key, PointsDetails.Of(grant.Key, grant.Value)))
            .Concat(card.Account.Entries.Select(entry => (entry.Key, PointsDetails.Of(entry.Value))))
            .Concat(PointsLedger.FriendsOf(card.Contact, card.Account).Select(friend => (friend.Key, PointsDetails.Of(friend.Value))));

    private static (ulong Key, IReadOnlyList<Detail> Says)? OfPart(TableEntity row)
    {
        if (ItemRows.Tasks.Is(row))
        {
            return (PartDetails.KeyOf("task", ItemRow<Domain.Crm.ClientTask>.IdOf(row)), PartDetails.Of(ItemRows.Tasks.Read(row)));
        }

        if (ItemRows.Deals.Is(row))
        {
            var deal = ItemRows.Deals.Read(row);
            return (PartDetails.KeyOf("deal", ItemRow<StoredDeal>.IdOf(row)), PartDetails.Of(deal.Deal, deal.IsOpen));
        }

        if (ItemRows.Requests.Is(row))
        {
            return (PartDetails.KeyOf("request", ItemRow<Domain.Crm.ClientRequest>.IdOf(row)), PartDetails.Of(ItemRows.Requests.Read(row)));
        }

        if (ListRow.Is(row))
        {
            var (segment, since) = ListRow.Read(row);
            return (PartDetails.KeyOf("list", segment), [PartDetails.OnList(segment, since)]);
        }

        return null;
    }

    private Azure.AsyncPageable<TableEntity> RowsAsync(string contactId, string prefix, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(
            TableKeys.Range(ContactId.ShardOf(contactId), prefix), PageSize, cancellationToken: cancellationToken);
}
