using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>Evaluates a rule for one contact at one instant. Allocates nothing.</summary>
internal static class RuleEvaluator
{
    /// <summary>Whether the contact is in; <paramref name="now"/> in UTC ticks.</summary>
    public static bool Matches(RuleNode node, RuleSubject subject, long now) => node switch
    {
        Group group => Matches(group, subject, now),
        Negation not => !Matches(not.Term, subject, now),
        InSegment segment => subject.Segments.Contains(segment.Id),
        Happened happened => Matches(happened, subject, now),
        Condition condition => Matches(condition, subject, now),
        _ => true,
    };

    /// <summary>The value of an instant field; null when it is not known yet.</summary>
    internal static long? Instant(RuleField field, RuleSubject subject, long now) => field.Derived switch
    {
        Derived.First => OrderFigures.First(subject, now),
        Derived.Last => OrderFigures.Last(subject, now),
        _ when field.Type == FieldType.Custom => subject.Custom.TryGetValue(field.Name, out var custom) ? custom.Day : null,
        _ => subject.Instants[field.Slot],
    };

    private static bool Matches(Group group, RuleSubject subject, long now)
    {
        for (var i = 0; i < group.Terms.Count; i++)
        {
            if (Matches(group.Terms[i], subject, now) != group.All)
            {
                return !group.All;
            }
        }

        return group.All;
    }

    private static bool Matches(Happened happened, RuleSubject subject, long now)
    {
        var times = 0;
        if (happened.Verb.Equals(EventVerb.Ordered))
        {
            foreach (var order in subject.Orders)
            {
                times += OrderFigures.IsIn(order.At, happened.Window, now) ? 1 : 0;
            }

            return times >= happened.Times;
        }

        foreach (var fact in subject.Events)
        {
            times += fact.Verb == happened.Verb.Name
                && (happened.What is null || fact.IsTo(happened.What.Folded))
                && OrderFigures.IsIn(fact.At, happened.Window, now) ? 1 : 0;
        }

        return times >= happened.Times;
    }

    private static bool Matches(Condition condition, RuleSubject subject, long now)
    {
        var field = condition.Field;
        return condition.Test switch
        {
            IsYes => subject.Flags[field.Slot],
            IsKnown known => IsKnown(field, condition.Window, subject, now) == known.Known,
            Compare { Op: Comparison.NotEqual } compare => !Equals(condition, compare.Value, subject, now),
            Compare { Op: Comparison.Equal } compare => Equals(condition, compare.Value, subject, now),
            Compare compare => Compares(compare.Op, Number(condition, subject, now), Amount(compare.Value)),
            OneOf oneOf => IsOneOf(condition, oneOf, subject, now),
            Between { Low: DateValue low, High: DateValue high } =>
                Instant(field, subject, now) is { } at && at >= Start(low.Day) && at < End(high.Day),
            Between between => Number(condition, subject, now) is { } number
                && number >= Amount(between.Low)
                && number <= Amount(between.High),
            HasText has => HasText(field, has, subject),
            Ago ago => Instant(field, subject, now) is { } at && Matches(ago, at, now),
            Dated dated => Instant(field, subject, now) is { } at && Matches(dated, at),
            InTop top => subject.Ranks[field.Slot] is { } rank && rank.Position - 1 < top.Share * rank.Count,
            Upcoming upcoming when field.Type != FieldType.Birthday => Instant(field, subject, now) is { } at
                && at >= now
                && at - now <= upcoming.Days * TimeSpan.TicksPerDay,
            Upcoming upcoming => subject.Birthday is { } born
                && Birthdays.Next(born, Day(now)) is { } next
                && next.DayNumber - Day(now).DayNumber <= upcoming.Days,
            _ => false,
        };
    }

    private static bool Matches(Ago ago, long at, long now) => ago.Kind switch
    {
        AgoKind.OlderThan => now > ago.Span.ReachedBy(at),
        AgoKind.AtLeast => now >= ago.Span.ReachedBy(at),
        _ => at <= now && now <= ago.Span.ReachedBy(at),
    };

