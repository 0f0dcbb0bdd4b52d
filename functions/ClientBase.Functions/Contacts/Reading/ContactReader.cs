using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A contact with its orders, and what lies beside it.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Scores">What recompute found of it.</param>
/// <param name="Manager">Who looks after it; null: nobody.</param>
/// <param name="IsAsking">Whether it has an open request, deal or cart.</param>
public sealed record ContactCard(Contact Contact, Scores Scores, string? Manager = null, bool IsAsking = false)
{
    /// <summary>When the person last opened a mail; null: never, or not known.</summary>
    public DateTimeOffset? LastOpenAt { get; init; }

    /// <summary>When the person last followed a link in a mail; null: never, or not known.</summary>
    public DateTimeOffset? LastClickAt { get; init; }

    /// <summary>How many rows beside it are damaged: what they say is missing here.</summary>
    public int Unreadable { get; init; }

    /// <summary>What points follow from.</summary>
    public LoyaltyAccount Account { get; init; } = LoyaltyAccount.Empty;

    /// <summary>Points and level; null without a loyalty program.</summary>
    public LoyaltyStanding? Loyalty { get; init; }
}

/// <summary>Reads whole contacts: one, many, by a key, page by page.</summary>
public sealed class ContactReader(
    TableServiceClient service, LoyaltyTerms loyalty, TimeProvider clock, ILogger<ContactReader> logger)
{
    private const int ReadsAtOnce = 32;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A contact; null for an unknown id. The id of one that was merged gives the contact it is part of now.</summary>
    public async Task<ContactCard?> GetAsync(string contactId, CancellationToken cancellationToken) =>
        await FindAsync(contactId, cancellationToken) is { } contact ? await CompleteAsync(contact, cancellationToken) : null;

    /// <summary>The same without orders and scores: one read where it was not merged.</summary>
    public async Task<Contact?> FindAsync(string contactId, CancellationToken cancellationToken)
    {
        if (!ContactId.IsValid(contactId))
        {
            return null;
        }

        for (var id = contactId; ;)
        {
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!read.HasValue)
            {
                return null;
            }

            if (read.Value!.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                return ContactRow.IsPerson(read.Value) ? ContactRow.Read(read.Value) : null;
            }

            id = survivor;
        }
    }

    /// <summary>The contacts of some ids, in their order; unknown ids are left out, and nobody is there twice.</summary>
    public async Task<IReadOnlyList<ContactCard>> GetManyAsync(IReadOnlyList<string> contactIds, CancellationToken cancellationToken)
    {
        var found = new List<ContactCard>(contactIds.Count);
        foreach (var some in contactIds.Chunk(ReadsAtOnce))
        {
            found.AddRange((await Task.WhenAll(some.Select(id => GetAsync(id, cancellationToken)))).OfType<ContactCard>());
        }

        return [.. found.DistinctBy(card => card.Contact.Id)];
    }

    /// <summary>The contacts that have a key: several share a telephone.</summary>
    public async Task<IReadOnlyList<ContactCard>> FindByKeyAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var claims = TableKeys.Range(ContactId.ShardOf(key), ClaimRow.Key(key));
        await foreach (
            var claim in _table.QueryAsync<TableEntity>(claims, select: [ClaimRow.Contact], cancellationToken: cancellationToken))
        {
            ids.Add(claim.GetString(ClaimRow.Contact)!);
        }

        return await GetManyAsync([.. ids.Distinct()], cancellationToken);
    }

    /// <summary>A page of all contacts, shard by shard, in the order of their ids.</summary>
    public async Task<Page<ContactCard>> ListAsync(Paging paging, CancellationToken cancellationToken)
    {
        var cards = new List<ContactCard>();
        var after = paging.Continuation;
        foreach (var shard in ContactId.Shards.Where(shard => after is null || string.CompareOrdinal(shard, after[..2]) >= 0))
        {
            var rest = new Paging(
                paging.Take - cards.Count, after is not null && after.StartsWith(shard, StringComparison.Ordinal) ? after : null);
            var page = await ListShardAsync(shard, rest, cancellationToken);
            cards.AddRange(page.Items);
            if (page.Continuation is not null)
            {
                return new Page<ContactCard>(cards, Paging.Encode(cards[^1].Contact.Id));
            }
        }

        return new Page<ContactCard>(cards, null);
    }

    /// <summary>
    /// A page of a shard's contacts; the continuation is the last one's id, not encoded for an address. Of none it tells only if there are
    /// any.
    /// </summary>
    public async Task<Page<ContactCard>> ListShardAsync(string shard, Paging paging, CancellationToken cancellationToken)
    {
        var filter = paging.Continuation is { } after
            ? TableKeys.RangeAfter(shard, ContactRow.Prefix, ContactRow.Key(after))
            : TableKeys.Range(shard, ContactRow.Prefix);
        var people = new List<Contact>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (!ContactRow.IsPerson(row))
            {
                continue;
            }

            if (people.Count == paging.Take)
            {
                var cards = await WithPartsAsync(shard, people, cancellationToken);
                return new Page<ContactCard>(cards, people.Count == 0 ? "" : people[^1].Id);
            }

            people.Add(ContactRow.Read(row));
        }

        return new Page<ContactCard>(await WithPartsAsync(shard, people, cancellationToken), null);
    }

    // Who comes one after the other by id has parts that lie one after the other: one range, whoever they are.
    private async Task<IReadOnlyList<ContactCard>> WithPartsAsync(
        string shard, List<Contact> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
        {
            return [];
        }

        var range = TableKeys.Between(
            shard, PartRow.PrefixOf(people[0].Id), TableKeys.After(PartRow.PrefixOf(people[^1].Id)));
        var parts = (await RowsAsync(range, cancellationToken)).ToLookup(PartRow.IdOf, StringComparer.Ordinal);
        await loyalty.GetAsync(cancellationToken); // Asked for once, not by each of them.
        return await Task.WhenAll(people.Select(async person =>
        {
            var merged = await Task.WhenAll(person.MergedFrom.Select(id => PartsAsync(id, cancellationToken)));
            return await CompleteAsync(person, [.. merged.SelectMany(part => part), .. parts[person.Id]], cancellationToken);
        }));
    }

    /// <summary>The orders and scores of a contact read without them.</summary>
    /// <remarks>Orders of absorbed contacts stay where they were filed: an undo finds them there. One of two places is joined.</remarks>
    public async Task<ContactCard> CompleteAsync(Contact contact, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(contact.MergedFrom.Append(contact.Id).Select(id => PartsAsync(id, cancellationToken)));
        return await CompleteAsync(contact, [.. parts.SelectMany(part => part)], cancellationToken);
    }

    /// <summary>The same of one whose parts are read, with those of whom it was merged with.</summary>
    internal async Task<ContactCard> CompleteAsync(
        Contact contact, IReadOnlyCollection<TableEntity> parts, CancellationToken cancellationToken)
    {
        var card = WithParts(contact, parts);
        if (card.Unreadable > 0)
        {
            logger.PartsUnreadable(contact.Id, card.Unreadable);
        }

        var program = await loyalty.GetAsync(cancellationToken);
        return card with { Loyalty = LoyaltyStanding.Of(card.Contact, card.Account, program, clock.GetUtcNow()) };
    }

    /// <summary>A contact with its part rows, those of absorbed contacts included; damaged ones are passed over.</summary>
    internal static ContactCard WithParts(Contact contact, IReadOnlyCollection<TableEntity> parts) => UnreadableRows.ReadTogether(
        parts, readable => Together(contact, readable) with { Unreadable = parts.Count - readable.Count });

    private static ContactCard Together(Contact contact, IReadOnlyCollection<TableEntity> parts)
    {
        var (orders, scores, loyalty) = (new List<(string, OrderState)>(), Scores.None, new List<TableEntity>());
        var (managers, isAsking) = (new List<ManagerAssignment>(), false);
        var carts = new Dictionary<string, CartState>(StringComparer.Ordinal);
        (DateTimeOffset? open, DateTimeOffset? click) = (null, null);
        foreach (var row in parts)
        {
            if (OrderRow.Is(row))
            {
                orders.Add(OrderRow.Read(row));
            }
            else if (row.RowKey == ScoreRow.Key(contact.Id))
            {
                scores = ScoreRow.Read(row);
            }
            else if (ManagerRow.Is(row))
            {
                managers.Add(ManagerRow.Read(row));
            }
            else if (CartRow.Is(row))
            {
                var (key, cart) = CartRow.Read(row);
                carts[key] = carts.GetValueOrDefault(key, CartState.Unknown).Join(cart); // Merged contacts may both have it.
            }
            else if (EngagementRow.Is(row))
            {
                var at = EngagementRow.Read(row);
                if (EngagementRow.IsClick(row))
                {
                    click = Later(click, at);
                }
                else
                {
                    open = Later(open, at);
                }
            }
            else if (LoyaltyRows.Is(row))
            {
                loyalty.Add(row);
            }

            isAsking |= ItemRows.IsAsking(row);
        }

        var manager = ManagerAssignment.Latest(managers)?.Manager;
        isAsking |= carts.Values.Any(cart => cart.IsOpen);
        return new ContactCard(contact.Join(new Contact { Orders = OrderRow.Join(orders) }), scores, manager, isAsking)
        {
            LastOpenAt = open,
            LastClickAt = click,
            Account = LoyaltyRows.ReadAll(loyalty),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;

    private Task<List<TableEntity>> PartsAsync(string contactId, CancellationToken cancellationToken) =>
        RowsAsync(TableKeys.Range(ContactId.ShardOf(contactId), PartRow.PrefixOf(contactId)), cancellationToken);

    private async Task<List<TableEntity>> RowsAsync(string filter, CancellationToken cancellationToken) =>
        await _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
}
