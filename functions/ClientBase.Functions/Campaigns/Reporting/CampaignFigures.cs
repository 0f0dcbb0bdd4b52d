using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>What came of a variant so far.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Planned">Who was to get it.</param>
/// <param name="Sent">Mails the provider took.</param>
/// <param name="Opened">People who opened it.</param>
/// <param name="Clicked">People who followed a link.</param>
/// <param name="Ordered">People who ordered; 0 while nobody asked for orders.</param>
public sealed record VariantFigures(string Id, int Planned, int Sent, int Opened, int Clicked, int Ordered)
{
    /// <summary>By what the test is decided.</summary>
    public VariantResult ResultBy(AbMetric metric) => new(Id, Sent, metric == AbMetric.Clicks ? Clicked : Ordered);

    internal VariantFigures With(bool isSent, bool isOpened, bool isClicked, bool isOrdered) => new(
        Id, Planned + 1, Sent + One(isSent), Opened + One(isSent && isOpened), Clicked + One(isSent && isClicked),
        Ordered + One(isSent && isOrdered));

    private static int One(bool holds) => holds ? 1 : 0;
}

/// <summary>A campaign in numbers.</summary>
/// <param name="Intents">How far it got.</param>
/// <param name="Unsubscribed">People who unsubscribed by it.</param>
/// <param name="Told">What the provider told of its mails; null while it has told nothing.</param>
/// <param name="Variants">By variant, in the order they are defined.</param>
/// <param name="Held">Orders of those held out.</param>
/// <param name="Sent">Orders of those it was sent to.</param>
/// <param name="AtBestHour">Those whose hour was chosen for them.</param>
/// <param name="AtAnyHour">The tenth whose hour was drawn.</param>
/// <param name="Cost">What the messages that left have cost.</param>
public sealed record FoundFigures(
    IntentCounts Intents,
    int Unsubscribed,
    EventCounts? Told,
    IReadOnlyList<VariantFigures> Variants,
    OrderTally Held,
    OrderTally Sent,
    VariantFigures AtBestHour,
    VariantFigures AtAnyHour,
    decimal Cost);

/// <summary>Counts a campaign from its ledger and, where it asks what it changed, the orders in the snapshots.</summary>
/// <remarks>Snapshots are 16 blobs of about 100 bytes a contact; they are read only for a holdout or a test by orders.</remarks>
public sealed class CampaignFigures(
    LedgerStore ledger, LedgerEvents events, Snapshots snapshots, IOptions<CampaignOptions> options)
{
    /// <summary>Counts it, shard by shard.</summary>
    public async Task<FoundFigures> OfAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var count = new Count(campaign, options.Value);
        foreach (var shard in ContactId.Shards)
        {
            var intents = await ledger.IntentsAsync(campaign.Id, shard, cancellationToken);
            var unsubscribed = await ledger.UnsubscribedAsync(campaign.Id, shard, cancellationToken);
            var told = await events.ReadAsync(campaign.Id, shard, cancellationToken);
            var orders = count.NeedsOrders && intents.Count > 0
                ? await OrdersAsync(campaign, shard, cancellationToken)
                : new Dictionary<string, int>();
            count.Add(intents, unsubscribed, told, orders);
        }

        return count.Found;
    }

    // Of both sides in the same span, since those held out have no mail to count from.
    private async Task<Dictionary<string, int>> OrdersAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        var (from, to) = (campaign.StartedAt!.Value, campaign.StartedAt.Value + campaign.Definition.Attribution);
        var orders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var contact in SnapshotCodec.Unpack((await snapshots.ReadAsync(shard, withKeys: false, cancellationToken)).Facts))
        {
            var count = contact.Orders.Count(order => order.PlacedAt >= from && order.PlacedAt < to);
            if (count > 0)
            {
                orders[contact.Id] = count;
            }
        }

        return orders;
    }

    private sealed class Count(Campaign campaign, CampaignOptions options)
    {
        private readonly Dictionary<string, VariantFigures> _variants = (campaign.Definition.Ab?.Variants ?? [])
            .ToDictionary(variant => variant.Id, variant => new VariantFigures(variant.Id, 0, 0, 0, 0, 0), StringComparer.Ordinal);

        private IntentCounts _intents = IntentCounts.Zero;
        private int _unsubscribed;
        private decimal _cost;
        private readonly List<ILookup<string, string>> _told = [];
        private OrderTally _held;
        private OrderTally _sent;
        private VariantFigures _best = new("best", 0, 0, 0, 0, 0);
        private VariantFigures _random = new("random", 0, 0, 0, 0, 0);

        public bool NeedsOrders =>
            campaign is { StartedAt: not null, Definition: { Holdout: > 0 } or { Ab.Metric: AbMetric.Orders } };

        public FoundFigures Found => new(
            _intents, _unsubscribed, EventCounts.Of(_told), [.. _variants.Values], _held, _sent, _best, _random,
            _cost);

        public void Add(
            IReadOnlyList<Intent> intents,
            IReadOnlySet<string> unsubscribed,
            ILookup<string, string> told,
            Dictionary<string, int> orders)
        {
            _intents = _intents.Add(intents);
            _told.Add(told);
            var opened = told[LedgerEvents.NameOf(MailEventKind.Open)].ToHashSet(StringComparer.Ordinal);
            var clicked = told[LedgerEvents.NameOf(MailEventKind.Click)].ToHashSet(StringComparer.Ordinal);
            _unsubscribed += unsubscribed.Union(told[LedgerEvents.NameOf(MailEventKind.Unsubscribe)]).Count();
            foreach (var intent in intents)
            {
                var (id, count) = (intent.ContactId, orders.GetValueOrDefault(intent.ContactId));
                if (intent.State == IntentState.Skipped)
                {
                    _held = intent.Reasons is [SkipReason.Holdout] ? _held.With(count) : _held;
                    continue;
                }

                var isSent = intent.State == IntentState.Accepted;
                _cost += isSent ? options.CostOf(intent.ChannelName) : 0m;
                _sent = isSent ? _sent.With(count) : _sent;
                VariantFigures With(VariantFigures figures) => figures.With(isSent, opened.Contains(id), clicked.Contains(id), count > 0);
                if (intent.Variant is { } variant && _variants.TryGetValue(variant, out var known))
                {
                    _variants[variant] = With(known);
                }

                if (campaign.Definition.SendTime == SendTime.Best)
                {
                    (_best, _random) = BestHour.IsRandom(campaign.Id, id) ? (_best, With(_random)) : (With(_best), _random);
                }
            }
        }
    }
}
