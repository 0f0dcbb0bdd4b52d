using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>Orders that are put down to a campaign.</summary>
/// <param name="Orders">How many.</param>
/// <param name="Revenue">Their sum net of refunds, of those in <paramref name="Currency"/>.</param>
/// <param name="Currency">The currency most of them are in; null without orders.</param>
public sealed record AttributedOrders(int Orders, decimal Revenue, string? Currency)
{
    /// <summary>None.</summary>
    public static AttributedOrders None { get; } = new(0, 0m, null);

    internal static AttributedOrders Of(IReadOnlyCollection<OrderFact> orders)
    {
        var main = orders.GroupBy(order => order.Currency)
            .OrderByDescending(currency => currency.Count()).ThenBy(currency => currency.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return main is null ? None : new AttributedOrders(orders.Count, main.Sum(order => order.Net), main.Key);
    }
}

/// <summary>Puts orders down to the campaigns that led to them.</summary>
/// <remarks>
/// From the index of events (who got, opened, clicked what: three ranges a shard) and the orders in the snapshots (16 blobs), for any
/// number of campaigns at once. What lies under an id that was merged away is its survivor's: one read for each such id, and the shards of
/// these survivors are gone through once more. Nothing of it is stored, so after an undo it is the other's again.
/// </remarks>
public sealed class OrderAttribution(
    TableServiceClient service, Snapshots snapshots, CampaignStore campaigns, ContactReader contacts, TimeProvider clock)
{
    private static readonly TimeSpan UsualWindow = TimeSpan.FromDays(7);
    private static readonly TimeSpan Lookback = TimeSpan.FromDays(30); // A click before the first of these campaigns may have led to it.

    private static readonly (EventVerb Verb, MailTouchKind Kind)[] Verbs =
    [
        (EventVerb.Find("received campaign")!, MailTouchKind.Sent), (EventVerb.Find("opened campaign")!, MailTouchKind.Opened),
        (EventVerb.Find("clicked campaign")!, MailTouchKind.Clicked),
    ];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>The orders of some campaigns, by id; a campaign that has not started has none.</summary>
    public async Task<IReadOnlyDictionary<string, AttributedOrders>> OfAsync(
        IReadOnlyCollection<Campaign> wanted, CancellationToken cancellationToken)
    {
        var started = wanted.Where(campaign => campaign.StartedAt is not null).ToList();
        if (started.Count == 0)
        {
            return new Dictionary<string, AttributedOrders>();
        }

        var from = started.Min(campaign => campaign.StartedAt!.Value);
        var to = started.Max(campaign => (campaign.FinishedAt ?? clock.GetUtcNow()) + campaign.Definition.Attribution);
        var windows = started.ToDictionary(
            campaign => campaign.Id, campaign => campaign.Definition.Attribution, StringComparer.Ordinal);
        var asked = new Asked(from, to, windows, [.. started.Select(campaign => campaign.Id)]);
        var caused = new Dictionary<string, IReadOnlyList<CausedOrder>>(StringComparer.Ordinal);
        var moved = new Dictionary<string, List<MailTouch>>(StringComparer.Ordinal);
        foreach (var shard in ContactId.Shards)
        {
            await CountAsync(shard, asked, caused, moved, null, cancellationToken);
        }

        foreach (var survivors in moved.GroupBy(one => ContactId.ShardOf(one.Key)))
        {
            await CountAsync(survivors.Key, asked, caused, [], survivors.ToDictionary(), cancellationToken);
        }

        var orders = caused.Values.SelectMany(own => own).ToLookup(one => one.Campaign, one => one.Order, StringComparer.Ordinal);
        return started.ToDictionary(
            campaign => campaign.Id, campaign => AttributedOrders.Of([.. orders[campaign.Id]]), StringComparer.Ordinal);
    }

    /// <summary>Notes what led to the orders of a shard's contacts.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="caused">By contact: is added to, and replaced where somebody is looked at once more.</param>
    /// <param name="moved">By survivor: what lies here under ids that were merged away is added.</param>
    /// <param name="others">What lies under others' ids, by the survivor: only these are looked at. Null: all of the shard.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async Task CountAsync(
        string shard,
        Asked asked,
        Dictionary<string, IReadOnlyList<CausedOrder>> caused,
        Dictionary<string, List<MailTouch>> moved,
        Dictionary<string, List<MailTouch>>? others,
        CancellationToken cancellationToken)
    {
        var touches = await TouchesAsync(shard, asked.From - Lookback, asked.To, cancellationToken);
        foreach (var (survivor, more) in others ?? [])
        {
            touches[survivor] = [.. touches.GetValueOrDefault(survivor) ?? [], .. more];
        }

        if (!touches.Values.Any(own => own.Exists(touch => asked.Campaigns.Contains(touch.Campaign))))
        {
            return; // Nobody in this shard had any of them.
        }

        await KnowWindowsAsync(asked.Windows, touches, cancellationToken);
        var strangers = touches.Keys.ToHashSet(StringComparer.Ordinal);
        var facts = (await snapshots.ReadAsync(shard, withKeys: false, cancellationToken)).Facts;
        foreach (var contact in SnapshotCodec.Unpack(facts).Where(contact => strangers.Remove(contact.Id)))
        {
            if (others is null || others.ContainsKey(contact.Id))
            {
                caused.Remove(contact.Id);
                if (CausedOrder.Of(contact, touches[contact.Id], asked).ToList() is { Count: > 0 } own)
                {
                    caused[contact.Id] = own;
                }
            }
        }

        foreach (var id in others is null ? strangers : [])
        {
            if (await contacts.FindAsync(id, cancellationToken) is { } survivor && survivor.Id != id)
            {
                (moved.TryGetValue(survivor.Id, out var known) ? known : moved[survivor.Id] = []).AddRange(touches[id]);
            }
        }
    }

