using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;
using static ClientBase.Domain.Tests.Segments.Customers;
using static ClientBase.Domain.Tests.Segments.Rules.GrammarTests;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class BuiltInRulesTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Built_in_segments_written_as_rules_have_the_same_members()
    {
        var rules = Catalogue.All.ToDictionary(segment => segment.Id, segment => Parsed(segment.Rule));
        var order = SegmentGraph.Of(rules).Order;

        var met = new HashSet<string>();
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var people = People(random);
            var facts = people.Select(person => WithMarks(Facts(person), random)).ToList();
            var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
            var ranked = facts.Where(one => one.Orders > 0)
                .OrderByDescending(one => one.Total)
                .ThenBy(one => one.ContactId, StringComparer.Ordinal)
                .Select(one => one.ContactId)
                .ToList();
            foreach (var (person, known) in people.Zip(facts))
            {
                var expected = Catalogue.Assign(known, cuts, AsOf);
                Assert.Equal(expected.SegmentIds, Members(person, ranked, cuts.Place(known, AsOf), rules, order));
                met.UnionWith(expected.SegmentIds);
            }
        }

        Assert.Equal(Catalogue.All.Select(segment => segment.Id).Order(StringComparer.Ordinal), met.Order(StringComparer.Ordinal));
    }

    private static List<string> Members(
        Contact person, List<string> ranked, Customer customer, Dictionary<string, Rule> rules, IReadOnlyList<string> order)
    {
        var builder = RuleSubjectBuilder.From(person).Scores(customer, Catalogue);
        if (customer.Facts.Orders > 0)
        {
            builder.Rank("orders.total", ranked.IndexOf(person.Id) + 1, ranked.Count);
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

    // Days on and near the thresholds and few different totals, so that values on a border and ties are common.
    private static List<Contact> People(Random random)
    {
        TimeSpan[] ages =
        [
            Days(0), Days(5), Days(30), Days(30.5), Days(179), Days(180),
            Days(180.01), Days(300), Days(364.9), Days(365), Days(400), Days(-1),
        ];
        return [.. Enumerable.Range(0, random.Next(1, 60)).Select(i =>
        {
            // One in four buys every month or every other month, now or long ago.
            var (step, ago) = (30 * random.Next(1, 3), random.Next(5) == 0 ? 400 : -15);
            var check = new[] { 2m, 30m, 90m, 400m }[random.Next(4)];
            var orders = random.Next(20) == 0
                ? [.. Enumerable.Range(1, 10).Select(week => (Days(7 * week), check))]
                : random.Next(4) == 0
                ? Enumerable.Range(1, 5).Select(month => (Days((step * month) + ago), check)).ToArray()
                : [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => (ages[random.Next(ages.Length)], random.Next(0, 5) * 25m))];
            var contact = Profile(Contact($"id{(i * 37) % 61:d2}", ages[random.Next(ages.Length - 1)], orders), random);
            return orders.Length > 0 && random.Next(3) == 0
                ? contact.WithRefund(random.Next(orders.Length), random.Next(1, 5) * 5m)
                : contact;
        })];
    }

    private static Contact Profile(Contact contact, Random random)
    {
        var says = new CaptureBuilder("capture-1", "form:news", "form", AsOf - Days(1))
            .Field(ContactFields.Company, random.Next(3) == 0 ? "Ромашка" : null)
            .Field(ContactFields.DecisionMaker, random.Next(6) == 0 ? "Анна" : null)
            .Field(ContactFields.BirthDate, random.Next(2) == 0 ? $"{random.Next(1910, 2015)}-03-{random.Next(1, 15):d2}" : null)
            .Field(ContactFields.Sex, new[] { "m", "f", null }[random.Next(3)])
            .Field("custom.preferredChannel", new[] { "email", "sms", "telegram", "push", null }[random.Next(5)]);
        foreach (var purpose in new[] { ConsentPurpose.Marketing, ConsentPurpose.Offers }.Where(_ => random.Next(2) == 0))
        {
            says.Consent(purpose, "email", "a@example.com", granted: random.Next(2) == 0);
        }

        return contact with { Fields = says.Build().Says.Fields, Consents = says.Build().Says.Consents };
    }

    private static CustomerFacts WithMarks(CustomerFacts facts, Random random)
    {
        var marks = random.Next(8) switch
        {
            0 => ProfileTraits.MarkedVip,
            1 => ProfileTraits.MarkedKey,
            2 => ProfileTraits.IsAsking,
            _ => ProfileTraits.None,
        };
        return facts with { Profile = facts.Profile with { Traits = facts.Profile.Traits | marks } };
    }
}
