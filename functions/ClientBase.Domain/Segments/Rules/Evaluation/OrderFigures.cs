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

    /// <summary>What the orders of a window were reduced by.</summary>
    public static decimal Discount(RuleSubject subject, RuleSpan? window, long now)
    {
        var sum = 0m;
        foreach (var discount in subject.Discounts)
        {
            sum += IsIn(discount.At, window, now) ? discount.Amount : 0m;
        }

        return sum;
    }

    /// <summary>The highest price of one thing bought in a window; null when none is known.</summary>
    public static decimal? Price(RuleSubject subject, RuleSpan? window, long now)
    {
        decimal? highest = null;
        foreach (var fact in subject.Events)
        {
            if (fact.Price is { } price && IsIn(fact.At, window, now))
            {
                highest = highest > price ? highest : price;
            }
        }

        return highest;
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
