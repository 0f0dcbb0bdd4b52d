using ClientBase.Domain.Segments.Rules;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class EvaluationLawTests
{
    [Fact]
    public void Rules_answer_as_a_naive_interpreter_does()
    {
        var random = new Random(11);
        var rules = new RandomRules(random);
        var yes = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var person = Person.Random(random, AsOf);
            var subject = person.Subject();
            for (var k = 0; k < 20; k++)
            {
                var rule = new Rule(rules.Node(random.Next(3)));
                var expected = Interpreter.Is(rule.Expression, person, AsOf);
                Assert.True(expected == rule.Matches(subject, AsOf), $"{expected}: {rule}");
                yes += expected ? 1 : 0;
            }
        }

        Assert.InRange(yes, 8_000, 32_000);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Nothing_changes_before_the_next_change()
    {
        var random = new Random(12);
        var rules = new RandomRules(random);
        var (never, changed) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var subject = Person.Random(random, AsOf).Subject();
            var rule = new Rule(rules.Node(random.Next(3)));
            var now = rule.Matches(subject, AsOf);
            var next = rule.NextChangeAt(subject, AsOf);
            var until = next ?? AsOf.AddYears(150);
            Assert.True(until > AsOf);
            for (var k = 0; k < 5; k++)
            {
                var at = k == 0 ? until.AddTicks(-1) : AsOf.AddTicks(random.NextInt64((until - AsOf).Ticks));
                Assert.True(now == rule.Matches(subject, at), $"{rule} at {at:O}, next {next:O}");
            }

            never += next is null ? 1 : 0;
            changed += next is { } border && rule.Matches(subject, border) != now ? 1 : 0;
        }

        Assert.InRange(never, 200, 19_800);
        Assert.InRange(changed, 200, 19_800);
    }

    [Fact]
    public void A_rule_that_time_does_not_change_waits_only_for_facts_dated_ahead()
    {
        var random = new Random(13);
        var rules = new RandomRules(random);
        var late = AsOf.AddDays(60);
        for (var i = 0; i < 5_000; i++)
        {
            var rule = new Rule(rules.Node(2));
            if (!rule.ChangesWithTime)
            {
                Assert.Null(rule.NextChangeAt(Person.Random(random, AsOf).Subject(), late));
            }
        }
    }
}
