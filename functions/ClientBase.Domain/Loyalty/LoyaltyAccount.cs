using System.Collections.Immutable;

namespace ClientBase.Domain.Loyalty;

/// <summary>What one order gives, by the program in force when it first counted. How much it comes to, the order itself says.</summary>
/// <param name="PointsPer">Points for one unit of money.</param>
/// <param name="Currency">The currency they are given for.</param>
/// <param name="Lifetime">How long they last from the day of the order on; null: for ever.</param>
public sealed record OrderGrant(decimal PointsPer, string Currency, TimeSpan? Lifetime);

/// <summary>Points given or taken for another reason than an order.</summary>
/// <param name="Delta">How many; negative: taken.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as somebody wrote it.</param>
/// <param name="By">Who did it; null: nobody in particular.</param>
/// <param name="Lifetime">How long they last; null: for ever.</param>
public sealed record PointsEntry(decimal Delta, DateTimeOffset At, string? Reason, string? By, TimeSpan? Lifetime);

/// <summary>That somebody came by another's code, as the friend's side keeps it. The first one counts.</summary>
/// <param name="Friend">The contact who came.</param>
/// <param name="Inviter">Whose code it was; null once that person was erased.</param>
/// <param name="At">When they came.</param>
/// <param name="Because">The capture that said so.</param>
/// <param name="Promo">The promo code they got; null: none.</param>
public sealed record Invitation(string Friend, string? Inviter, DateTimeOffset At, string Because, string? Promo);

/// <summary>A friend as the inviter's side keeps them.</summary>
/// <param name="Friend">The contact; null once that person was erased.</param>
/// <param name="At">When they came.</param>
/// <param name="Points">What it was worth; null as long as the friend has no order that counts.</param>
/// <param name="PaidAt">When it was.</param>
/// <param name="Lifetime">How long these points last; null: for ever.</param>
public sealed record InvitedFriend(string? Friend, DateTimeOffset At, decimal? Points, DateTimeOffset? PaidAt, TimeSpan? Lifetime);

/// <summary>Everything that is kept of a person's loyalty, those included who became part of the contact.</summary>
public sealed record LoyaltyAccount
{
    /// <summary>Nothing.</summary>
    public static LoyaltyAccount Empty { get; } = new();

    /// <summary>What orders give, by <c>{shop}:{order id}</c>.</summary>
    public ImmutableSortedDictionary<string, OrderGrant> Grants { get; init; } =
        ImmutableSortedDictionary.Create<string, OrderGrant>(StringComparer.Ordinal);

    /// <summary>What was given and taken besides, by id.</summary>
    public ImmutableSortedDictionary<string, PointsEntry> Entries { get; init; } =
        ImmutableSortedDictionary.Create<string, PointsEntry>(StringComparer.Ordinal);

    /// <summary>Friends who came by this person's code, by id.</summary>
    public ImmutableSortedDictionary<string, InvitedFriend> Invited { get; init; } =
        ImmutableSortedDictionary.Create<string, InvitedFriend>(StringComparer.Ordinal);

    /// <summary>Promo codes that are this person's alone.</summary>
    public ImmutableSortedSet<string> Codes { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>By whom this person came first; null: by nobody.</summary>
    public Invitation? By { get; init; }
}
