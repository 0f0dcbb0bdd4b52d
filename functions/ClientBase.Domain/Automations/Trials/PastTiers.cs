using System.Globalization;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Automations.Trials;

/// <summary>Finds in a contact's orders when they reached which level of loyalty.</summary>
/// <remarks>By the program of today. An order counts with what was not returned by now: when it was returned is not kept with it.</remarks>
public static class PastTiers
{
    /// <summary>The orders that brought somebody to a higher level than the orders before them, the earliest first.</summary>
    /// <param name="program">The program.</param>
    /// <param name="orders">All their orders, the earliest first.</param>
    public static IEnumerable<Occasion> Of(LoyaltyProgram program, IEnumerable<OrderFact> orders)
    {
        var (spent, was) = (0m, program.TierFrom(0m));
        foreach (var order in orders.Where(order => order.Currency == program.Currency))
        {
            spent += order.Net;
            if (program.TierFrom(spent) is { } tier && tier != was)
            {
                was = tier;
                var at = order.PlacedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
                yield return new Occasion($"{tier.Id} {at}", order.PlacedAt) { Order = at };
            }
        }
    }
}
