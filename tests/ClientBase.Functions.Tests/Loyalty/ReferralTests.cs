using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Loyalty;

public sealed class ReferralTests(AzuriteFixture azurite) : LoyaltyTest(azurite)
{
    [Fact]
    public async Task Who_brings_a_friend_is_rewarded_once_at_the_friends_first_order_that_counts()
    {
        var (ann, code) = await AnnAsync();
        var bob = await App.FileAsync(App.Form("bob", code));
        Assert.Equal((0m, 1), (await App.BalanceAsync(ann), await App.InvitedAsync(ann)));
        await App.FileAsync(App.Order("bob", "1", 500m, counts: false));
        Assert.Equal(0m, await App.BalanceAsync(ann));

        await App.FileAsync(App.Order("bob", "2", 500m));
        await App.FileAsync(App.Order("bob", "3", 500m));
        await App.FileAsync(App.Form("bob", code));

        Assert.Equal((100m, 1), (await App.BalanceAsync(ann), await App.InvitedAsync(ann)));
        Assert.Equal((50m, 0), (await App.BalanceAsync(bob), await App.InvitedAsync(bob)));
    }

    [Fact]
    public async Task The_friend_gets_a_promo_code_of_their_own()
    {
        var (ann, code) = await AnnAsync();
        var bob = await App.FileAsync(App.Form("bob", code));

        var promo = (await App.ShownAsync(bob)).GetProperty("referral").GetProperty("promo").GetString()!;
        Assert.Equal(15m, (await App.PromoAsync(promo)).Body.GetProperty("percent").GetDecimal());
        Assert.Null(await App.WhyNotAsync(promo, $"?contact={bob}"));
        Assert.Equal("not-yours", await App.WhyNotAsync(promo, $"?contact={ann}"));
    }

    [Fact]
    public async Task The_order_may_be_told_of_before_the_form_and_events_may_come_twice()
    {
        var (ann, code) = await AnnAsync();
        var form = App.Form("bob", code);
        App.Clock.Advance(TimeSpan.FromMinutes(5));
        var order = App.Order("bob", "1", 500m);
        foreach (var one in new[] { order, form, form, order })
        {
            await App.ColdFiling().FileAsync(one, default);
        }

        Assert.Equal(100m, await App.BalanceAsync(ann));
    }

    [Fact]
    public async Task A_cancelled_first_order_takes_the_reward_back_until_the_next_one()
    {
        var (ann, code) = await AnnAsync();
        await App.FileAsync(App.Form("bob", code));
        await App.FileAsync(App.Order("bob", "1", 500m));
        await App.FileAsync(App.Order("bob", "1", 500m, counts: false, at: App.Clock.GetUtcNow().AddMinutes(1)));
        Assert.Equal(0m, await App.BalanceAsync(ann));

        await App.FileAsync(App.Order("bob", "2", 500m));
        Assert.Equal(100m, await App.BalanceAsync(ann));
    }

    [Fact]
    public async Task Nobody_brings_themselves_their_household_or_an_old_customer()
    {
        var (ann, code) = await AnnAsync(phone: "+79161234567");
        await App.FileAsync(App.Form("ann", code)); // The same address.
        var wife = await App.FileAsync(
            new CaptureBuilder("wife", "form:join", "form", App.Clock.GetUtcNow()).Name("Olga", null, null).Email(Address("olga"))
                .Phone(Number("+79161234567")).Field("referralCode", code).Build());
        Assert.NotEqual(ann, wife);
        await App.FileAsync(App.Order("old", "0", 100m));
        App.Clock.Advance(TimeSpan.FromDays(1));
        await App.FileAsync(App.Form("old", code));
        foreach (var (person, at) in new[] { "ann", "olga", "old" }.Select((person, at) => (person, at)))
        {
            await App.FileAsync(App.Order(person, $"n{at}", 100m));
        }

        Assert.Equal(0, await App.InvitedAsync(ann));
        Assert.Equal(5m, await App.BalanceAsync(ann)); // Of her own order.
    }

    [Fact]
    public async Task The_first_code_counts_and_a_wrong_one_says_nothing()
    {
        var (ann, code) = await AnnAsync();
        var eve = await App.FileAsync(App.Form("eve"));
        await App.FileAsync(App.Form("bob", "WELCOME10"));
        await App.FileAsync(App.Form("bob", code));
        await App.FileAsync(App.Form("bob", await App.CodeAsync(eve)));
        await App.FileAsync(App.Order("bob", "1", 500m));

        Assert.Equal((100m, 0m), (await App.BalanceAsync(ann), await App.BalanceAsync(eve)));
        Assert.Equal((1, 0), (await App.InvitedAsync(ann), await App.InvitedAsync(eve)));
    }

