using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates.Comparing;

namespace ClientBase.Domain.Identity.Merging;

/// <summary>What forbids to merge two contacts.</summary>
public static class MergeRules
{
    /// <summary>Why the two must stay two, in a sentence for the person who asked; null when nothing forbids it.</summary>
    public static string? WhyApart(Contact one, Contact other)
    {
        if (ShopOfTwoIds(one, other) is { } shop)
        {
            return $"Both have a customer id of shop '{shop}', and not the same: two ids of one shop are two people.";
        }

        if (ShareATelephoneUnderTwoNames(one, other))
        {
            return "Both have the same telephone and another given name: a telephone that two named people share stays two contacts.";
        }

        return ApartMark.Bars(one, other)
            ? "These two are marked as two people: a merge of them was undone, or somebody rejected it."
            : null;
    }

    // A name that may be the other's with a slip or a short form of it is no other name: such two are what is merged by hand.
    private static bool ShareATelephoneUnderTwoNames(Contact one, Contact other) =>
        one.Phones.Keys.Any(other.Phones.ContainsKey)
        && !one.Emails.Keys.Any(other.Emails.ContainsKey)
        && !one.ExternalIds.Keys.Any(other.ExternalIds.ContainsKey)
        && one.Name.First is { } mine && other.Name.First is { } theirs
        && !GivenNames.CanBeOnePersons(mine, theirs)
        && Word.Compare(Transliteration.Fold(mine), Transliteration.Fold(theirs)) == Likeness.Different;

    /// <summary>A shop in which both are customers, under no id in common; null when there is none.</summary>
    /// <remarks>Who was merged by force has two ids of one shop; either of them is then known as theirs.</remarks>
    public static string? ShopOfTwoIds(Contact one, Contact other)
    {
        // Who lost a loyalty card has another, and names in messengers are changed: two of them may well be one person's.
        var shops = one.ExternalIds.Keys.Select(ShopOf).Where(shop => shop is not (LoyaltyCards.Issuer or Messengers.TelegramName));
        foreach (var shop in shops.Distinct(StringComparer.Ordinal))
        {
            var theirs = other.ExternalIds.Keys.Where(id => ShopOf(id) == shop).ToList();
            if (theirs.Count > 0 && !theirs.Any(one.ExternalIds.ContainsKey))
            {
                return shop;
            }
        }

        return null;
    }

    private static string ShopOf(string externalId) => externalId[..externalId.IndexOf(':', StringComparison.Ordinal)];
}
