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
        return InOrder(causes);
    }

    /// <summary>Causes in the order in which they count: the earliest first, of one moment what was given before what was taken.</summary>
    public static IReadOnlyList<PointsCause> InOrder(IEnumerable<PointsCause> causes) =>
    [
        .. causes.OrderBy(cause => cause.At).ThenByDescending(cause => cause.Points).ThenBy(cause => cause.ExpiresAt)
            .ThenBy(cause => cause.Id, StringComparer.Ordinal),
    ];

    /// <summary>Friends who came by the code, but for those who turned out to be the same person.</summary>
    public static IEnumerable<KeyValuePair<string, InvitedFriend>> FriendsOf(Contact contact, LoyaltyAccount account) =>
        account.Invited.Where(one => one.Value.Friend is null || !contact.AllIds.Contains(one.Value.Friend));

    /// <summary>What causes come to at an instant; below zero only where more was taken than there was.</summary>
    public static decimal BalanceAt(IEnumerable<PointsCause> causes, DateTimeOffset now)
    {
        var (lots, owed) = Fold(causes);
        return Plain(lots.Where(lot => lot.IsThereAt(now)).Sum(lot => lot.Left) - owed);
    }

    /// <summary>What causes come to at an instant, and what of it is about to expire.</summary>
    public static PointsFigures FiguresAt(IEnumerable<PointsCause> causes, DateTimeOffset now)
    {
        var (lots, owed) = Fold(causes);
        var there = lots.Where(lot => lot.IsThereAt(now)).ToList();
        var ends = there.Where(lot => lot.Left > 0).Select(lot => lot.ExpiresAt).OfType<DateTimeOffset>().Order().ToList();
        var soon = there.Where(lot => lot.ExpiresAt - PointsFigures.Soon <= now).Sum(lot => lot.Left);
        var turns = ends.Concat(ends.Select(end => end - PointsFigures.Soon)).Where(turn => turn > now).ToList();
        return new PointsFigures(
            Plain(there.Sum(lot => lot.Left) - owed),
            Plain(soon),
            ends.Count == 0 ? null : ends[0],
            turns.Count == 0 ? null : turns.Min());
    }

    private static (List<Lot> Lots, decimal Owed) Fold(IEnumerable<PointsCause> causes)
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

        return (lots, owed);
    }

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    // Down: what does not make a hundredth of a point is not owed to anybody.
    internal static decimal Rounded(decimal points) => Plain(Math.Round(points, Places, MidpointRounding.ToZero));

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

/// <summary>The points of a person at an instant.</summary>
/// <param name="Points">What there is to spend; below zero where more was taken than there was.</param>
/// <param name="Expiring">What of it expires within <see cref="Soon"/> unless it is spent.</param>
/// <param name="ExpiresAt">When the next of them do; null: none ever do.</param>
/// <param name="ChangesAt">When time alone changes these figures next; null: never.</param>
public sealed record PointsFigures(decimal Points, decimal Expiring, DateTimeOffset? ExpiresAt, DateTimeOffset? ChangesAt)
{
    /// <summary>How far ahead points count as about to expire.</summary>
    public static TimeSpan Soon { get; } = TimeSpan.FromDays(30);
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
