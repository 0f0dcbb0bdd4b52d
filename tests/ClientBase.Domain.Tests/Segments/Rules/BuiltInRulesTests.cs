using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;
using static ClientBase.Domain.Tests.Segments.Customers;
using static ClientBase.Domain.Tests.Segments.Rules.GrammarTests;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class BuiltInRulesTests
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["potential"] = "orders.count = 0",
        ["working"] = "orders.count = 1",
        ["active"] = "orders.count within 180 days >= 2 and orders.first older than 30 days",
        ["regular"] = "orders.count > 3",
        ["dead"] = "orders.last at least 365 days ago or orders.count = 0 and firstSeen at least 365 days ago",
        ["vip"] = "orders.total in top 5 % and orders.count >= 2",
        ["trusted"] = "orders.first at least 365 days ago and orders.count >= 4 and orders.last within 180 days and orders.returned < 20 %",
        ["key"] = "in segment trusted or in segment vip",
        ["rfm-hibernating"] = "rfm.r in 1..2 and rfm.f in 1..2",
        ["rfm-at_risk"] = "rfm.r in 1..2 and rfm.f in 3..4",
        ["rfm-cant_lose"] = "rfm.r in 1..2 and rfm.f = 5",
        ["rfm-about_to_sleep"] = "rfm.r = 3 and rfm.f in 1..2",
        ["rfm-need_attention"] = "rfm.r = 3 and rfm.f = 3",
        ["rfm-loyal_customers"] = "rfm.r in 3..4 and rfm.f in 4..5",
        ["rfm-promising"] = "rfm.r = 4 and rfm.f = 1",
        ["rfm-new_customers"] = "rfm.r = 5 and rfm.f = 1",
        ["rfm-potential_loyalists"] = "rfm.r in 4..5 and rfm.f in 2..3",
        ["rfm-champions"] = "rfm.r = 5 and rfm.f in 4..5",
    };

    [Fact]
    public void Built_in_segments_written_as_rules_have_the_same_members()
    {
        var rules = Texts.ToDictionary(pair => pair.Key, pair => Parsed(pair.Value));
        var order = SegmentGraph.Of(rules).Order;
        Assert.Superset(Texts.Keys.ToHashSet(), Catalogue.All.Select(segment => segment.Id).ToHashSet());

        var met = new HashSet<string>();
        for (var seed = 0; seed < 40; seed++)
        {
            var people = People(new Random(seed));
            var facts = people.Select(Facts).ToList();
            var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
            var ranked = facts.Where(one => one.Orders > 0).OrderByDescending(one => one.Total).ThenBy(one => one.ContactId, StringComparer.Ordinal).Select(one => one.ContactId).ToList();
            foreach (var person in people)
            {
                var expected = Catalogue.Assign(Facts(person), cuts, AsOf);
                Assert.Equal(expected.SegmentIds, Members(person, ranked, expected.Rfm, rules, order));
                met.UnionWith(expected.SegmentIds);
            }
        }

        Assert.Equal(Texts.Keys.Order(StringComparer.Ordinal), met.Order(StringComparer.Ordinal));
    }

    private static List<string> Members(Contact person, List<string> ranked, RfmScore? rfm, Dictionary<string, Rule> rules, IReadOnlyList<string> order)
    {
        var builder = RuleSubjectBuilder.From(person);
        if (rfm is { } digits)
        {
            builder.Rank("orders.total", ranked.IndexOf(person.Id) + 1, ranked.Count).Number("rfm.r", digits.R).Number("rfm.f", digits.F).Number("rfm.m", digits.M);
        }

        var members = new List<string>();
        foreach (var id in order)
        {
            if (rules[id].Matches(builder.Build(), AsOf))
            {
                members.Add(id);
                builder.Segment(id);
            }
        }

        return [.. members.Order(StringComparer.Ordinal)];
    }

    // Days on and beside the thresholds, few different totals: borders and ties are the rule.
    private static List<Contact> People(Random random)
    {
        TimeSpan[] ages = [Days(0), Days(5), Days(30), Days(30.5), Days(179), Days(180), Days(180.01), Days(300), Days(364.9), Days(365), Days(400), Days(-1)];
        return [.. Enumerable.Range(0, random.Next(1, 60)).Select(i =>
        {
            var orders = Enumerable.Range(0, random.Next(0, 7)).Select(_ => (ages[random.Next(ages.Length)], random.Next(0, 5) * 25m)).ToArray();
            var contact = Contact($"id{(i * 37) % 61:d2}", ages[random.Next(ages.Length - 1)], orders);
            return orders.Length > 0 && random.Next(3) == 0 ? contact.WithRefund(random.Next(orders.Length), random.Next(1, 5) * 5m) : contact;
        })];
    }
}
