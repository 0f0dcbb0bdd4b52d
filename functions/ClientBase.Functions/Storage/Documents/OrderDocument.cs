using System.Collections.Immutable;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>An order as JSON; without a version only refunds or milestones of it are known.</summary>
internal sealed record OrderDocument(
    OrderVersionDocument? Version, Dictionary<string, RefundDocument>? Refunds, Dictionary<int, long>? Reached)
{
    public static OrderDocument Of(OrderState order) => new(
        order.Version is { } version ? OrderVersionDocument.Of(version) : null,
        order.Refunds.IsEmpty ? null : order.Refunds.ToDictionary(refund => refund.Key, refund => RefundDocument.Of(refund.Value)),
        order.Milestones.IsEmpty ? null : order.Milestones.ToDictionary(one => (int)one.Key, one => one.Value.ToUnixTimeMilliseconds()));

    public OrderState ToState() => new(
        Version?.ToVersion(),
        (Refunds ?? []).ToImmutableSortedDictionary(refund => refund.Key, refund => refund.Value.ToRefund(), StringComparer.Ordinal))
    {
        Milestones = (Reached ?? []).ToImmutableSortedDictionary(
            one => (OrderMilestone)one.Key, one => DateTimeOffset.FromUnixTimeMilliseconds(one.Value)),
    };
}

/// <summary>The version of an order as JSON.</summary>
internal sealed record OrderVersionDocument(long Placed, decimal Total, string Currency, bool Counts, long At, string Capture)
{
    public string? Number { get; init; }

    public string? Status { get; init; }

    public List<OrderLine>? Lines { get; init; }

    public decimal Discount { get; init; }

    public List<string>? Codes { get; init; }

    public decimal Shipping { get; init; }

    public decimal Tax { get; init; }

    public bool Refunded { get; init; }

    public bool Elsewhere { get; init; }

    public static OrderVersionDocument Of(OrderVersion version) => new(
        version.PlacedAt.ToUnixTimeMilliseconds(), version.Total, version.Currency, version.Counts,
        version.Said.At.ToUnixTimeMilliseconds(), version.Said.CaptureId)
    {
        Number = version.Number,
        Status = version.Status,
        Lines = version.Lines.IsEmpty ? null : [.. version.Lines],
        Discount = version.Discount,
        Codes = version.Codes.IsEmpty ? null : [.. version.Codes],
        Shipping = version.Shipping,
        Tax = version.Tax,
        Refunded = version.IsRefunded,
        Elsewhere = version.IsElsewhere,
    };

    public OrderVersion ToVersion() => new(
        DateTimeOffset.FromUnixTimeMilliseconds(Placed), Total, Currency, Counts, new Stamp(
            DateTimeOffset.FromUnixTimeMilliseconds(At), Capture))
    {
        Number = Number,
        Status = Status,
        Lines = [.. Lines ?? []],
        Discount = Discount,
        Codes = [.. Codes ?? []],
        Shipping = Shipping,
        Tax = Tax,
        IsRefunded = Refunded,
        IsElsewhere = Elsewhere,
    };
}

/// <summary>A refund as JSON.</summary>
internal sealed record RefundDocument(decimal Amount, string? Currency, List<RefundLine>? Lines)
{
    public static RefundDocument Of(Refund refund) => new(refund.Amount, refund.Currency, refund.Lines.IsEmpty ? null : [.. refund.Lines]);

    public Refund ToRefund() => new(Amount, Currency) { Lines = [.. Lines ?? []] };
}
