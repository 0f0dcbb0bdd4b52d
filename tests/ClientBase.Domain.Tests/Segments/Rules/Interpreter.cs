using System.Globalization;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Tests.Segments.Rules;

/// <summary>Evaluates rules the naive way, from plain dictionaries and dates.</summary>
internal static class Interpreter
{
    public static bool Is(RuleNode node, Person person, DateTimeOffset now) => node switch
    {
        Group group => group.All ? group.Terms.All(term => Is(term, person, now)) : group.Terms.Any(term => Is(term, person, now)),
        Negation negation => !Is(negation.Term, person, now),
        InSegment segment => person.Segments.Contains(segment.Id),
        Happened happened => Times(happened, person, now) >= happened.Times,
        Condition { Test: InTop top } condition => person.Ranks.TryGetValue(condition.Field.Name, out var rank)
            && rank.Position <= (int)Math.Ceiling(top.Share * rank.Count),
        Condition { Test: IsYes } condition => person.Flags.Contains(condition.Field.Name),
        Condition { Test: Compare { Op: Comparison.NotEqual } not } condition =>
            !Holds(new Compare(Comparison.Equal, not.Value), Values(condition, person, now), now),
        Condition condition => Holds(condition.Test, Values(condition, person, now), now),
        _ => true,
    };

    private static int Times(Happened happened, Person person, DateTimeOffset now) =>
        happened.Verb.Name == "ordered"
            ? person.Orders.Count(order => Recent(order.At, happened.Window, now))
            : person.Events.Count(one => one.Verb == happened.Verb.Name
                && Recent(one.At, happened.Window, now)
                && (happened.What is null || Same(one.What, happened.What.Text)));

    // Whatever is known: strings, decimals, instants, dates of birth.
    private static List<object> Values(Condition condition, Person person, DateTimeOffset now)
    {
        var name = condition.Field.Name;
        var orders = person.Orders.Where(order => Recent(order.At, condition.Window, now)).ToList();
        var priced = orders.Where(order => order.Gross is not null).ToList();
        var nets = priced.ConvertAll(order => Math.Max(0m, order.Gross!.Value - order.Refunded));
        var refunded = priced.Sum(order => order.Refunded);
        return name switch
        {
            "orders.count" => [(decimal)orders.Count],
            "orders.total" => [nets.Sum()],
            "orders.average" when nets.Count == 0 => [],
            "orders.average" => [Math.Round(nets.Average(), 2, MidpointRounding.AwayFromZero)],
            "orders.refunded" => [refunded],
            "orders.returned" when refunded == 0m => [0m],
            "orders.returned" => [priced.Sum(order => order.Gross!.Value) is var gross && gross == 0m ? 1m : refunded / gross],
            "orders.discount" => [person.Discounts.Where(one => Recent(one.At, condition.Window, now)).Sum(one => one.Amount)],
            "orders.first" => orders.Count == 0 ? [] : [orders.Min(order => order.At)],
            "orders.last" => orders.Count == 0 ? [] : [orders.Max(order => order.At)],
            "birthday" => person.Born is { } born ? [born] : [],
            "age" => person.Born is { } born && Day(now) >= born ? [(decimal)Age(born, Day(now))] : [],
            "custom.size" => Custom(person.Size),
            _ when person.Texts.TryGetValue(name, out var texts) => [.. texts],
            _ when person.Numbers.TryGetValue(name, out var number) => [number],
            _ when person.Instants.TryGetValue(name, out var instant) => [instant],
            _ => [],
        };
    }

    private static List<object> Custom(string? value)
    {
        if (value is null)
        {
            return [];
        }

        if (value.Length == 10)
        {
            return [value, new DateTimeOffset(DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeSpan.Zero)];
        }

        return value.All(char.IsAsciiDigit) ? [value, decimal.Parse(value, CultureInfo.InvariantCulture)] : [value];
    }

    private static int Age(DateOnly born, DateOnly today) =>
        Enumerable.Range(1, 200).TakeWhile(years => born.AddYears(years) <= today).Count();

