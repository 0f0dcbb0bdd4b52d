using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Contacts.Loyalty;

/// <summary>Bringing friends, as a card shows it.</summary>
/// <param name="Code">What friends give as <c>referralCode</c>.</param>
/// <param name="Invited">How many came by it.</param>
/// <param name="Promo">The promo code this person got for coming by somebody else's code; null: none.</param>
public sealed record ReferralView(string Code, int Invited, string? Promo)
{
    internal static ReferralView Of(ContactCard card) => new(
        ReferralCode.Of(card.Contact.Id), PointsLedger.FriendsOf(card.Contact, card.Account).Count(), card.Account.By?.Promo);
}