    // Of campaigns that compete; what is none, such as an automation, has the usual window.
    private async Task KnowWindowsAsync(
        Dictionary<string, TimeSpan> windows, Dictionary<string, List<MailTouch>> touches, CancellationToken cancellationToken)
    {
        var unknown = touches.Values.SelectMany(own => own).Select(touch => touch.Campaign).Distinct()
            .Where(id => !windows.ContainsKey(id)).ToList();
        foreach (var id in unknown)
        {
            windows[id] = (await campaigns.GetAsync(id, cancellationToken))?.Definition.Attribution ?? UsualWindow;
        }
    }

    private sealed record Asked(
        DateTimeOffset From, DateTimeOffset To, Dictionary<string, TimeSpan> Windows, HashSet<string> Campaigns);

    private readonly record struct CausedOrder(string Campaign, OrderFact Order)
    {
        public static IEnumerable<CausedOrder> Of(ContactFacts contact, List<MailTouch> touches, Asked asked) =>
            from order in contact.Orders
            where order.PlacedAt >= asked.From && order.PlacedAt < asked.To
            let cause = MailTouch.CauseOf(order.PlacedAt, touches, id => asked.Windows[id])
            where cause is not null && asked.Campaigns.Contains(cause)
            select new CausedOrder(cause, order);
    }

    private async Task<Dictionary<string, List<MailTouch>>> TouchesAsync(
        string shard, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var touches = new Dictionary<string, List<MailTouch>>(StringComparer.Ordinal);
        foreach (var (verb, kind) in Verbs)
        {
            var range = TableKeys.Between(shard, EventRow.Prefix(verb, from), EventRow.Prefix(verb, to) + "}");
            await foreach (var row in _table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
            {
                if (EventRow.WhoAndWhen(row) is var (contactId, at))
                {
                    (touches.TryGetValue(contactId, out var own) ? own : touches[contactId] = [])
                        .Add(new MailTouch(EventRow.WhatOf(row), kind, at));
                }
            }
        }

        return touches;
    }
}