    [Fact]
    public async Task Circles_pay_nobody()
    {
        var (ann, code) = await AnnAsync();
        var bob = await App.FileAsync(App.Form("bob", code));
        var eve = await App.FileAsync(App.Form("eve", await App.CodeAsync(bob)));
        await App.FileAsync(App.Form("ann", await App.CodeAsync(eve)));
        var orders = 0;
        foreach (var person in new[] { "ann", "bob", "eve" })
        {
            await App.FileAsync(App.Order(person, $"{++orders}", 100m));
        }

        foreach (var id in new[] { ann, bob, eve })
        {
            Assert.Equal(5m, await App.BalanceAsync(id));
        }
    }

    [Fact]
    public async Task A_circle_that_is_closed_later_takes_back_what_was_paid()
    {
        var (ann, code) = await AnnAsync();
        var bob = await App.FileAsync(App.Form("bob", code));
        await App.FileAsync(App.Order("bob", "1", 100m));
        Assert.Equal(100m, await App.BalanceAsync(ann));

        await App.FileAsync(App.Form("ann", await App.CodeAsync(bob)));
        await App.FileAsync(App.Order("ann", "2", 100m));

        Assert.Equal((5m, 5m), (await App.BalanceAsync(ann), await App.BalanceAsync(bob)));
    }

    [Fact]
    public async Task The_code_of_who_became_part_of_another_is_the_others()
    {
        var (ann, _) = await AnnAsync();
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        var zoe = await App.FileAsync(App.Form("zoe"));
        var code = await App.CodeAsync(zoe);
        await App.Get<ContactMerging>().MergeAsync(ann, zoe, true, new MergeCause("by hand"), default);
        await App.FileAsync(App.Form("bob", code));
        await App.FileAsync(App.Order("bob", "1", 500m));

        Assert.Equal(100m, await App.BalanceAsync(zoe));
    }

    [Fact]
    public async Task Cut_short_at_any_write_a_friend_is_counted_and_paid_for_once()
    {
        var (ann, code) = await AnnAsync();
        for (var writes = 0; writes < 9; writes++)
        {
            foreach (var one in new[] { App.Form($"f{writes}", code), App.Order($"f{writes}", $"f{writes}", 100m) })
            {
                App.Requests.CutAfter(writes);
                try
                {
                    await App.ColdFiling().FileAsync(one, default);
                }
                catch (Exception)
                {
                    // The process would have ended here.
                }

                App.Requests.CutAfter(null);
                await App.ColdFiling().FileAsync(one, default);
            }

            Assert.Equal((100m * (writes + 1), writes + 1), (await App.BalanceAsync(ann), await App.InvitedAsync(ann)));
        }
    }

    [Fact]
    public async Task An_erased_friend_leaves_a_number_and_an_erased_inviter_nothing()
    {
        var (ann, code) = await AnnAsync();
        var bob = await App.FileAsync(App.Form("bob", code));
        await App.FileAsync(App.Order("bob", "1", 500m));
        var eve = await App.FileAsync(App.Form("eve", code));
        Assert.True(await App.Get<ContactErasure>().EraseAsync(bob, default));

        Assert.Equal((100m, 2), (await App.BalanceAsync(ann), await App.InvitedAsync(ann)));
        await AssertNoTraceAsync(bob);

        Assert.True(await App.Get<ContactErasure>().EraseAsync(ann, default));
        await AssertNoTraceAsync(ann);
        await App.FileAsync(App.Order("eve", "2", 500m));
        Assert.Equal(25m, await App.BalanceAsync(eve));
    }

    // But in what recompute takes away.
    private async Task AssertNoTraceAsync(string id)
    {
        foreach (var table in new[] { Tables.Contacts, Tables.Loyalty })
        {
            Assert.DoesNotContain(
                await App.RowsAsync(table),
                row => row.RowKey[0] is not ('n' or 'x') && (row.RowKey.Contains(id, StringComparison.Ordinal)
                    || row.Any(one => one.Value is string text && text.Contains(id, StringComparison.Ordinal))));
        }
    }

    private async Task<(string Id, string Code)> AnnAsync(string? phone = null)
    {
        await App.DefineAsync();
        var ann = await App.FileAsync(App.Form("ann", phone: phone));
        return (ann, await App.CodeAsync(ann));
    }

    private static Domain.Contacts.Emails.EmailAddress Address(string name)
    {
        Assert.True(Domain.Contacts.Emails.EmailAddress.TryParse($"{name}@loyal.example", out var email));
        return email;
    }

    private static Domain.Contacts.Phones.PhoneNumber Number(string text)
    {
        Assert.True(Domain.Contacts.Phones.PhoneNumber.TryParse(text, null, out var number));
        return number;
    }
}
