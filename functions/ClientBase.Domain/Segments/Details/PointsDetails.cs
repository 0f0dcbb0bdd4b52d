using System.Globalization;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Segments.Details;

/// <summary>
/// What a person's points follow from, as details. Like a card, a snapshot holds no balance: it is added up when a rule asks, so it can
/// disagree with nothing, and can be asked of a time past.
/// </summary>
public static class PointsDetails
{
    /// <summary>The kind of part that these are.</summary>
    public const string Part = "points";

    private const string Net = "net";
    private const string Grant = "grant";
    private const string Given = "given";

    /// <summary>What an order comes to: a part of the order's own details, and nothing of one that does not count.</summary>
    public static IReadOnlyList<Detail> Of(OrderState order) => order.Version is { Counts: true } version
        ? [new Detail(DetailKind.Points, Net, version.PlacedAt) { Text = version.Currency, Number = order.Net }]
        : [];

    /// <summary>What an order gives for each unit of that.</summary>
    public static IReadOnlyList<Detail> Of(string orderKey, OrderGrant grant) =>
    [
        new Detail(DetailKind.Points, Grant, DateTimeOffset.UnixEpoch)
        {
            Text = OrderFact.KeyOf(orderKey).ToString("x16", CultureInfo.InvariantCulture),
            Also = SecondsOf(grant.Lifetime),
            Shop = grant.Currency,
            Number = grant.PointsPer,
        },
    ];

    /// <summary>Given or taken by hand.</summary>
    public static IReadOnlyList<Detail> Of(PointsEntry entry) =>
        [GivenAt(entry.At, entry.Delta, entry.Delta > 0 ? entry.Lifetime : null)];

    /// <summary>Given for a friend; nothing as long as the friend has not bought.</summary>
    public static IReadOnlyList<Detail> Of(InvitedFriend friend) =>
        friend is { Points: { } points, PaidAt: { } at } ? [GivenAt(at, points, friend.Lifetime)] : [];

    /// <summary>All causes, in the order in which they count.</summary>
    public static IReadOnlyList<PointsCause> CausesOf(ContactDetails details)
    {
        var causes = new List<PointsCause>();
        foreach (var one in details.Parts.Values.SelectMany(part => part).Where(one => one.Kind == DetailKind.Points))
        {
            if (one.Name == Given)
            {
                causes.Add(new PointsCause("", "entry", one.At, one.Number, one.At + LifetimeOf(one)));
            }
            else if (one.Name == Grant && OrderOf(details, one) is { Name: not null } order && order.Text == one.Shop)
            {
                var points = PointsLedger.Rounded(order.Number * one.Number);
                causes.Add(new PointsCause("", "order", order.At, points, order.At + LifetimeOf(one)));
            }
        }

        return PointsLedger.InOrder(causes);
    }

    private static Detail OrderOf(ContactDetails details, Detail grant) =>
        details.Parts.TryGetValue(ulong.Parse(grant.Text, NumberStyles.HexNumber, CultureInfo.InvariantCulture), out var order)
            ? order.FirstOrDefault(one => one is { Kind: DetailKind.Points, Name: Net })
            : default;

    private static Detail GivenAt(DateTimeOffset at, decimal points, TimeSpan? lifetime) =>
        new(DetailKind.Points, Given, at) { Number = points, Also = SecondsOf(lifetime) };

    private static string SecondsOf(TimeSpan? lifetime) =>
        lifetime is { } span ? ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "";

    private static TimeSpan? LifetimeOf(Detail one) =>
        one.Also.Length == 0 ? null : TimeSpan.FromSeconds(long.Parse(one.Also, CultureInfo.InvariantCulture));
}
