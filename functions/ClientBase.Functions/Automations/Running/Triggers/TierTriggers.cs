using ClientBase.Domain.Automations;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>
/// Sees who reaches another level of loyalty: a level follows from the orders, so it is compared with and without the change.
/// </summary>
public sealed class TierTriggers(ContactReader contacts, LoyaltyTerms terms, TimeProvider clock)
{
    /// <summary>What a filed order comes to. Two reads, and only where an automation listens and a program is defined.</summary>
    public async Task<IReadOnlyList<Happening>> OfAsync(Listeners listeners, Filed filed, CancellationToken cancellationToken)
    {
        var listening = listeners.With<TierTrigger>().Select(one => one.Id).ToList();
        var changed = filed.Orders.Where(change => change.After.Counts && (change.Before != change.After || !filed.IsNew)).ToList();
        if (listening.Count == 0 || changed.Count == 0 || await terms.GetAsync(cancellationToken) is not { } program
            || await contacts.GetAsync(filed.ContactId!, cancellationToken) is not { } card)
        {
            return [];
        }

        // Of a repeat nobody knows any more how the order was: then it is left out.
        var before = card.Contact with
        {
            Orders = changed.Aggregate(card.Contact.Orders, (orders, change) =>
                filed.IsNew && change.Before.Version is not null ? orders.SetItem(change.Key, change.Before) : orders.Remove(change.Key)),
        };
        var (was, now) = (TierOf(before, card, program), TierOf(card.Contact, card, program));
        return now is null || now == was || RankOf(program, now) <= RankOf(program, was)
            ? []
            : [new Happening("loyalty.tier", $"tier {now} {changed[0].Key}") { Order = changed[0].Key, Enter = listening }];
    }

    private string? TierOf(Contact contact, ContactCard card, LoyaltyProgram program) =>
        LoyaltyStanding.Of(contact, card.Account, program, clock.GetUtcNow())?.Tier;

    private static int RankOf(LoyaltyProgram program, string? tier) => program.Tiers.ToList().FindIndex(one => one.Id == tier);
}
