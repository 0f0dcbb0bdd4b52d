using System.Globalization;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>A part of a rule that has to hold, and how it stands with somebody.</summary>
/// <param name="Clause">The part, in its canonical text.</param>
/// <param name="Value">What is known of what it asks; null when nothing is, or when it asks several things.</param>
/// <param name="Holds">Whether it holds; null when it asks for the place among all, which one person's card does not tell.</param>
public sealed record RuleClause(string Clause, string? Value, bool? Holds)
{
    /// <summary>The clauses of a rule, each of which has to hold.</summary>
    public static IReadOnlyList<RuleClause> Of(Rule rule, RuleSubject subject, DateTimeOffset asOf)
    {
        var terms = rule.Expression is Group { All: true } group ? group.Terms.AsEnumerable() : [rule.Expression];
        return
        [
            .. terms.Select(term => new RuleClause(
                Printer.Print(term, russian: false),
                ValueOf(term, subject, asOf.UtcTicks),
                IsRanked(term) ? null : RuleEvaluator.Matches(term, subject, asOf.UtcTicks))),
        ];
    }

    private static bool IsRanked(RuleNode node) => RuleNeeds.Of(node).Ranks.Count > 0;

    private static string? ValueOf(RuleNode node, RuleSubject subject, long now) => node switch
    {
        Negation { Term: not Group } not => ValueOf(not.Term, subject, now),
        InSegment segment => subject.Segments.Contains(segment.Id) ? "in" : "not in",
        Condition condition => ValueOf(condition, subject, now),
        _ => null,
    };

    private static string? ValueOf(Condition condition, RuleSubject subject, long now)
    {
        var field = condition.Field;
        return field.Type switch
        {
            FieldType.Flag => subject.Flags[field.Slot] ? "yes" : "no",
            FieldType.Text or FieldType.Choice => subject.Texts[field.Slot] is { } texts ? string.Join(", ", texts) : null,
            FieldType.Custom => subject.Custom.TryGetValue(field.Name, out var custom) ? custom.Folded : null,
            FieldType.Birthday => subject.Birthday is { } born ? BirthDates.ToKept(born) : null,
            FieldType.Instant => RuleEvaluator.Instant(field, subject, now) is { } at
                ? new DateTime(at, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                : null,
            _ => RuleEvaluator.Number(field, condition.Window, subject, now) is { } number
                ? field.Type == FieldType.Share ? Printer.Percent(number) : Printer.Number(number)
                : null,
        };
    }
}
