using System.Text;
using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Shops.StandardWebhooks;
using ClientBase.Functions.Tests.Samples;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>Any sender that signs as Standard Webhooks has it.</summary>
public sealed class StandardWebhookTests
{
    private const string Vectors = "webhooks/hmac_vectors.json";
    private const string Secret = "whsec_c2VjcmV0IG9mIHRlc3RzLCBsb25nIGVub3VnaA==";
    private const string Older = "whsec_dGhlIHNlY3JldCBiZWZvcmUgdGhhdCBvbmU=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":"contact.created"}""");

    [Fact]
    public void One_of_several_signatures_by_either_secret_is_enough()
    {
        var signature = $"v1,bm9uZQ== v2,whatever {StandardSender.Sign(Older, "msg_1", Received, Body)}";

        Assert.Equal(SignatureVerdict.Valid, Verify(signature, secrets: [Secret, Older]));
        Assert.Equal(SignatureVerdict.Mismatch, Verify(signature, secrets: [Secret]));
    }

    [Theory]
    [InlineData("msg_2", 0, SignatureVerdict.Mismatch)]
    [InlineData("msg_1", 1, SignatureVerdict.Mismatch)]
    [InlineData("", 0, SignatureVerdict.Missing)]
    public void Id_and_time_are_signed_with_the_body(string id, int secondsLater, SignatureVerdict expected) => Assert.Equal(
        expected,
        StandardWebhookSignature.Verify(
            id,
            Seconds(Received.AddSeconds(secondsLater)),
            StandardSender.Sign(Secret, "msg_1", Received, Body),
            Body,
            [Secret],
            Received));

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void A_signature_of_another_time_is_stale(int seconds)
    {
        var at = Received.AddSeconds(seconds);
        var signature = StandardSender.Sign(Secret, "msg_1", at, Body);
        Assert.Equal(
            SignatureVerdict.Stale, StandardWebhookSignature.Verify("msg_1", Seconds(at), signature, Body, [Secret], Received));
    }

    [Theory]
    [InlineData("v1,not base64", "1782907200")]
    [InlineData("v2,bm9uZQ==", "1782907200")]
    [InlineData("v1,bm9uZQ==", "yesterday")]
    [InlineData("v1,bm9uZQ==", "99999999999999999")]
    public void What_is_no_signature_is_malformed(string signature, string timestamp) => Assert.Equal(
        SignatureVerdict.Malformed, StandardWebhookSignature.Verify("msg_1", timestamp, signature, Body, [Secret], Received));

    [Theory]
    [InlineData(SignatureVerdict.NoSecret)]
    [InlineData(SignatureVerdict.UnusableSecret, "whsec_this is no base64")]
    public void Without_a_secret_of_this_kind_nothing_is_valid(SignatureVerdict expected, params string[] secrets) =>
        Assert.Equal(expected, Verify(StandardSender.Sign(Secret, "msg_1", Received, Body), secrets));

    [PublicDataFact(Vectors)]
    public void The_vectors_of_the_specifications_own_library_hold()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Repository.Data(Vectors)));
        var own = vectors.RootElement.EnumerateArray().Where(one => one.GetProperty("scheme").GetString() == "standard-webhooks").ToList();
        Assert.NotEmpty(own);
        Assert.All(own, vector =>
        {
            string Text(string name) => vector.GetProperty(name).ToString();
            var at = DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("timestamp").GetInt64());
            var body = Encoding.UTF8.GetBytes(Text("body"));
            Assert.Equal(
                SignatureVerdict.Valid,
                StandardWebhookSignature.Verify(Text("id"), Text("timestamp"), Text("signature"), body, [Text("secret")], at));
        });
    }

    [Fact]
    public void A_contact_has_the_names_of_form_fields()
    {
        var contact = Standard("""
            {"type":"contact.created","timestamp":"2026-06-01T10:00:00Z","data":{"id":"u-7","email":"Anna@Shop.example",
            "phone":"8 916 123-45-67","name":"Иванова Анна","birthDate":"31.12.1990","city":"Тверь","interests":["tea","cups"],
            "loyaltyCard":12345,"consent_processing":true,"consent_marketing":"yes","consent_marketing_at":"2026-05-01T09:00:00Z"}}
            """).Says;

        Assert.Equal(["acme:u-7"], contact.ExternalIds.Keys);
        Assert.Equal(["anna@shop.example"], contact.Emails.Keys);
        Assert.Equal(["+79161234567"], contact.Phones.Keys);
        Assert.Equal(("Анна", "Иванова"), (contact.Name.First, contact.Name.Last));
        Assert.Equal(
            ("1990-12-31", "Тверь", "tea, cups", "12345"),
            (contact.Field("birthDate"), contact.Field("city"), contact.Field("interests"), contact.Field("custom.loyaltyCard")));
        var yes = contact.Consents[new(ConsentPurpose.Marketing, "email", "anna@shop.example")];
        Assert.Equal((true, false, new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero)), (yes.Granted, yes.IsUndated, yes.Said.At));
    }

    [Theory]
    [InlineData("--03-15", "--03-15")]
    [InlineData("15 марта", "--03-15")]
    [InlineData("29.02", "--02-29")]
    [InlineData("--02-30", null)]
    public void A_birthday_may_be_told_without_its_year(string told, string? kept) => Assert.Equal(
        kept,
        Standard($$$"""
            {"type":"contact.updated","data":{"email":"a@shop.example","country":"RU","birthDate":"{{{told}}}"} }
            """).Says.Field("birthDate"));

    [Fact]
    public void A_yes_without_its_time_never_beats_a_dated_no()
    {
        var no = Standard("""
            {"type":"contact.updated","timestamp":"2026-06-01T10:00:00Z","data":{"email":"a@shop.example","consent_marketing":false}}
            """).Says;
        var yes = Standard("""
            {"type":"contact.updated","timestamp":"2026-06-09T10:00:00Z","data":{"email":"a@shop.example","consent_marketing":true}}
            """).Says;

        Assert.False(ConsentView.Allows(no.Join(yes).Consents, ConsentPurpose.Marketing, "email"));
        Assert.True(ConsentView.Allows(yes.Consents, ConsentPurpose.Marketing, "email"));
    }

    [Fact]
    public void An_order_is_kept_whole()
    {
        var capture = Standard("""
            {"type":"order.created","timestamp":"2026-06-03T10:00:00Z","data":{"id":"A-1","total":"118.50","currency":"eur",
            "at":"2026-06-01T10:00:00Z","updatedAt":"2026-06-02T10:00:00Z","status":"delivered","contact":{"email":"a@shop.example"},
            "lines":[{"productId":"11","sku":"TEA-1","title":"Tea","quantity":2,"price":59.25}]}}
            """);
        var order = OrderOf(capture);

        Assert.Equal(("delivered", 118.50m, "EUR"), (order.Version!.Status, order.Version.Total, order.Version.Currency));
        Assert.Equal([new OrderLine("11", null, "TEA-1", "Tea", 2m, 59.25m)], order.Version.Lines);
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 10, 0, 0, TimeSpan.Zero), capture.At);
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 10, 0, 0, TimeSpan.Zero), order.Milestones[OrderMilestone.Delivered]);
        Assert.Equal(["a@shop.example"], capture.Says.Emails.Keys);
    }

    [Theory]
    [InlineData("pending", false, 0)]
    [InlineData("Cancelled", false, 0)]
    [InlineData("paid", true, 10)]
    [InlineData("refunded", true, 0)]
    [InlineData("on its way", true, 10)]
    public void Its_state_decides_whether_an_order_counts(string status, bool counts, int net)
    {
        var order = OrderOf(Standard($$$"""
            {"type":"order.updated","data":{"contact":{"id":"7"},"id":"A-1","total":10,"currency":"EUR","status":"{{{status}}}"} }
            """));

        Assert.Equal((counts, net), (order.Counts, order.Net));
    }

    [Theory]
    [InlineData("""{"data":{}}""", "missing here: type")]
    [InlineData("""{"type":"order.created"}""", "missing here: data")]
    [InlineData("""{"type":"order.created","data":{"total":1}}""", "missing here: id")]
    [InlineData("""{"type":"order.created","data":{"id":"1","status":"paid"}}""", "missing here: total")]
    public void What_can_never_be_understood_says_what_is_missing(string body, string expected) =>
        Assert.Contains(expected, ReadStandard(body).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"contact.created","data":{"city":"Bonn"}}""")]
    [InlineData("""{"type":"invoice.created","data":{"id":"1"}}""")]
    public void What_says_nothing_useful_is_taken(string body)
    {
        var reading = ReadStandard(body);

        Assert.Null(reading.Error);
        Assert.Null(reading.Capture);
    }

    private static SignatureVerdict Verify(string signature, string[] secrets) =>
        StandardWebhookSignature.Verify("msg_1", Seconds(Received), signature, Body, secrets, Received);

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