    private static bool Holds(RuleTest test, List<object> values, DateTimeOffset now) => test switch
    {
        IsKnown known => values.Count > 0 == known.Known,
        OneOf oneOf => oneOf.Values.Any(value => Holds(new Compare(Comparison.Equal, value), values, now)),
        _ => values.Any(value => Holds(test, value, now)),
    };

    private static bool Holds(RuleTest test, object value, DateTimeOffset now) => (test, value) switch
    {
        (Compare { Value: TextValue text }, string known) => Same(known, text.Text),
        (Compare { Value: ChoiceValue choice }, string known) => Same(known, choice.Name),
        (HasText has, string known) => has.Part switch
        {
            TextPart.Start => Plain(known).StartsWith(Plain(has.Value.Text), StringComparison.Ordinal),
            TextPart.End => Plain(known).EndsWith(Plain(has.Value.Text), StringComparison.Ordinal),
            _ => Plain(known).Contains(Plain(has.Value.Text), StringComparison.Ordinal),
        },
        (Compare { Value: NumberValue or ShareValue } compare, decimal number) =>
            Holds(compare.Op, number.CompareTo(Amount(compare.Value))),
        (Between { Low: DateValue low, High: DateValue high }, DateTimeOffset at) => Day(at) >= low.Day && Day(at) <= high.Day,
        (Between { Low: NumberValue or ShareValue } between, decimal number) =>
            number >= Amount(between.Low) && number <= Amount(between.High),
        (Ago { Kind: AgoKind.OlderThan } ago, DateTimeOffset at) => Later(at, ago.Span) < now,
        (Ago { Kind: AgoKind.AtLeast } ago, DateTimeOffset at) => Later(at, ago.Span) <= now,
        (Ago ago, DateTimeOffset at) => Recent(at, ago.Span, now),
        (Dated dated, DateTimeOffset at) => Day(at).CompareTo(dated.Day) is var side && dated.Side switch
        {
            DateSide.Before => side < 0,
            DateSide.After => side > 0,
            DateSide.On => side == 0,
            _ => side >= 0,
        },
        (Upcoming upcoming, DateTimeOffset at) => at >= now && at <= now.AddDays(upcoming.Days),
        (Upcoming upcoming, DateOnly born) =>
            Enumerable.Range(0, upcoming.Days + 1).Any(ahead => IsBirthday(born, Day(now).AddDays(ahead))),
        _ => false,
    };

    private static bool Holds(Comparison comparison, int sign) => comparison switch
    {
        Comparison.Equal => sign == 0,
        Comparison.Less => sign < 0,
        Comparison.LessOrEqual => sign <= 0,
        Comparison.Greater => sign > 0,
        _ => sign >= 0,
    };

    private static bool IsBirthday(DateOnly born, DateOnly day)
    {
        var isKeptOn28th = born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(day.Year);
        return day >= born && (day.Day, day.Month) == (isKeptOn28th ? 28 : born.Day, born.Month);
    }

    private static bool Recent(DateTimeOffset at, RuleSpan? window, DateTimeOffset now) =>
        at <= now && (window is not { } span || Later(at, span) >= now);

    private static DateTimeOffset Later(DateTimeOffset at, RuleSpan span) => span.Unit switch
    {
        RuleUnit.Hours => at.AddHours(span.Count),
        RuleUnit.Days => at.AddDays(span.Count),
        RuleUnit.Weeks => at.AddDays(7 * span.Count),
        RuleUnit.Months => at.AddMonths(span.Count),
        _ => at.AddYears(span.Count),
    };

    private static decimal Amount(RuleValue value) => value is NumberValue number ? number.Number : ((ShareValue)value).Share;

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static bool Same(string a, string b) => Plain(a) == Plain(b);

    private static string Plain(string text) => new([.. text.Trim().Select(char.ToLowerInvariant).Select(c => c == 'ё' ? 'е' : c)]);
}
