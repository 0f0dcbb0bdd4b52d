using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

public sealed class ColourTests
{
    [Theory]
    [InlineData(0, 0, ProfileTraits.None, "white", "white")]
    [InlineData(0, 0, ProfileTraits.IsKnown, "white", null)]
    [InlineData(0, 0, ProfileTraits.IsKnown | ProfileTraits.IsCompany, "grey", "grey")]
    [InlineData(0, 0, ProfileTraits.IsKnown | ProfileTraits.IsCompany | ProfileTraits.HasDecisionMaker, "white", null)]
    [InlineData(0, 0, ProfileTraits.IsCompany | ProfileTraits.AgreedToOffers, "green", "grey")]
    [InlineData(0, 0, ProfileTraits.AgreedToOffers | ProfileTraits.AgreedToMarketing, "yellow", "white")]
    [InlineData(0, 0, ProfileTraits.AgreedToMarketing | ProfileTraits.IsAsking, "green-gold", "white")]
    [InlineData(1, 10, ProfileTraits.IsAsking, "gold", null)]
    [InlineData(2, 10, ProfileTraits.AgreedToMarketing, "gold", null)]
    [InlineData(3, 10, ProfileTraits.None, "platinum", null)]
    [InlineData(4, 10, ProfileTraits.None, "platinum", "green")]
    [InlineData(4, 10, ProfileTraits.RefusedOffer, "red-green", "green")]
    [InlineData(0, 0, ProfileTraits.RefusedOffer | ProfileTraits.Unsubscribed, "red-green", "crimson")]
    [InlineData(1, 365, ProfileTraits.RefusedOffer, "red-gold", null)]
    [InlineData(3, 365, ProfileTraits.None, "red-gold", null)]
    [InlineData(4, 364, ProfileTraits.None, "platinum", "green")]
    [InlineData(4, 365, ProfileTraits.None, "red-platinum", "green")]
    [InlineData(4, 366, ProfileTraits.None, "red-platinum", "red")]
    public void The_strongest_colour_wins(int orders, int lastOrderDaysAgo, ProfileTraits traits, string funnel, string? loyalty)
    {
        var facts = Buyer("a", lastOrderDaysAgo, orders, 1m) with { FirstSeenAt = AsOf, Profile = new ProfileFacts(traits) };

        var segments = Assign(orders == 0 ? facts with { FirstOrderAt = null, LastOrderAt = null } : facts);

        Assert.Equal(["funnel-" + funnel], segments.Where(id => id.StartsWith("funnel-", StringComparison.Ordinal)));
        Assert.Equal(
            loyalty is null ? [] : ["loyalty-" + loyalty],
            segments.Where(id => id.StartsWith("loyalty-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_never_ordered_turns_red_over_a_year_after_being_seen_first()
    {
        Assert.Contains("loyalty-red", Assign(new CustomerFacts("a", AsOf - Days(366))));
        Assert.DoesNotContain("loyalty-red", Assign(new CustomerFacts("a", AsOf - Days(365))));
    }

    [Fact]
    public void Traits_come_from_fields_and_consents()
    {
        var contact = new Domain.Contacts.CaptureBuilder("c1", "form:b2b", "form", AsOf - Days(1))
            .Field("company", "Ромашка").Field("birthDate", "1990-03-05")
            .Consent("marketing", "email", "a@example.com", granted: true)
            .Consent("offers", "any", "", granted: false)
            .Build().Says;

        var profile = ProfileFacts.Of(contact);

        Assert.Equal(
            ProfileTraits.IsKnown | ProfileTraits.IsCompany | ProfileTraits.AgreedToMarketing | ProfileTraits.RefusedOffer, profile.Traits);
        Assert.Equal(new DateOnly(1990, 3, 5), profile.BirthDate);
        Assert.Equal(
            ["age-35-44", "birthday-7d", "funnel-red-green", "loyalty-grey", "potential", "rating-e"],
            Assign(CustomerFacts.Of(contact with { Id = "a" }, AsOf, Catalogue.Options)));
    }

    [Fact]
    public void Marks_make_vip_and_key()
    {
        Assert.Contains("vip", Assign(new CustomerFacts("a", Profile: new ProfileFacts(ProfileTraits.MarkedVip))));
        Assert.Contains("key", Assign(new CustomerFacts("a", Profile: new ProfileFacts(ProfileTraits.MarkedVip))));
        Assert.Contains("key", Assign(new CustomerFacts("a", Profile: new ProfileFacts(ProfileTraits.MarkedKey))));
        Assert.DoesNotContain("vip", Assign(new CustomerFacts("a", Profile: new ProfileFacts(ProfileTraits.MarkedKey))));
    }

    private static IReadOnlyList<string> Assign(CustomerFacts facts) =>
        Catalogue.Assign(facts, BaseCuts.Of([facts], Catalogue.Options, AsOf), AsOf).SegmentIds;
}
