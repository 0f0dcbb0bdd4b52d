using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;

namespace ClientBase.Domain.Loyalty;

/// <summary>Codes by which people bring friends. Everybody has one: it is the beginning of the contact's id, so no row holds it.</summary>
public static class ReferralCode
{
    private const int Length = 12; // The shard and ten letters: 50 bits within a shard.

    /// <summary>The field of a card that holds the code somebody came by.</summary>
    public const string Field = "referralCode";

    /// <summary>The code of a contact.</summary>
    public static string Of(string contactId) => contactId[..Length].ToUpperInvariant();

    /// <summary>What the id of a code's owner begins with, however the code was typed; null when it is none.</summary>
    public static string? IdPrefix(string? typed)
    {
        var letters = (typed ?? "").Where(c => c is not ('-' or ' ')).Select(c => char.ToLowerInvariant(c) switch
        {
            'o' => '0',
            'i' or 'l' => '1',
            var other => other,
        });
        var prefix = string.Concat(letters);

        // Made whole with any letters, it has to look like an id.
        return prefix.Length == Length && ContactId.IsValid(prefix.PadRight(26, '0')) ? prefix : null;
    }
}

/// <summary>Decides who may bring whom.</summary>
public static class Referral
{
    /// <summary>Whether two contacts are one person or of one household: nobody brings themselves.</summary>
    public static bool AreClose(Contact one, Contact other) =>
        one.AllIds.Overlaps(other.AllIds)
        || one.Emails.Keys.Intersect(other.Emails.Keys).Any()
        || one.Phones.Keys.Intersect(other.Phones.Keys).Any();

    /// <summary>Whether somebody can be brought at an instant: not who bought before.</summary>
    public static bool CanCome(Contact friend, DateTimeOffset at) =>
        !friend.Orders.Values.Any(order => order.Counts && order.Version!.PlacedAt < at);

    /// <summary>When a friend was worth the reward: at the first order that counts; null as long as there is none.</summary>
    public static DateTimeOffset? EarnedAt(Contact friend, DateTimeOffset cameAt)
    {
        var orders = friend.Orders.Values.Where(order => order.Counts).Select(order => order.Version!.PlacedAt).ToList();
        return orders.Count == 0 ? null : orders.Min() is var first && first > cameAt ? first : cameAt;
    }
}
