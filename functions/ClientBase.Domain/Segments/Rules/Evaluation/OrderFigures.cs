using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>Orders in figures at an instant, without later ones.</summary>
internal static class OrderFigures
{
    /// <summary>A figure over the orders of a window; null when there is none.</summary>
    public static decimal? Of(Derived figure, RuleSubject subject, RuleSpan? window, long now)
    {
        var (count, priced) = (0, 0);
        var (gross, refunded, net) = (0m, 0m, 0m);
        foreach (var order in subject.Orders)
        {
            if (IsIn(order.At, window, now))
            {
                count++;
                priced += order.Gross is null ? 0 : 1;
                gross += order.Gross ?? 0m;
                refunded += order.Refunded;
                net += order.Net;
            }
        }

        return figure switch
        {
            Derived.Count => count,
            Derived.Total => net,
            Derived.Average => priced == 0 ? null : Math.Round(net / priced, 2, MidpointRounding.AwayFromZero),
            Derived.Refunded => refunded,
            _ when refunded <= 0m => 0m,
            _ => gross <= 0m ? 1m : refunded / gross,
        };
    }

    /// <summary>Whether something lies in a window that ends now.</summary>
    public static bool IsIn(long at, RuleSpan? window, long now) => at <= now && (window is not { } span || now <= span.ReachedBy(at));

    /// <summary>When the first order was placed.</summary>
    public static long? First(RuleSubject subject, long now) => subject.Orders is [var first, ..] && first.At <= now ? first.At : null;

    /// <summary>When the last order known by now was placed.</summary>
    public static long? Last(RuleSubject subject, long now)
    {
        for (var i = subject.Orders.Length - 1; i >= 0; i--)
        {
            if (subject.Orders[i].At <= now)
            {
                return subject.Orders[i].At;
            }
        }

        return null;
    }
}
