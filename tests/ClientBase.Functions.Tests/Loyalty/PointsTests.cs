using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Loyalty;

[Trait("Category", "Slow")]
public sealed class PointsTests(AzuriteFixture azurite) : LoyaltyTest(azurite)
{
    [Theory]
    [InlineData("""{}""", "currency")]
    [InlineData("""{"currency":"roubles"}""", "currency")]
    [InlineData("""{"currency":"RUB","pointsPer":-1}""", "pointsPer")]
    [InlineData("""{"currency":"RUB","expiresAfter":"soon"}""", "expiresAfter")]
    [InlineData("""{"currency":"RUB","tiers":{}}""", "tiers")]
    [InlineData("""{"currency":"RUB","tiers":[{"from":0,"discount":1}]}""", "tiers[0].id")]
    [InlineData("""{"currency":"RUB","tiers":[{"id":"a","discount":1}]}""", "tiers[0].from")]
    [InlineData("""{"currency":"RUB","tiers":[{"id":"a","from":0,"discount":101}]}""", "tiers[0].discount")]
    [InlineData("""{"currency":"RUB","tiers":[{"id":"a","from":0,"discount":1},{"id":"a","from":5,"discount":1}]}""", "tiers[1].id")]
    [InlineData("""{"currency":"RUB","referral":5}""", "referral")]
    [InlineData("""{"currency":"RUB","referral":{"inviter":"many"}}""", "referral.inviter")]
    [InlineData("""{"currency":"RUB","referral":{"inviter":1,"friend":{"percent":120}}}""", "referral.friend.percent")]
    public async Task A_program_that_makes_no_sense_is_refused_with_the_place_of_the_fault(string program, string field)
    {
        var (status, body) = await App.PutAsync(program);

        Assert.Equal(400, status);
        Assert.True(body.GetProperty("errors").TryGetProperty(field, out _), body.ToString());
        Assert.Equal(404, (await App.GetProgramAsync()).Status);
    }

