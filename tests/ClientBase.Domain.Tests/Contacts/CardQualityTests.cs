using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Tests.Contacts;

public sealed class CardQualityTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_card_with_nothing_to_mend_scores_100()
    {
        var whole = CardQuality.Of(Whole("anna@shop.example"), Start);
        Assert.Equal(100, whole.Score);
        Assert.Empty(whole.Issues);
    }

    [Theory]
    [InlineData("anna@mailinator.com", CardIssue.DisposableEmail)]
    [InlineData("anna@yanedx.ru", CardIssue.DoubtfulEmail)]
    [InlineData("info@shop.example", CardIssue.RoleEmail)]
    public void A_doubtful_mailbox_is_told(string email, string issue)
    {
        var quality = CardQuality.Of(Whole(email), Start);
        Assert.Equal([issue], quality.Issues);
        Assert.InRange(quality.Score, 80, 99);
    }

    [Fact]
    public void What_is_missing_is_told_the_gravest_first()
    {
        var contact = new CaptureBuilder("c", "shop:acme", "customer", Start).ShopCustomer("acme", "1").Build().Says;
        var quality = CardQuality.Of(contact, Start);
        Assert.Equal(
            [CardIssue.NoAddress, CardIssue.NoConsent, CardIssue.NoName, CardIssue.NoPlace, CardIssue.NoBirthDate], quality.Issues);
        Assert.Equal(25, quality.Score);
    }

    [Theory]
    [InlineData(365, false)]
    [InlineData(366, true)]
    public void A_card_is_stale_when_nothing_was_heard_for_a_year(int days, bool isStale)
    {
        var quality = CardQuality.Of(Whole("anna@shop.example"), Start.AddDays(days));
        Assert.Equal(isStale, quality.Issues.Contains(CardIssue.Stale));
        Assert.Equal(isStale ? 80 : 100, quality.Score);
    }

    private static Contact Whole(string address)
    {
        Assert.True(EmailAddress.TryParse(address, out var email));
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        return new CaptureBuilder("c", "form:f", "form", Start).Email(email).Phone(phone).Name(PersonName.Parse("Анна Иванова"))
            .Field(ContactFields.City, "Омск").Field(ContactFields.BirthDate, "1990-12-31")
            .Consent(ConsentPurpose.Processing, "any", "", granted: true).Build().Says;
    }
}
