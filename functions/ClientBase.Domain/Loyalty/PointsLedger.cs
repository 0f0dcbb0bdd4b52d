using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Loyalty;

/// <summary>Something that gave or took points.</summary>
/// <param name="Id">Of the order (<c>{shop}:{order id}</c>), the entry or the invitation.</param>
/// <param name="Kind"><c>order</c>, <c>entry</c> or <c>referral</c>.</param>
/// <param name="At">When.</param>
/// <param name="Points">How many; negative: taken.</param>
/// <param name="ExpiresAt">When what is left of them goes; null: never.</param>
/// <param name="Reason">Why, where somebody wrote it.</param>
/// <param name="By">Who did it.</param>
public sealed record PointsCause(
    string Id, string Kind, DateTimeOffset At, decimal Points, DateTimeOffset? ExpiresAt, string? Reason = null, string? By = null);

/// <summary>The points of a person, as the sum of what caused them.</summary>
/// <remarks>
/// Nothing is stored that could disagree with its cause: a refund or a cancelled order changes the order, and so what it gives. Points are
/// spent in the order in which they would expire. What is taken beyond what there is, as by the refund of an order whose points were
/// spent, is owed and paid by the next points.
/// </remarks>
public static class PointsLedger
{
    /// <summary>Points are kept to two places, as money is.</summary>
    public const int Places = 2;

    /// <summary>All causes, the earliest first.</summary>
    public static IReadOnlyList<PointsCause> CausesOf(Contact contact, LoyaltyAccount account)
    {
        var causes = new List<PointsCause>();
        foreach (var (key, grant) in account.Grants)
        {
            if (contact.Orders.TryGetValue(key, out var order) && order.Counts && order.Version!.Currency == grant.Currency)
            {
                var placed = order.Version.PlacedAt;
                causes.Add(new PointsCause(key, "order", placed, Rounded(order.Net * grant.PointsPer), placed + grant.Lifetime));
            }
        }

        causes.AddRange(account.Entries.Select(one => new PointsCause(
            one.Key, "entry", one.Value.At, one.Value.Delta, one.Value.Delta > 0 ? one.Value.At + one.Value.Lifetime : null,
            one.Value.Reason, one.Value.By)));
        causes.AddRange(
            from one in FriendsOf(contact, account)
            where one.Value.Points is not null
            select new PointsCause(
                one.Key, "referral", one.Value.PaidAt!.Value, one.Value.Points!.Value, one.Value.PaidAt + one.Value.Lifetime));
        return [.. causes.OrderBy(cause => cause.At).ThenBy(cause => cause.Id, StringComparer.Ordinal)];
    }

    /// <summary>Friends who came by the code, but for those who turned out to be the same person.</summary>
    public static IEnumerable<KeyValuePair<string, InvitedFriend>> FriendsOf(Contact contact, LoyaltyAccount account) =>
        account.Invited.Where(one => one.Value.Friend is null || !contact.AllIds.Contains(one.Value.Friend));

    /// <summary>What causes come to at an instant; below zero only where more was taken than there was.</summary>
    public static decimal BalanceAt(IEnumerable<PointsCause> causes, DateTimeOffset now)
    {
        var lots = new List<Lot>();
        var owed = 0m;
        foreach (var cause in causes)
        {
            if (cause.Points >= 0)
            {
                var paid = Math.Min(owed, cause.Points);
                owed -= paid;
                lots.Add(new Lot(cause.ExpiresAt) { Left = cause.Points - paid });
            }
            else
            {
                owed += Take(lots, -cause.Points, cause.At);
            }
        }

        return Plain(lots.Where(lot => lot.IsThereAt(now)).Sum(lot => lot.Left) - owed);
    }

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    // Down: what does not make a hundredth of a point is not owed to anybody.
    private static decimal Rounded(decimal points) => Plain(Math.Round(points, Places, MidpointRounding.ToZero));

    /// <returns>What there was not.</returns>
    private static decimal Take(List<Lot> lots, decimal points, DateTimeOffset at)
    {
        foreach (var lot in lots.Where(lot => lot.IsThereAt(at)).OrderBy(lot => lot.ExpiresAt ?? DateTimeOffset.MaxValue))
        {
            var taken = Math.Min(points, lot.Left);
            lot.Left -= taken;
            points -= taken;
        }

        return points;
    }

    private sealed class Lot(DateTimeOffset? expiresAt)
    {
        public DateTimeOffset? ExpiresAt => expiresAt;

        public decimal Left { get; set; }

        public bool IsThereAt(DateTimeOffset at) => expiresAt is null || at < expiresAt;
    }
}

/// <summary>Where a person stands in the program.</summary>
/// <param name="Points">What there is to spend; below zero when a refund took back what was spent.</param>
/// <param name="Tier">Id of the level; null below the first.</param>
/// <param name="Discount">Discount of the level in per cent; 0 without one.</param>
public sealed record LoyaltyStanding(decimal Points, string? Tier, decimal Discount)
{
    /// <summary>Of a contact at an instant; null without a program.</summary>
    public static LoyaltyStanding? Of(Contact contact, LoyaltyAccount account, LoyaltyProgram? program, DateTimeOffset now)
    {
        if (program is null)
        {
            return null;
        }

        var tier = program.TierOf(contact.Orders.Values);
        return new LoyaltyStanding(
            PointsLedger.BalanceAt(PointsLedger.CausesOf(contact, account), now), tier?.Id, PointsLedger.Plain(tier?.Discount ?? 0m));
    }
}
