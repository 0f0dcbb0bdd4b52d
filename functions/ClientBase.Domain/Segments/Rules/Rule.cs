using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Domain.Segments.Rules.Syntax;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules;

/// <summary>A rule that defines who is in a segment, in the language marketers write: see <see cref="Parse"/>.</summary>
public sealed class Rule
{
    private const int MaxLength = 10_000;

    /// <summary>The rule of an expression.</summary>
    public Rule(RuleNode expression) => Expression = expression;

    /// <summary>What it is made of.</summary>
    public RuleNode Expression { get; }

    /// <summary>What has to be loaded before it can be evaluated.</summary>
    public RuleNeeds Needs => RuleNeeds.Of(Expression);

    /// <summary>Whether time alone can change the answer (apart from facts dated in the future, which become known in time).</summary>
    public bool ChangesWithTime => Needs.Time;

    /// <summary>Reads a rule in English or Russian words, such as <c>orders.count >= 3 and not in segment vip</c>.</summary>
    /// <param name="text">At most 10,000 characters.</param>
    /// <returns>The rule, or where it is wrong and what may have been meant. Never throws, whatever the text.</returns>
    public static RuleResult Parse(string text)
    {
        try
        {
            return text.Length <= MaxLength
                ? new RuleResult(new Rule(Parser.Parse(text)), null)
                : throw RuleErrors.At(
                    MaxLength,
                    text.Length - MaxLength,
                    $"a rule has at most {MaxLength} characters; this one goes on",
                    $"в правиле не больше {MaxLength} знаков; здесь лишнее");
        }
        catch (RuleSyntaxException refused)
        {
            return new RuleResult(null, refused.Error);
        }
    }

    /// <summary>Whether a contact is in, at an instant. Allocates nothing.</summary>
    public bool Matches(RuleSubject subject, DateTimeOffset asOf) => RuleEvaluator.Matches(Expression, subject, asOf.UtcTicks);

    /// <summary>When after <paramref name="now"/> the answer may change first, if nothing new becomes known; null for never.</summary>
    public DateTimeOffset? NextChangeAt(RuleSubject subject, DateTimeOffset now) =>
        NextChange.Of(Expression, subject, now.UtcTicks) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The rule in words: "people whose ...".</summary>
    public LocalText Explain() => Explainer.Explain(Expression);

    /// <summary>The canonical text, English; parsing it gives this rule.</summary>
    public override string ToString() => Printer.Print(Expression, russian: false);

    /// <summary>The canonical text in a language; parsing it gives this rule.</summary>
    /// <param name="language"><c>ru</c> or <c>en</c>.</param>
    public string ToString(string language) => new LocalText(ToString(), Printer.Print(Expression, russian: true)).In(language);
}
