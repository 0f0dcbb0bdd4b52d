using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>Finds the next instant at which time alone could change an answer: the nearest border of any condition.</summary>
/// <remarks>Until then the answer stays. At that instant it may still be the same, because each condition is checked alone.</remarks>
internal struct NextChange(RuleSubject subject, long now)
{
    private long _next = long.MaxValue;

    /// <summary>The nearest border after now, in UTC ticks; null when there is none.</summary>
    public static long? Of(RuleNode node, RuleSubject subject, long now)
    {
        var search = new NextChange(subject, now);
        search.Visit(node);
        return search._next >= DateTime.MaxValue.Ticks ? null : search._next;
    }

    private void Visit(RuleNode node)
    {
        switch (node)
        {
            case Group group:
                for (var i = 0; i < group.Terms.Count; i++)
                {
                    Visit(group.Terms[i]);
                }

                break;
            case Negation not:
                Visit(not.Term);
                break;
            case Happened happened when happened.Verb.Equals(EventVerb.Ordered):
                VisitOrders(happened.Window);
                break;
            case Happened happened:
                foreach (var fact in subject.Events)
                {
                    if (fact.Verb == happened.Verb.Name)
                    {
                        Window(fact.At, happened.Window);
                    }
                }

                break;
            case Condition condition:
                Visit(condition);
                break;
        }
    }

    private void Visit(Condition condition)
    {
        var field = condition.Field;
        if (field.Derived == Derived.Age || (condition.Test is Upcoming && field.Type == FieldType.Birthday))
        {
            Birthday((condition.Test as Upcoming)?.Days);
        }
        else if (field.Derived == Derived.Discount)
        {
            foreach (var discount in subject.Discounts)
            {
                Window(discount.At, condition.Window);
            }
        }
        else if (field.Derived == Derived.Price)
        {
            foreach (var fact in subject.Events)
            {
                if (fact.Price is not null)
                {
                    Window(fact.At, condition.Window);
                }
            }
        }
        else if (field.Derived != Derived.No && condition.Test is not InTop)
        {
            VisitOrders(condition.Window);
        }

        if (field.Name.StartsWith("loyalty.", StringComparison.Ordinal) && subject.PointsChangeAt is { } turn)
        {
            Border(turn);
        }

        if (condition.Test is Upcoming coming && field.Type == FieldType.Instant
            && RuleEvaluator.Instant(field, subject, now) is { } ahead)
        {
            Border(ahead - (coming.Days * TimeSpan.TicksPerDay));
            Border(ahead + 1);
        }

        if (condition.Test is Ago ago && RuleEvaluator.Instant(field, subject, now) is { } at)
        {
            Window(at, ago.Span);
            Border(ago.Span.ReachedBy(at));
        }
    }

    private void VisitOrders(RuleSpan? window)
    {
        foreach (var order in subject.Orders)
        {
            Window(order.At, window);
        }
    }

    // A fact dated in the future becomes known at its time. A fact in a window leaves it one tick after its last instant in it.
    private void Window(long at, RuleSpan? window)
    {
        Border(at);
        if (window is { } span)
        {
            Border(span.ReachedBy(at) + 1);
        }
    }

    private void Birthday(int? daysAhead)
    {
        var today = DateOnly.FromDayNumber((int)(now / TimeSpan.TicksPerDay));
        if (subject.Birthday is not { } born || Birthdays.Next(born, today) is not { } next)
        {
            return;
        }

        // For this birthday and the next: the day itself (the age changes), the day after it, and the day it comes near enough.
        var dayAfter = next.DayNumber < DateOnly.MaxValue.DayNumber ? next.AddDays(1) : next;
        foreach (var birthday in (ReadOnlySpan<DateOnly?>)[next, Birthdays.Next(born, dayAfter)])
        {
            if (birthday is { } day)
            {
                Border(day.DayNumber * TimeSpan.TicksPerDay);
                Border((day.DayNumber + 1) * TimeSpan.TicksPerDay);
                Border((day.DayNumber - (daysAhead ?? 0)) * TimeSpan.TicksPerDay);
            }
        }
    }

    private void Border(long at)
    {
        if (at > now && at < _next)
        {
            _next = at;
        }
    }
}
