using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Sending.Ledger;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>What came of a campaign, in people, and in money of the shop's currency.</summary>
/// <remarks>What only the provider's events and the shop's orders can tell is null until they have: not known is not none.</remarks>
public sealed record ReportView
{
    /// <summary>Where it stands.</summary>
    public required string State { get; init; }

    /// <summary>Who was to get it.</summary>
    public required int Planned { get; init; }

    /// <summary>Mails the provider took.</summary>
    public required int Sent { get; init; }

    /// <summary>Who does not get it, for a reason of ours.</summary>
    public required int Skipped { get; init; }

    /// <summary>Mails the provider refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Mails without word from the provider.</summary>
    public required int Ambiguous { get; init; }

    /// <summary>Mails delivered.</summary>
    public int? Delivered { get; init; }

    /// <summary>People who opened it.</summary>
    public int? Opened { get; init; }

    /// <summary>People who followed a link.</summary>
    public int? Clicked { get; init; }

    /// <summary>Mails that came back.</summary>
    public int? Bounced { get; init; }

    /// <summary>People who called it spam.</summary>
    public int? Complained { get; init; }

    /// <summary>People who unsubscribed by it.</summary>
    public required int Unsubscribed { get; init; }

    /// <summary>Opens by mail scanners.</summary>
    public int? MachineOpened { get; init; }

    /// <summary>Orders it led to: the last click, else the last open, else the last message before them was its own.</summary>
    public int? Orders { get; init; }

    /// <summary>Their sum net of refunds, in <see cref="Currency"/>.</summary>
    public decimal? Revenue { get; init; }

    /// <summary>ISO 4217 of revenue and cost; null where neither is known.</summary>
    public string? Currency { get; init; }

    /// <summary>What its messages have cost; null where no price is set.</summary>
    public decimal? Cost { get; init; }

    /// <summary>What came back beyond the cost, as a share of it; null without a cost, or where it is in another currency.</summary>
    public decimal? Roi { get; init; }

    /// <summary>What came of each variant; empty without a test.</summary>
    public required IReadOnlyList<VariantView> Variants { get; init; }

    /// <summary>How the test stands; null without one.</summary>
    public AbView? Ab { get; init; }

    /// <summary>What the campaign changed; null when nobody is held out.</summary>
    public HoldoutView? Holdout { get; init; }

    /// <summary>Whether chosen hours do better than drawn ones; null when none are chosen.</summary>
    public SendTimeView? SendTime { get; init; }

    /// <summary>The report of a campaign.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="found">Its figures.</param>
    /// <param name="orders">Orders it led to; null before it has started.</param>
    /// <param name="options">Prices.</param>
    /// <param name="isTold">Whether our own links tell of opens and clicks: then none is none.</param>
    public static ReportView Of(
        Campaign campaign, FoundFigures found, AttributedOrders? orders, CampaignOptions options, bool isTold)
    {
        var (definition, intents) = (campaign.Definition, found.Intents);
        decimal? cost = found.Cost > 0 ? found.Cost : null;
        var currency = orders?.Currency ?? (cost is null ? null : options.Currency);
        var none = isTold && campaign.StartedAt is not null ? 0 : (int?)null;
        return new ReportView
        {
            State = CampaignView.NameOf(campaign.State),
            Planned = intents.Planned,
            Sent = intents.Sent,
            Skipped = intents.Skipped,
            Refused = intents.Refused,
            Ambiguous = intents.Ambiguous,
            Delivered = DeliveredOf(found.Told),
            Opened = found.Told?.Opened ?? none,
            Clicked = found.Told?.Clicked ?? none,
            Bounced = found.Told?.Bounced,
            Complained = found.Told?.Complained,
            MachineOpened = found.Told?.MachineOpened ?? none,
            Orders = orders?.Orders,
            Revenue = orders?.Revenue,
            Currency = currency,
            Cost = cost,
            Roi = cost is { } spent && orders is not null && currency == options.Currency
                ? Math.Round((orders.Revenue - spent) / spent, 4)
                : null,
            Unsubscribed = found.Unsubscribed,
            Variants = [.. found.Variants.Select(variant => VariantView.Of(variant, definition.Ab!))],
            Ab = definition.Ab is { } test ? AbView.Of(campaign, test, found) : null,
            Holdout = definition.Holdout > 0 ? HoldoutView.Of(HoldoutResult.Of(found.Held, found.Sent)) : null,
            SendTime = definition.SendTime == Domain.Campaigns.Timing.SendTime.Best
                ? SendTimeView.Of(found)
                : null,
        };
    }