    private static bool Matches(Dated dated, long at) => dated.Side switch
    {
        DateSide.Before => at < Start(dated.Day),
        DateSide.After => at >= End(dated.Day),
        DateSide.On => at >= Start(dated.Day) && at < End(dated.Day),
        _ => at >= Start(dated.Day),
    };

    private static bool IsKnown(RuleField field, RuleSpan? window, RuleSubject subject, long now) => field.Type switch
    {
        FieldType.Text or FieldType.Choice => subject.Texts[field.Slot] is not null,
        FieldType.Custom => subject.Custom.ContainsKey(field.Name),
        FieldType.Birthday => subject.Birthday is not null,
        FieldType.Instant => Instant(field, subject, now) is not null,
        _ => Number(field, window, subject, now) is not null,
    };

    private static bool IsOneOf(Condition condition, OneOf oneOf, RuleSubject subject, long now)
    {
        for (var i = 0; i < oneOf.Values.Count; i++)
        {
            if (Equals(condition, oneOf.Values[i], subject, now))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Equals(Condition condition, RuleValue value, RuleSubject subject, long now) => value switch
    {
        TextValue text => HasText(condition.Field, null, text.Folded, subject),
        ChoiceValue choice => HasText(condition.Field, null, choice.Folded, subject),
        DateValue date => Instant(condition.Field, subject, now) is { } at && at >= Start(date.Day) && at < End(date.Day),
        _ => Number(condition, subject, now) == Amount(value),
    };

    private static bool HasText(RuleField field, HasText test, RuleSubject subject) =>
        HasText(field, test.Part, test.Value.Folded, subject);

    private static bool HasText(RuleField field, TextPart? part, string wanted, RuleSubject subject)
    {
        if (field.Type == FieldType.Custom)
        {
            return subject.Custom.TryGetValue(field.Name, out var custom) && Fits(custom.Folded, part, wanted);
        }

        foreach (var text in subject.Texts[field.Slot] ?? [])
        {
            if (Fits(text, part, wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(string text, TextPart? part, string wanted) => part switch
    {
        TextPart.Anywhere => text.Contains(wanted, StringComparison.Ordinal),
        TextPart.Start => text.StartsWith(wanted, StringComparison.Ordinal),
        TextPart.End => text.EndsWith(wanted, StringComparison.Ordinal),
        _ => string.Equals(text, wanted, StringComparison.Ordinal),
    };

    private static bool Compares(Comparison op, decimal? left, decimal right) => op switch
    {
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        Comparison.Greater => left > right,
        _ => left >= right,
    };

    private static decimal? Number(Condition condition, RuleSubject subject, long now) =>
        Number(condition.Field, condition.Window, subject, now);

    internal static decimal? Number(RuleField field, RuleSpan? window, RuleSubject subject, long now) => field.Derived switch
    {
        Derived.No when field.Type == FieldType.Custom => subject.Custom.TryGetValue(field.Name, out var custom) ? custom.Number : null,
        Derived.No => subject.Numbers[field.Slot],
        Derived.Discount => OrderFigures.Discount(subject, window, now),
        Derived.Price => OrderFigures.Price(subject, window, now),
        Derived.Age => subject.Birthday is { } born ? Birthdays.Age(born, Day(now)) : null,
        _ => OrderFigures.Of(field.Derived, subject, window, now),
    };

    private static decimal Amount(RuleValue value) => value is NumberValue number ? number.Number : ((ShareValue)value).Share;

    private static long Start(DateOnly day) => day.DayNumber * TimeSpan.TicksPerDay;

    private static long End(DateOnly day) => Start(day) + TimeSpan.TicksPerDay;

    private static DateOnly Day(long ticks) => DateOnly.FromDayNumber((int)(ticks / TimeSpan.TicksPerDay));
}
