using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules.Fields;
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
/// number of campaigns at once. What a customer had before two contacts became one is not looked for under the other's id.
/// </remarks>
public sealed class OrderAttribution(TableServiceClient service, Snapshots snapshots, CampaignStore campaigns, TimeProvider clock)
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
        var orders = started.ToDictionary(campaign => campaign.Id, _ => new List<OrderFact>(), StringComparer.Ordinal);
        foreach (var shard in ContactId.Shards)
        {
            var touches = await TouchesAsync(shard, from - Lookback, to, cancellationToken);
            if (!touches.Values.Any(own => own.Exists(touch => orders.ContainsKey(touch.Campaign))))
            {
                continue; // Nobody in this shard had any of them.
            }

            await KnowWindowsAsync(windows, touches, cancellationToken);
            var facts = (await snapshots.ReadAsync(shard, withKeys: false, cancellationToken)).Facts;
            foreach (var contact in SnapshotCodec.Unpack(facts).Where(contact => touches.ContainsKey(contact.Id)))
            {
                foreach (var order in contact.Orders.Where(order => order.PlacedAt >= from && order.PlacedAt < to))
                {
                    if (MailTouch.CauseOf(order.PlacedAt, touches[contact.Id], id => windows[id]) is { } cause
                        && orders.TryGetValue(cause, out var its))
                    {
                        its.Add(order);
                    }
                }
            }
        }

        return orders.ToDictionary(campaign => campaign.Key, campaign => AttributedOrders.Of(campaign.Value), StringComparer.Ordinal);
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
