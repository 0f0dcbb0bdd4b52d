using System.Collections.Immutable;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments.Details;

public sealed class ContactDetailsTests
{
    [Fact]
    public void What_is_unpacked_is_what_was_packed()
    {
        var random = new Random(1);
        var all = Enumerable.Range(0, 200).Select(i => Random(random, $"{i:d4}")).ToList();

        var again = DetailsCodec.Unpack(DetailsCodec.Pack(all)).ToList();

        Assert.Equal(all.Select(Line), again.Select(Line));
        Assert.Empty(DetailsCodec.Unpack(DetailsCodec.Empty));
    }

    [Fact]
    public void A_text_is_written_once_for_a_shard()
    {
        var one = new ContactDetails("0001");
        one.SetPerson([Text("city", new string('x', 150))]);
        var two = new ContactDetails("0002");
        two.SetPerson([Text("city", new string('x', 150))]);

        Assert.InRange(DetailsCodec.Pack([one, two]).Length - DetailsCodec.Pack([one]).Length, 1, 20);
    }

    [Fact]
    public void What_was_said_before_keeps_its_time()
    {
        var details = new ContactDetails("a");
        details.SetPerson([Text("city", "Omsk", AsOf - Days(9))]);
        details.SetPerson([Text("city", "Omsk", AsOf), Text("region", "Siberia", AsOf)]);

        Assert.Equal([AsOf - Days(9), AsOf], details.Person.Select(one => one.At));
    }

    [Fact]
    public void A_repeat_of_an_event_is_no_event_and_the_latest_are_kept()
    {
        var details = new ContactDetails("a");
        details.AddEvents([Done("filled form", "news", AsOf), Done("filled form", "news", AsOf)]);
        details.AddEvents([Done("filled form", "news", AsOf)]);
        Assert.Single(details.Events);

        details.AddEvents(Enumerable.Range(1, 600).Select(i => Done("filled form", "news", AsOf - Days(i))));
        Assert.Equal(ContactDetails.MaxEvents, details.Events.Count);
        Assert.Equal(AsOf, details.Events[^1].At);
    }

    [Fact]
    public void A_part_replaces_what_it_said_and_is_gone_when_it_says_nothing()
    {
        var order = Order(Days(5), 10m);
        var tea = order with { Version = order.Version! with { Lines = [new OrderLine("42", null, null, "Tea", 1, 10m)] } };
        var details = new ContactDetails("a");
        details.SetPart(1, PartDetails.Of("shop:1", tea));
        Assert.Equal("42", Assert.Single(details.All).Text);

        details.SetPart(1, PartDetails.Of("shop:1", tea with { Version = tea.Version! with { Counts = false } }));
        Assert.Empty(details.All);
    }

    [Fact]
    public void A_product_of_two_lines_was_bought_once_by_an_order()
    {
        ImmutableArray<OrderLine> lines =
        [
            new("42", "red", null, "Cup", 1, 10m),
            new("42", "blue", null, "Cup", 1, 12m, Discount: 2m),
            new(null, null, null, "Bag", 1, 1m),
        ];
        var order = Order(Days(5), 21m);
        var details = PartDetails.Of("shop:1", order with { Version = order.Version! with { Lines = lines, Discount = 1m } });

        Assert.Equal(
            [("42", "Cup", 12m), ("", "Bag", 1m)],
            details.Where(one => one.Kind == DetailKind.Event).Select(one => (one.Text, one.Also, one.Number)));
        Assert.Equal(3m, details.Single(one => one.Kind == DetailKind.Amount).Number);
    }

    [Fact]
    public void Asking_and_refusing_follow_from_what_lies_beside_the_card()
    {
        var details = new ContactDetails("a");
        details.SetPart(1, [new Detail(DetailKind.Flag, DetailNames.OpenDeal, AsOf)]);
        details.AddEvents([Done(DetailNames.RefusedOffer, "", AsOf - Days(2))]);
        Assert.Equal(ProfileTraits.IsAsking | ProfileTraits.RefusedOffer, details.Decide(ProfileTraits.None));

        details.SetPart(1, []);
        details.AddEvents([Done(DetailNames.AcceptedOffer, "", AsOf - Days(1))]);
        Assert.Equal(ProfileTraits.IsKnown, details.Decide(ProfileTraits.IsKnown | ProfileTraits.IsAsking));
    }

    [Fact]
    public void What_became_known_later_is_passed_over_in_the_past()
    {
        var contact = ContactFacts.Of(Contact("00aa", Days(100), (Days(90), 10m), (Days(5), 20m)));
        var details = new ContactDetails("00aa");
        details.SetPerson([Text("city", "Omsk", AsOf - Days(50))]);

        Assert.Equal((true, false), (Is("city = omsk", 49), Is("city = omsk", 51)));
        Assert.Equal((true, false), (Is("orders.count = 1", 6), Is("orders.count = 1", 5)));

        bool Is(string rule, int daysAgo)
        {
            var rules = new RuleSet([new OwnSegment("x", Rule.Parse(rule).Rule, "")]);
            var decider = new SegmentDecider(Catalogue, rules, ShopKnowledge.None, AsOf - Days(daysAgo), isPast: true);
            decider.See(contact);
            decider.Rank();
            return decider.Own(contact, details, 0, decider.BuiltIn(contact, 0)).Segments.Count > 0;
        }
    }

    private static ContactDetails Random(Random random, string id)
    {
        string[] texts = ["", "Омск", "tea", "q\"|", "\U0001F600", new string('y', 200)];
        decimal[] numbers = [0m, 1m, -2.50m, 0.0000001m, 79_228_162_514_264_337_593_543_950_335m];
        Detail Any() => new Detail((DetailKind)random.Next(7), One(["city", "filled form", "custom.x"]), At()) with
        {
            Text = One(texts),
            Also = One(texts),
            Shop = One(texts),
            Number = numbers[random.Next(numbers.Length)],
        };
        DateTimeOffset At() => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-1_000_000_000_000, 2_000_000_000_000));
        string One(string[] from) => from[random.Next(from.Length)];
        List<Detail> Some() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Any())];

        var details = new ContactDetails(id) { LastSeenAt = random.Next(2) == 0 ? null : AsOf };
        details.SetPerson(Some());
        details.AddEvents(Some());
        details.SetVisits(Some());
        for (var parts = random.Next(4); parts > 0; parts--)
        {
            details.SetPart((ulong)random.NextInt64(), Some());
        }

        return details;
    }

    private static string Line(ContactDetails one) =>
        $"{one.Id} {one.LastSeenAt:O} {string.Join(';', one.Person)} "
        + $"{string.Join(';', one.Parts.Select(part => $"{part.Key}:{string.Join(';', part.Value)}"))} "
        + $"{string.Join(';', one.Events)} {string.Join(';', one.Visits)}";

    private static Detail Text(string field, string value, DateTimeOffset at = default) => new(DetailKind.Text, field, at) { Text = value };

    private static Detail Done(string verb, string what, DateTimeOffset at) => new(DetailKind.Event, verb, at) { Text = what };
}
