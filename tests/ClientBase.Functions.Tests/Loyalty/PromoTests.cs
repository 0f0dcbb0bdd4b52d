using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Loyalty;

public sealed class PromoTests(AzuriteFixture azurite) : LoyaltyTest(azurite)
{
    [Fact]
    public async Task Codes_are_many_different_and_readable()
    {
        var codes = await App.MakeCodesAsync(new { prefix = "tea", count = 300, percent = 10 });

        Assert.Equal(300, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^TEA-[A-HJKMNP-Z2-9]{8}$", code));
        Assert.Equal("active", (await App.PromoAsync(codes[7])).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_answers_the_same_codes()
    {
        var body = new { count = 3, amount = 100, currency = "RUB" };
        var codes = await App.MakeCodesAsync(body, key: "k1");

        Assert.Equal(codes, await App.MakeCodesAsync(body, key: "k1"));
        Assert.Empty(codes.Intersect(await App.MakeCodesAsync(body, key: "k2")));
        Assert.Empty(codes.Intersect(await App.MakeCodesAsync(new { count = 2, amount = 50 }, key: "k1")));
    }

    [Theory]
    [InlineData("""{}""", "percent")]
    [InlineData("""{"percent":10,"amount":10}""", "percent")]
    [InlineData("""{"percent":0}""", "percent")]
    [InlineData("""{"percent":101}""", "percent")]
    [InlineData("""{"amount":-5}""", "amount")]
    [InlineData("""{"percent":10,"count":0}""", "count")]
    [InlineData("""{"percent":10,"count":5000}""", "count")]
    [InlineData("""{"percent":10,"limit":0}""", "limit")]
    [InlineData("""{"percent":10,"expiresAt":"2020-01-01"}""", "expiresAt")]
    [InlineData("""{"percent":10,"expiresAt":"tomorrow"}""", "expiresAt")]
    [InlineData("""{"percent":10,"minTotal":-1}""", "minTotal")]
    [InlineData("""{"percent":10,"prefix":"a/b"}""", "prefix")]
    [InlineData("""{"percent":10,"contact":"me"}""", "contact")]
    public async Task Codes_that_make_no_sense_are_refused_with_the_field(string body, string field)
    {
        var (status, answer) = await App.MakeCodesRefusedAsync(
            System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(body));

        Assert.Equal(400, status);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.ToString());
    }

    [Fact]
    public async Task A_code_is_redeemed_once_by_the_order_that_carries_it_however_often_it_is_told_of()
    {
        var code = Assert.Single(await App.MakeCodesAsync(new { percent = 10 }));
        Assert.Null(await App.WhyNotAsync(code, "?total=100"));
        var order = App.Order("ann", "1", 900m, codes: code.ToLowerInvariant());
        var ann = await App.FileAsync(order);
        await App.ColdFiling().FileAsync(order, default);
        await App.FileAsync(App.Order("ann", "1", 900m, at: App.Clock.GetUtcNow().AddMinutes(1), codes: code));
        await App.FileAsync(App.Order("bob", "2", 900m, at: App.Clock.GetUtcNow().AddMinutes(2), codes: code)); // Too late.

        var (_, read) = await App.PromoAsync(code.ToLowerInvariant());
        Assert.Equal("redeemed", read.GetProperty("state").GetString());
        Assert.Equal((ann, "1"), (read.GetProperty("redeemedBy").GetString(), read.GetProperty("order").GetString()));
        Assert.Equal(1, read.GetProperty("uses").GetInt32());
        Assert.Equal("used", await App.WhyNotAsync(code));
    }

    [Fact]
    public async Task A_cancelled_order_frees_its_code_in_whichever_order_the_two_are_told_of()
    {
        var codes = await App.MakeCodesAsync(new { percent = 10, count = 2 });
        var later = App.Clock.GetUtcNow().AddHours(1);
        await App.FileAsync(App.Order("ann", "1", 900m, codes: codes[0]));
        Assert.Equal("used", await App.WhyNotAsync(codes[0]));
        await App.FileAsync(App.Order("ann", "1", 0m, counts: false, currency: "", at: later)); // A deletion tells no codes.
        await App.FileAsync(App.Order("bob", "2", 900m, counts: false, at: later, codes: codes[1]));
        await App.FileAsync(App.Order("bob", "2", 900m, codes: codes[1]));

        Assert.Null(await App.WhyNotAsync(codes[0]));
        Assert.Null(await App.WhyNotAsync(codes[1]));

        // Restored, it is redeemed again.
        await App.FileAsync(App.Order("ann", "1", 900m, at: later.AddHours(1), codes: codes[0]));
        Assert.Equal("used", await App.WhyNotAsync(codes[0]));
    }

    [Fact]
    public async Task An_order_that_no_longer_carries_a_code_does_not_redeem_it()
    {
        var code = Assert.Single(await App.MakeCodesAsync(new { percent = 10 }));
        await App.FileAsync(App.Order("ann", "1", 900m, codes: code));
        await App.FileAsync(App.Order("ann", "1", 1000m, at: App.Clock.GetUtcNow().AddMinutes(5)));

        Assert.Null(await App.WhyNotAsync(code));
    }

    [Fact]
    public async Task A_limited_code_is_redeemed_at_most_so_often_by_those_who_ordered_first()
    {
        var code = Assert.Single(await App.MakeCodesAsync(new { amount = 100, limit = 3 }));
        foreach (var at in new[] { 4, 2, 1, 3, 0 })
        {
            await App.FileAsync(App.Order($"p{at}", $"{at}", 900m, placedAt: App.Clock.GetUtcNow().AddHours(at - 9), codes: code));
        }

        var (_, read) = await App.PromoAsync(code);
        Assert.Equal((3, "0"), (read.GetProperty("uses").GetInt32(), read.GetProperty("order").GetString()));
        Assert.Equal("used", await App.WhyNotAsync(code));
    }

    [Fact]
    public async Task A_checkout_hears_why_a_code_cannot_be_used_and_what_it_takes_off()
    {
        var code = Assert.Single(
            await App.MakeCodesAsync(new { percent = 10, minTotal = 500, expiresAt = App.Clock.GetUtcNow().AddDays(1) }));

        Assert.Equal("unknown", await App.WhyNotAsync("NOPE"));
        Assert.Equal(404, (await App.PromoAsync("NOPE")).Status);
        Assert.Equal("min-total", await App.WhyNotAsync(code, "?total=499.99"));
        Assert.Equal(59.5m, (await App.CheckAsync(code, "?total=595")).GetProperty("discount").GetDecimal());
        Assert.Equal(400, (await App.CallAsync(
            request => App.Get<Functions.Loyalty.Promo.ReadPromo>().CheckAsync(request, code, default), query: "?total=lots")).Status);
        App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("expired", await App.WhyNotAsync(code, "?total=595"));
        Assert.Equal("expired", (await App.PromoAsync(code)).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_personal_code_is_its_owners_alone_also_after_a_merge()
    {
        var ann = await App.FileAsync(App.Form("ann"));
        var bob = await App.FileAsync(App.Form("bob", at: App.Clock.GetUtcNow().AddMinutes(1)));
        var code = Assert.Single(await App.MakeCodesAsync(new { percent = 10, contact = bob }));

        Assert.Equal("not-yours", await App.WhyNotAsync(code));
        Assert.Equal("not-yours", await App.WhyNotAsync(code, $"?contact={ann}"));
        Assert.Null(await App.WhyNotAsync(code, $"?contact={bob}"));
        await App.Get<ContactMerging>().MergeAsync(ann, bob, true, new MergeCause("by hand"), default);
        Assert.Null(await App.WhyNotAsync(code, $"?contact={ann}"));
    }

    [Fact]
    public async Task The_code_a_form_gave_is_a_real_one_also_when_the_order_comes_first()
    {
        var order = App.Order("ann", "1", 900m, codes: "TEA-ABCDEFGH");
        var ann = await App.FileAsync(order);
        Assert.Equal("unknown", await App.WhyNotAsync("TEA-ABCDEFGH"));
        var form = App.Form("ann");
        await App.FileAsync(form with { Data = Bonus("TEA-ABCDEFGH", percent: 10m) });
        await App.FileAsync(App.Form("bob") with { Data = Bonus("TEA10", percent: 5m, common: true) });

        var (_, read) = await App.PromoAsync("TEA-ABCDEFGH");
        Assert.Equal(("redeemed", ann), (read.GetProperty("state").GetString(), read.GetProperty("redeemedBy").GetString()));
        Assert.Equal("form:join", read.GetProperty("source").GetString());
        Assert.Null(await App.WhyNotAsync("TEA10"));
        await App.FileAsync(App.Order("bob", "2", 900m, codes: "TEA10"));
        Assert.Null(await App.WhyNotAsync("TEA10")); // Everybody's.
    }

    [Fact]
    public async Task An_order_without_a_code_costs_nothing_and_one_with_a_code_one_transaction()
    {
        var code = Assert.Single(await App.MakeCodesAsync(new { percent = 10 }));
        await App.FileAsync(App.Order("ann", "1", 900m));
        var plain = await CostAsync(App.Order("ann", "2", 900m));

        Assert.Equal(plain + 1, await CostAsync(App.Order("ann", "3", 900m, codes: code)));
        var update = await CostAsync(App.Order("ann", "2", 910m, at: App.Clock.GetUtcNow().AddMinutes(1)));
        Assert.Equal(update, await CostAsync(App.Order("ann", "3", 910m, at: App.Clock.GetUtcNow().AddMinutes(1), codes: code)));
    }

    [Fact]
    public async Task A_checkout_reads_no_orders_while_a_code_is_good_for_more()
    {
        var (some, any) = (
            Assert.Single(await App.MakeCodesAsync(new { percent = 10, limit = 3 })),
            Assert.Single(await App.MakeCodesAsync(new { percent = 10, limit = (int?)null })));
        foreach (var order in new[] { "1", "2" })
        {
            await App.FileAsync(App.Order("ann", order, 900m, codes: [some, any]));
        }

        foreach (var code in new[] { some, any })
        {
            App.Requests.Clear();
            Assert.Null(await App.WhyNotAsync(code, "?total=900"));
            Assert.Equal(1, App.Requests.Count);
            Assert.Equal(2, (await App.PromoAsync(code)).Body.GetProperty("uses").GetInt32());
        }
    }

    [Fact]
    public async Task An_erased_persons_codes_stay_used_without_saying_by_whom()
    {
        var codes = await App.MakeCodesAsync(new { percent = 10, count = 2 });
        var ann = await App.FileAsync(App.Order("ann", "order-of-ann", 900m, codes: codes[0]));
        var personal = Assert.Single(await App.MakeCodesAsync(new { percent = 10, contact = ann }));
        var exported = await App.Get<PersonExport>().ReadAsync(ann, default);
        Assert.NotEmpty(exported!.Others["loyalty"]);

        Assert.True(await App.Get<ContactErasure>().EraseAsync(ann, default));

        Assert.Equal("used", await App.WhyNotAsync(codes[0]));
        Assert.Null(await App.WhyNotAsync(codes[1]));
        Assert.Equal("not-yours", await App.WhyNotAsync(personal, $"?contact={ann}"));
        Assert.DoesNotContain(
            await App.RowsAsync(Tables.Loyalty),
            row => row.RowKey.Contains("order-of-ann", StringComparison.Ordinal)
                || row.Any(one => one.Value is string text && (text.Contains(ann) || text.Contains("order-of-ann"))));
    }

    private static Dictionary<string, object?> Bonus(string code, decimal percent, bool common = false)
    {
        var bonus = new Dictionary<string, object?> { ["code"] = code, ["percent"] = percent };
        if (common)
        {
            bonus["common"] = true;
        }

        return new Dictionary<string, object?> { ["bonus"] = bonus };
    }

    private async Task<int> CostAsync(CapturedEvent capture)
    {
        App.Requests.Clear();
        await App.ColdFiling().FileAsync(capture, default);
        return App.Requests.Count;
    }
}
