using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>A statement is as old as it says; what a shop repeats without a time never outweighs a withdrawal.</summary>
public sealed class ShopifyConsentTests
{
    private const string January = "2026-01-01T10:00:00Z";

    [Theory]
    [InlineData("customers/update", """
        {"id":1,"email":"ann@shop.example","updated_at":"2026-06-30T10:00:00Z",
        "email_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-01-01T10:00:00Z"}}
        """)]
    [InlineData("customers/update", """
        {"id":1,"email":"ann@shop.example","updated_at":"2026-06-30T10:00:00Z",
        "email_marketing_consent":{"state":"subscribed","consent_updated_at":null}}
        """)]
    [InlineData("customers/update", """
        {"id":1,"email":"ann@shop.example","updated_at":"2026-06-30T10:00:00Z",
        "accepts_marketing":true,"accepts_marketing_updated_at":"2026-01-01T10:00:00Z"}
        """)]
    [InlineData("customers/update", """{"id":1,"email":"ann@shop.example","updated_at":"2026-06-30T10:00:00Z","accepts_marketing":true}""")]
    [InlineData("orders/create", """
        {"id":5,"email":"ann@shop.example","total_price":"1","currency":"EUR","created_at":"2026-06-30T10:00:00Z",
        "customer":{"id":1,"email":"ann@shop.example",
        "email_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-01-01T10:00:00Z"}}}
        """)]
    [InlineData("checkouts/update", """
        {"token":"t","email":"ann@shop.example","updated_at":"2026-06-30T10:00:00Z",
        "customer":{"id":1,"email":"ann@shop.example","email_marketing_consent":{"state":"subscribed","consent_updated_at":null}}}
        """)]
    public void A_yes_that_the_shop_repeats_does_not_undo_a_withdrawal(string topic, string body)
    {
        var withdrawn = Says(granted: false, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.False(Agrees(withdrawn.Join(Shopify(topic, body).Says)));
        Assert.False(Agrees(Shopify(topic, body).Says.Join(withdrawn)));
    }

    [Fact]
    public void A_yes_given_in_the_shop_after_a_withdrawal_counts()
    {
        var withdrawn = Says(granted: false, DateTimeOffset.Parse(January, null));
        var again = Shopify("customers/update", """
            {"id":1,"email":"ann@shop.example","email_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-03-01T10:00:00Z"}}
            """);

        Assert.True(Agrees(withdrawn.Join(again.Says)));
    }

    [Fact]
    public void A_withdrawal_in_the_shop_is_heard_by_the_topic_of_its_own()
    {
        var withdrawal = Shopify("customers_email_marketing_consent/update", """
            {"customer_id":9007199254740993,"email_address":"Ann@Shop.example","email_marketing_consent":
            {"state":"unsubscribed","opt_in_level":"single_opt_in","consent_updated_at":"2026-06-01T10:00:00Z"}}
            """);

        var said = Assert.Single(withdrawal.Says.Consents);
        Assert.Equal(new ConsentSubject(ConsentPurpose.Marketing, "email", "ann@shop.example"), said.Key);
        Assert.Equal((false, new DateTimeOffset(2026, 6, 1, 10, 0, 0, TimeSpan.Zero)), (said.Value.Granted, said.Value.Said.At));
        Assert.False(said.Value.IsUndated);
        Assert.Equal("acme:9007199254740993", Assert.Single(withdrawal.Says.ExternalIds.Keys));
        Assert.False(Agrees(Says(granted: true, DateTimeOffset.Parse(January, null)).Join(withdrawal.Says)));
    }

    [Fact]
    public void Consent_to_text_messages_is_of_the_telephone()
    {
        var consent = Shopify("customers_marketing_consent/update", """
            {"id":7,"phone":"+4915123456711","sms_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-06-01T10:00:00Z"}}
            """);

        Assert.Equal(new ConsentSubject(ConsentPurpose.Marketing, "sms", "+4915123456711"), Assert.Single(consent.Says.Consents).Key);
        Assert.True(consent.Says.Phones.ContainsKey("+4915123456711"));
    }

    [Fact]
    public void A_withdrawal_without_an_address_is_of_them_all_and_a_yes_without_one_is_none()
    {
        const string topic = "customers_email_marketing_consent/update";
        var no = Shopify(topic, """{"customer_id":7,"email_marketing_consent":{"state":"unsubscribed"}}""");
        Assert.False(Agrees(Says(true, DateTimeOffset.Parse(January, null)).Join(no.Says)));

        var yes = ReadShopify(topic, """{"customer_id":7,"email_marketing_consent":{"state":"subscribed"}}""");
        Assert.Null(yes.Capture);
        Assert.NotNull(yes.Warning);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("not_subscribed")]
    [InlineData("redacted")]
    [InlineData("invalid")]
    public void Other_states_say_nothing(string state) => Assert.Null(ReadShopify(
        "customers_email_marketing_consent/update",
        $$$"""{"customer_id":7,"email_address":"ann@shop.example","email_marketing_consent":{"state":"{{{state}}}"}}""").Capture);

    [Fact]
    public void A_withdrawal_that_is_younger_than_the_order_that_carries_it_keeps_its_own_time()
    {
        var order = Shopify("orders/updated", """
            {"id":5,"total_price":"1","currency":"EUR","created_at":"2026-05-01T10:00:00Z","updated_at":"2026-05-01T10:00:00Z","customer":
            {"id":1,"email":"ann@shop.example",
            "email_marketing_consent":{"state":"unsubscribed","consent_updated_at":"2026-06-01T10:00:00Z"}}}
            """);

        Assert.False(Agrees(Says(granted: true, new DateTimeOffset(2026, 5, 15, 0, 0, 0, TimeSpan.Zero)).Join(order.Says)));
    }

    private static bool Agrees(Contact contact) => ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email");

    private static Contact Says(bool granted, DateTimeOffset at)
    {
        _ = EmailAddress.TryParse("ann@shop.example", out var email);
        return new CaptureBuilder("form1", "form:news", "form", at).Email(email)
            .Consent(ConsentPurpose.Marketing, "email", email!.Value, granted).Build().Says;
    }
}
