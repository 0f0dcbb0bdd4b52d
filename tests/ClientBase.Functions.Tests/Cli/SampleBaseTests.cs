using System.Text.RegularExpressions;
using ClientBase.Cli.Demo;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.People;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Families;
using ClientBase.Domain.Segments.Ranking;

namespace ClientBase.Functions.Tests.Cli;

public sealed partial class SampleBaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SampleBase Sample = SampleBase.Create(Now);

    [Fact]
    public void The_same_instant_makes_the_same_base()
    {
        var again = SampleBase.Create(Now);

        Assert.Equal(Sample.People, again.People);
        Assert.Equal(Sample.Posts.Select(Text), again.Posts.Select(Text));
        Assert.Equal(
            Sample.Deliveries.Select(delivery => Convert.ToBase64String(delivery.Body)),
            again.Deliveries.Select(delivery => Convert.ToBase64String(delivery.Body)));

        static string Text(FormPost post) =>
            $"{post.FormId}: {string.Join('&', post.Fields.Select(field => $"{field.Key}={field.Value}"))}";
    }

    [Fact]
    public void It_is_a_few_hundred_people_with_about_a_year_of_orders()
    {
        Assert.Equal(300, Sample.People.Count);
        Assert.InRange(Sample.Orders.Count, 700, 1100);
        Assert.True(Sample.Posts.Count > Sample.People.Count, "some people post twice");
        Assert.All(Sample.Orders, order => Assert.True(order.PlacedAt < Now));
    }

    [Fact]
    public void Nobody_in_it_can_be_reached()
    {
        Assert.All(Sample.People.Where(person => person.Email is not null), person => Assert.Matches(DocumentationDomain(), person.Email));
        Assert.All(
            Sample.People.Where(person => person.Phone is not null),
            person => Assert.Matches(FictitiousPhone(), person.Phone!.International));
    }

    [Fact]
    public void All_spellings_of_a_person_are_read_as_that_person()
    {
        var byEmail = Sample.People.Where(person => person.Email is not null).ToDictionary(person => person.Email!);
        var byPhone = Sample.People.Where(person => person.Phone is not null).ToLookup(person => person.Phone!.International);
        foreach (var post in Sample.Posts)
        {
            var named = PersonName.Parse(post.Fields.GetValueOrDefault("name"));
            var typedEmail = post.Fields.GetValueOrDefault("email");
            var typedPhone = post.Fields.GetValueOrDefault("phone");
            Assert.True(typedEmail is not null || typedPhone is not null);
            if (typedEmail is not null)
            {
                Assert.True(EmailAddress.TryParse(typedEmail, out var email), typedEmail);
                Assert.True(NameOf(byEmail[email.Value]).AgreesWith(named), named.Full);
            }

            if (typedPhone is not null)
            {
                Assert.True(PhoneNumber.TryParse(typedPhone, post.Fields["country"], out var phone), typedPhone);
                Assert.Single(byPhone[phone.Value], person => NameOf(person).AgreesWith(named));
            }
        }
    }

    [Fact]
    public void Only_people_of_one_household_share_a_phone_and_their_names_tell_them_apart()
    {
        var shared = Sample.People.Where(person => person.Phone is not null).GroupBy(person => person.Phone!.International)
            .Where(group => group.Count() > 1).ToList();

        Assert.NotEmpty(shared);
        Assert.All(shared, group => Assert.All(group, person => Assert.True(person.SharesPhone && person.Email is not null)));
        Assert.All(shared, group => Assert.False(NameOf(group.First()).AgreesWith(NameOf(group.Last()))));
    }

    [Fact]
    public void Every_customer_type_rfm_segment_and_rating_has_somebody()
    {
        var options = new SegmentOptions();
        var catalogue = new SegmentCatalogue(options);
        var everybody = Sample.People.Select(FactsOf).ToList();
        var cuts = BaseCuts.Of(everybody, options, Now);
        var counts = everybody.SelectMany(facts => catalogue.Assign(facts, cuts, Now).SegmentIds).CountBy(id => id).ToDictionary();

        Assert.Superset(
            catalogue.Types.Concat(RfmSegments.All).Concat(Ratings.Of(options)).Select(segment => segment.Id).ToHashSet(),
            counts.Keys.ToHashSet());
        Assert.Equal(Sample.Regulars.Count(), counts[DemoRun.Audience]);
        Assert.Contains(Sample.Regulars, person => person.MayBeMailed);
        Assert.Contains(Sample.Regulars, person => !person.MayBeMailed);
    }

    private static PersonName NameOf(SamplePerson person) => new(person.Name.First, person.Name.Last, null);

    private static CustomerFacts FactsOf(SamplePerson person)
    {
        var orders = Sample.Orders.Where(order => order.Person == person && !order.IsCancelled).ToList();
        return new CustomerFacts(
            $"{person.Number:000}",
            orders.Count == 0 ? Now : orders.Min(order => order.PlacedAt),
            orders.Count,
            orders.Count(order => Now - order.PlacedAt <= TimeSpan.FromDays(180)),
            orders.Sum(order => order.Total),
            orders.Sum(order => order.Refunded),
            orders.Count == 0 ? null : orders.Min(order => order.PlacedAt),
            orders.Count == 0 ? null : orders.Max(order => order.PlacedAt));
    }

    // RFC 2606 and RFC 6761.
    [GeneratedRegex(@"@([a-z0-9-]+\.)*example(\.com|\.net|\.org)?$")]
    private static partial Regex DocumentationDomain();

    // NANP 555-0100 to 555-0199, Ofcom's 020 7946 0000 to 0999, and a local number with zeros in front, which Russia does not assign.
    [GeneratedRegex(@"^(\+1\d{3}55501\d\d|\+442079460\d{3}|\+7\d{3}000\d{4})$")]
    private static partial Regex FictitiousPhone();
}
