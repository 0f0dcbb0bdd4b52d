using ClientBase.Domain.Contacts;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Loyalty.Referrals;

/// <summary>Sees who comes by a friend's code, and pays when they have bought.</summary>
public sealed class ReferralFollower(ReferralStore referrals, ContactReader contacts, LoyaltyTerms terms) : IFiledFollower
{
    /// <inheritdoc/>
    public async Task FollowAsync(CapturedEvent capture, Filed filed, CancellationToken cancellationToken)
    {
        var code = capture.Says.Field(ReferralCode.Field);
        if ((code is null && !MayHaveEarned(filed))
            || await terms.GetAsync(cancellationToken) is not { Referral: not null } program
            || await contacts.GetAsync(filed.ContactId!, cancellationToken) is not { } friend)
        {
            return;
        }

        if (code is not null)
        {
            await referrals.InviteAsync(friend, code, capture, program, cancellationToken);
        }

        await referrals.SettleAsync(friend.Contact.Id, program, cancellationToken);
    }

    // Only an order that begins or ceases to count makes a difference, and only of somebody who came by a code.
    private static bool MayHaveEarned(Filed filed) =>
        filed.Orders.Any(change => change.Turned || !filed.IsNew)
        && (filed.Contact is null || filed.Contact.Field(ReferralCode.Field) is not null);
}