    [Fact]
    public async Task A_program_is_read_as_it_was_defined()
    {
        var (status, _) = await App.PutAsync(
            """
            {"currency":"rub","tiers":[{"id":"gold","from":5000,"discount":10},{"id":"silver","from":1000,"discount":5}],"pointsPer":0.05,
             "expiresAfter":"365d","referral":{"inviter":100,"friend":{"percent":15}}}
            """);
        var (_, read) = await App.GetProgramAsync();

        Assert.Equal(200, status);
        Assert.Equal("RUB", read.GetProperty("currency").GetString());
        Assert.Equal(["silver", "gold"], read.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("id").GetString()));
        Assert.Equal("365d", read.GetProperty("expiresAfter").GetString());
        Assert.Equal(15m, read.GetProperty("referral").GetProperty("friend").GetProperty("percent").GetDecimal());
    }

    [Fact]
    public async Task A_card_shows_points_level_and_discount_and_nothing_without_a_program()
    {
        var ann = await App.FileAsync(App.Form("ann"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await App.ShownAsync(ann)).GetProperty("loyalty").ValueKind);

        await App.DefineAsync();
        await App.FileAsync(App.Order("ann", "1", 1500m));

        var loyalty = (await App.ShownAsync(ann)).GetProperty("loyalty");
        Assert.Equal(75m, loyalty.GetProperty("points").GetDecimal());
        Assert.Equal("silver", loyalty.GetProperty("tier").GetString());
        Assert.Equal(5m, loyalty.GetProperty("discount").GetDecimal());
    }

    [Fact]
    public async Task Without_a_program_nothing_is_written_and_with_one_points_cost_no_transaction()
    {
        var first = App.Order("ann", "1", 1000m);
        await App.FileAsync(first);
        Assert.DoesNotContain(await App.RowsAsync(Tables.Contacts, "p|"), row => row.RowKey.Contains("|l", StringComparison.Ordinal));
        var without = await CostAsync(App.Order("ann", "2", 1000m));

        await App.DefineAsync();
        Assert.Equal(without, await CostAsync(App.Order("ann", "3", 1000m)));
        Assert.Single(await App.RowsAsync(Tables.Contacts, "p|"), row => row.RowKey.Contains("|l|o|", StringComparison.Ordinal));
        Assert.Equal(50m, await App.BalanceAsync((await App.ContactsAsync()).Single().Id)); // What came before the program gives nothing.
    }

    [Fact]
    public async Task Whatever_comes_first_or_twice_an_order_gives_once()
    {
        await App.DefineAsync();
        CapturedEvent[] events =
        [
            App.Order("ann", "1", 1000m), App.Order("ann", "1", 1000m, at: App.Clock.GetUtcNow().AddMinutes(1)),
            App.Refund("1", "r1", 200m),
            App.Order("ann", "2", 500m), App.Order("ann", "2", 500m, counts: false, at: App.Clock.GetUtcNow().AddMinutes(2)),
            App.Order("ann", "3", 100m, currency: "USD"),
        ];
        foreach (var one in events.Reverse().Concat(events))
        {
            await App.ColdFiling().FileAsync(one, default);
        }

        Assert.Equal(40m, await App.BalanceAsync((await App.ContactsAsync()).Single().Id));
    }

    [Fact]
    public async Task Points_given_by_hand_are_given_once_and_stand_on_the_timeline()
    {
        await App.DefineAsync();
        var ann = await App.FileAsync(App.Form("ann"));

        var (status, given) = await App.GiveAsync(ann, new { delta = 30, reason = "Sorry for the delay" }, key: "k1");
        var (_, again) = await App.GiveAsync(ann, new { delta = 30, reason = "Sorry for the delay" }, key: "k1");
        await App.GiveAsync(ann, new { delta = 12.5m }, key: "k1"); // Another content is another entry.

        Assert.Equal((201, 30m), (status, given.GetProperty("points").GetDecimal()));
        Assert.Equal(given.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        Assert.Equal(42.5m, await App.BalanceAsync(ann));
        var (_, shown) = await App.PointsAsync(ann);
        Assert.Equal(42.5m, shown.GetProperty("causes").EnumerateArray().Sum(cause => cause.GetProperty("points").GetDecimal()));
        var entries = await App.Get<Functions.Contacts.Timeline.TimelineStore>().ReadAsync(
            (await App.CardAsync(ann)).Contact, new Functions.Http.Paging(10, null), default);
        Assert.Contains(entries.Items, entry => entry.Kind == "points" && entry.Data.GetProperty("delta").GetDecimal() == 30m);
    }

    [Theory]
    [InlineData("""{"reason":"x"}""")]
    [InlineData("""{"delta":0}""")]
    [InlineData("""{"delta":"ten"}""")]
    [InlineData("""{"delta":0.001}""")]
    public async Task Points_that_are_none_are_refused(string body)
    {
        await App.DefineAsync();
        var ann = await App.FileAsync(App.Form("ann"));
        var (status, answer) = await App.GiveAsync(ann, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(body));

        Assert.Equal(400, status);
        Assert.True(answer.GetProperty("errors").TryGetProperty("delta", out _));
    }

    [Fact]
    public async Task Unknown_people_and_bases_without_a_program_have_no_points_to_give()
    {
        Assert.Equal(409, (await App.GiveAsync("00" + new string('0', 24), new { delta = 5 })).Status);
        await App.DefineAsync();
        Assert.Equal(404, (await App.GiveAsync("00" + new string('0', 24), new { delta = 5 })).Status);
        Assert.Equal(404, (await App.GiveAsync("nobody", new { delta = 5 })).Status);
    }

    [Fact]
    public async Task Nobody_spends_more_than_there_is_however_many_try_at_once()
    {
        await App.DefineAsync();
        var ann = await App.FileAsync(App.Form("ann"));
        await App.GiveAsync(ann, new { delta = 50 });

        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(at => App.GiveAsync(ann, new { delta = -20 }, key: $"s{at}")));

        Assert.Equal([201, 201, 409, 409, 409, 409], tries.Select(one => one.Status).Order());
        Assert.Equal(10m, await App.BalanceAsync(ann));
    }

    [Fact]
    public async Task A_refund_may_force_the_balance_below_zero_and_the_next_order_pays()
    {
        await App.DefineAsync();
        var ann = await App.FileAsync(App.Order("ann", "1", 1000m));
        Assert.Equal(201, (await App.GiveAsync(ann, new { delta = -50, reason = "spent" })).Status);
        await App.FileAsync(App.Refund("1", "r1", 1000m));

        Assert.Equal(-50m, await App.BalanceAsync(ann));
        Assert.Equal(409, (await App.GiveAsync(ann, new { delta = -1 })).Status);
        await App.FileAsync(App.Order("ann", "2", 3000m));
        Assert.Equal(100m, await App.BalanceAsync(ann));
    }

    [Fact]
    public async Task Points_expire_from_the_day_of_the_order_on_by_the_program_of_that_day()
    {
        await App.DefineAsync("10d");
        var ann = await App.FileAsync(App.Order("ann", "1", 1000m));
        await App.FileAsync(App.Order("ann", "2", 1000m, placedAt: App.Clock.GetUtcNow().AddDays(-11)));
        await App.GiveAsync(ann, new { delta = 7 });
        Assert.Equal(57m, await App.BalanceAsync(ann)); // The second was old when it was told of.

        await App.DefineAsync("100d");
        App.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(0m, await App.BalanceAsync(ann));
    }

    [Fact]
    public async Task A_merge_adds_up_and_its_undo_gives_each_back_their_own()
    {
        await App.DefineAsync();
        var ann = await App.FileAsync(App.Order("ann", "1", 1000m));
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var bob = await App.FileAsync(App.Order("bob", "2", 2000m));
        await App.GiveAsync(bob, new { delta = 5 });
        Assert.NotNull((await App.Get<ContactMerging>().MergeAsync(ann, bob, true, new MergeCause("by hand"), default)).Survivor);
        Assert.Equal(155m, await App.BalanceAsync(bob));

        // Since the merge: an order of Bob's that gave under both, and one of Ann's.
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await App.FileAsync(App.Order("bob", "3", 400m));
        await App.FileAsync(App.Order("ann", "4", 600m));
        await App.FileAsync(App.Order("bob", "2", 2000m, at: App.Clock.GetUtcNow().AddMinutes(1)));
        Assert.Equal(205m, await App.BalanceAsync(ann));

        var merge = (await App.Get<ContactMerging>().MergeAsync(ann, bob, true, new MergeCause("by hand"), default)).Merge!;
        Assert.NotNull((await App.Get<MergeUndoing>().UndoAsync(merge, null, default)).Decisions);

        Assert.Equal(80m, await App.BalanceAsync(ann));
        Assert.Equal(125m, await App.BalanceAsync(bob));
    }

    [Fact]
    public async Task Cut_short_at_any_write_filing_an_order_gives_once()
    {
        await App.DefineAsync();
        for (var writes = 0; writes < 8; writes++)
        {
            var order = App.Order($"cut{writes}", $"cut{writes}", 1000m);
            App.Requests.CutAfter(writes);
            try
            {
                await App.ColdFiling().FileAsync(order, default);
            }
            catch (Exception)
            {
                // The process would have ended here.
            }

            App.Requests.CutAfter(null);
            Assert.Equal(50m, await App.BalanceAsync((await App.ColdFiling().FileAsync(order, default))!));
        }
    }

    private async Task<int> CostAsync(CapturedEvent capture)
    {
        App.Requests.Clear();
        await App.ColdFiling().FileAsync(capture, default);
        return App.Requests.Count;
    }
}
