using System.Text;
using ClientBase.Domain.Segments.Rules;
using static ClientBase.Domain.Tests.Segments.Rules.GrammarTests;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class RoundTripTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void A_hundred_thousand_random_rules_are_read_as_they_were_written()
    {
        var random = new Random(20260301);
        var rules = new RandomRules(random);
        for (var i = 0; i < 100_000; i++)
        {
            var rule = new Rule(rules.Node(depth: 4));
            var text = rule.ToString();
            if (text.Length > 9_000)
            {
                continue;
            }

            var read = Parsed(text);
            Assert.True(rule.Expression.Equals(read.Expression), text);
            Assert.Equal(text, read.ToString());
        }
    }

    [Fact]
    public void Russian_rules_are_read_as_they_were_written()
    {
        var rules = new RandomRules(new Random(7));
        for (var i = 0; i < 10_000; i++)
        {
            var rule = new Rule(rules.Node(depth: 2));
            Assert.True(rule.Expression.Equals(Parsed(rule.ToString("ru")).Expression), rule.ToString("ru"));
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Mutilated_rules_are_read_or_refused_at_a_place_of_theirs()
    {
        var random = new Random(5);
        var rules = new RandomRules(random);
        const string Pieces = "()\"«»\\.,%<>=!-0123456789 \n\0abя\uD800\uDC00\uFFFFнеandorin_";
        for (var i = 0; i < 30_000; i++)
        {
            var text = new StringBuilder(new Rule(rules.Node(random.Next(3))).ToString(random.Next(2) == 0 ? "en" : "ru"));
            for (var edits = random.Next(1, 6); edits > 0 && text.Length > 0; edits--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at)),
                    1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                    _ => text.Insert(at, text.ToString(at, Math.Min(10, text.Length - at))),
                };
            }

            AnswersWell(text.ToString());
        }
    }

    [Fact]
    public void Any_characters_are_read_or_refused_at_a_place_of_theirs()
    {
        var random = new Random(6);
        for (var i = 0; i < 30_000; i++)
        {
            var text = new char[random.Next(40)];
            for (var k = 0; k < text.Length; k++)
            {
                text[k] = (char)random.Next(random.Next(2) == 0 ? 128 : 65_536);
            }

            AnswersWell(new string(text));
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    [InlineData("not (")]
    public void Deep_nesting_is_refused_in_words(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 1_500));

        Assert.Contains("nest deeper than 64", Rule.Parse(text).Error!.Message.En, StringComparison.Ordinal);
        Assert.Null(Rule.Parse(new string('(', 60) + "called" + new string(')', 60)).Error);
    }

    [Fact]
    public void Length_is_bounded()
    {
        Assert.Contains("at most 10000 characters", ErrorOf(new string('(', 10_001)), StringComparison.Ordinal);
        Assert.Contains("at most 200 characters", ErrorOf($"city = \"{new string('x', 201)}\""), StringComparison.Ordinal);
        var tooLong = string.Join(',', Enumerable.Range(0, 501));
        Assert.Contains("at most 500 items", ErrorOf($"orders.count in ({tooLong})"), StringComparison.Ordinal);
        Assert.Null(Rule.Parse(string.Join(" and ", Enumerable.Repeat("called", 900))).Error);

        static string ErrorOf(string rule) => Rule.Parse(rule).Error!.Message.En;
    }

    private static void AnswersWell(string text)
    {
        var result = Rule.Parse(text);
        if (result.Rule is { } rule)
        {
            Assert.Equal(rule.Expression, Parsed(rule.ToString()).Expression);
            Assert.NotEmpty(rule.Explain().Ru);
            return;
        }

        var error = result.Error!;
        Assert.InRange(error.Position, 0, text.Length);
        Assert.InRange(error.Length, 0, text.Length - error.Position);
        Assert.NotEmpty(error.Show(text));
    }
}
