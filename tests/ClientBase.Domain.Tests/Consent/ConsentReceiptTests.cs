using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Consent.Receipts;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Tests.Consent;

public sealed class ConsentReceiptTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 15, 0, 0, TimeSpan.FromHours(3));

    [Fact]
    public void A_print_is_of_the_one_before_and_of_the_line()
    {
        var first = Link(null, "marketing", true, Noon, "v \"2\" — рус");
        var second = Link(first, "marketing", false, Noon.AddMilliseconds(1500), null);

        Assert.Equal(
            """{"seq":1,"purpose":"marketing","channel":"email","granted":true,"at":"2026-03-01T12:00:00Z","""
                + "\"textVersion\":\"v \\\"2\\\" — рус\",\"source\":\"form:news\"}",
            first.Canonical());
        Assert.Equal(
            """{"seq":2,"purpose":"marketing","channel":"email","granted":false,"at":"2026-03-01T12:00:01.5Z","""
                + "\"textVersion\":null,\"source\":\"form:news\"}",
            second.Canonical());
        Assert.Equal((new string('0', 64), first.Hash), (first.Previous, second.Previous));
        var print = SHA256.HashData(Encoding.UTF8.GetBytes(first.Hash + second.Canonical()));
        Assert.Equal(Convert.ToHexStringLower(print), second.Hash);
    }

    [Fact]
    public void Whatever_is_changed_slipped_in_or_dropped_breaks_the_chain()
    {
        var first = Link(null, "processing", true, Noon, "1");
        var second = Link(first, "marketing", true, Noon, "1");
        var third = Link(second, "marketing", false, Noon.AddDays(1), null);

        Assert.True(ConsentReceipt.IsWhole([first, second, third]));
        Assert.False(ConsentReceipt.IsWhole([first, second with { At = "2025-01-01T00:00:00Z" }, third]));
        Assert.False(ConsentReceipt.IsWhole([first, third]));
        Assert.False(ConsentReceipt.IsWhole([first, Link(first, "offers", true, Noon, "1"), third]));
    }

    [Fact]
    public void Control_characters_are_escaped_as_JSON_has_them() =>
        Assert.Contains("\"a\\n\\t\\\\\\u0001\"", Link(null, "offers", true, Noon, "a\n\t\\\u0001").Canonical(), StringComparison.Ordinal);

    [Fact]
    public void A_record_that_repeats_what_is_known_is_no_news_and_a_new_word_is()
    {
        var subject = new ConsentSubject("marketing", "email", "a@example.com");
        Contact Says(bool granted, DateTimeOffset at, bool isUndated = false, string? version = "1", string? capture = null) => new()
        {
            Consents = new Contact().Consents.SetItem(
                subject,
                new ConsentStatement(granted, version, null, new Stamp(at, capture ?? Guid.NewGuid().ToString()), "shop:a")
                {
                    IsUndated = isUndated,
                }),
        };
        int News(Contact said, Contact? before) => ConsentNews.Of(said, before).Count;

        Assert.Equal(1, News(Says(true, Noon), null));
        Assert.Equal(0, News(Says(true, Noon), Says(true, Noon)));
        Assert.Equal(1, News(Says(false, Noon.AddDays(-9)), Says(true, Noon)));
        Assert.Equal(1, News(Says(true, Noon, version: "2"), Says(true, Noon)));
        Assert.Equal(0, News(Says(true, Noon.AddDays(1), isUndated: true), Says(true, Noon, isUndated: true)));
        Assert.Equal(0, News(Says(true, Noon.AddDays(1), isUndated: true), Says(false, Noon)));
        Assert.Equal(1, News(Says(false, Noon.AddDays(1), isUndated: true), Says(true, Noon, isUndated: true)));
        Assert.Equal(0, News(Says(true, Noon.AddMinutes(1), capture: "again"), Says(true, Noon, capture: "again")));
    }

    private static ConsentReceipt Link(ConsentReceipt? last, string purpose, bool granted, DateTimeOffset at, string? version) =>
        ConsentReceipt.After(
            last, new ConsentSubject(purpose, "email", "a@example.com"), new ConsentStatement(
                granted, version, null, new Stamp(at, "c"), "form:news"));
}