    // Who opened a mail has got it: where opens are told and no delivery is, deliveries are not told at all.
    private static int? DeliveredOf(EventCounts? told) =>
        told is { Delivered: 0 } && told.Opened + told.Clicked + told.MachineOpened > 0 ? null : told?.Delivered;
}

/// <summary>What came of a variant.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Planned">Who was to get it, those who got it as the winner included.</param>
/// <param name="Sent">Mails the provider took.</param>
/// <param name="Opened">People who opened it.</param>
/// <param name="Clicked">People who followed a link.</param>
/// <param name="Ordered">People who ordered; null for a test by clicks.</param>
public sealed record VariantView(string Id, int Planned, int Sent, int Opened, int Clicked, int? Ordered)
{
    internal static VariantView Of(VariantFigures variant, AbTest test) => new(
        variant.Id, variant.Planned, variant.Sent, variant.Opened, variant.Clicked,
        test.Metric == AbMetric.Orders ? variant.Ordered : null);
}

/// <summary>How a test of variants stands.</summary>
/// <param name="Metric"><c>clicks</c> or <c>orders</c>.</param>
/// <param name="Test">How it is decided.</param>
/// <param name="DecidesAt">When the rest gets the winner; null before the start.</param>
/// <param name="Winner">The variant the rest got; null before that.</param>
/// <param name="Decided">Whether it is ahead by more than chance makes; null before that.</param>
/// <param name="PValue">How often chance alone makes a difference as large.</param>
/// <param name="Needs">People each variant needs so that the difference as it is now is found; null when there is none.</param>
/// <param name="Note">In words, where it is not decided; null when it is.</param>
public sealed record AbView(
    string Metric, string Test, DateTimeOffset? DecidesAt, string? Winner, bool? Decided, double? PValue, int? Needs, string? Note)
{
    private const string Stated = "chi-square test of equal shares at 5 %, asked once";

    internal static AbView Of(Campaign campaign, AbTest test, FoundFigures found)
    {
        var verdict = campaign.Verdict ?? VariantComparison.Of([.. found.Variants.Select(variant => variant.ResultBy(test.Metric))]);
        var isDone = campaign.Verdict is not null;
        return new AbView(
            test.Metric == AbMetric.Clicks ? "clicks" : "orders",
            Stated,
            campaign.VerdictAt,
            isDone ? verdict.Winner : null,
            isDone ? verdict.IsDecided : null,
            verdict.PValue,
            verdict.Needs,
            verdict.IsDecided && isDone ? null : "not yet decidable");
    }
}

/// <summary>What a campaign changed, by those who were left without it.</summary>
/// <param name="Size">People held out.</param>
/// <param name="OrdersPerContact">Their orders a person.</param>
/// <param name="SentOrdersPerContact">Orders a person of those who got it.</param>
/// <param name="Lift">By how much more these ordered.</param>
/// <param name="LiftLow">The lower end of what the lift may be, 95 times of 100.</param>
/// <param name="LiftHigh">The upper end.</param>
/// <param name="PValue">How often chance alone makes a difference as large.</param>
/// <param name="Decidable">Whether there are orders enough to tell.</param>
/// <param name="Needs">People a side it takes to find a difference as it is now; null when there is none to be seen.</param>
/// <param name="Note">In words, where it cannot be told; null where it can.</param>
public sealed record HoldoutView(
    int Size,
    double? OrdersPerContact,
    double? SentOrdersPerContact,
    double? Lift,
    double? LiftLow,
    double? LiftHigh,
    double? PValue,
    bool Decidable,
    int? Needs,
    string? Note)
{
    private const double Level = 0.05;

    internal static HoldoutView Of(HoldoutResult result) => new(
        result.Size, result.OrdersPerContact, result.SentOrdersPerContact, result.Lift, result.LiftLow, result.LiftHigh, result.PValue,
        result.IsDecidable, result.Needs, result is { IsDecidable: true, PValue: < Level } ? null : "not yet decidable");
}

/// <summary>Whether the hours that were chosen for people do better than drawn ones.</summary>
/// <param name="Best">Those whose hour was chosen.</param>
/// <param name="Random">The tenth whose hour was drawn.</param>
public sealed record SendTimeView(HourView Best, HourView Random)
{
    internal static SendTimeView Of(FoundFigures found) => new(HourView.Of(found.AtBestHour), HourView.Of(found.AtAnyHour));
}

/// <summary>Some people and what they did.</summary>
/// <param name="Sent">Mails the provider took.</param>
/// <param name="Opened">People who opened it.</param>
/// <param name="Clicked">People who followed a link.</param>
public sealed record HourView(int Sent, int Opened, int Clicked)
{
    internal static HourView Of(VariantFigures figures) => new(figures.Sent, figures.Opened, figures.Clicked);
}
