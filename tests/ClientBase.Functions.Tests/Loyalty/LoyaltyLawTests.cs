using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Loyalty;

/// <summary>Random orders, refunds, cancellations, codes and friends: neither their order nor repeats nor a merge may matter.</summary>
[Trait("Category", "Slow")]
public sealed class LoyaltyLawTests(AzuriteFixture azurite) : LoyaltyTest(azurite)
{
    private const int Codes = 3;
    private static readonly string[] People = ["ann", "bob", "eve"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_order_of_arrival_points_and_codes_come_to_the_same(int seed)
    {
        await App.DefineAsync(expiresAfter: null);
        var codes = await App.MakeCodesAsync(new { percent = 10, count = Codes, limit = 2 });
        var random = new Random(seed);
        var (events, orders) = Events(random, codes, $"a{seed}");
        using var other = new LoyaltyBase(Azurite);
        await other.CreateAsync();
        await other.DefineAsync(expiresAfter: null);
        foreach (var code in codes)
        {
            await other.Get<Functions.Loyalty.Promo.PromoStore>().AddAsync(
                (await App.Get<Functions.Loyalty.Promo.PromoReader>().ReadAsync(code, default))!.Promo, default);
        }

        var shuffled = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        foreach (var one in events)
        {
            await App.FileAsync(one);
        }

        foreach (var one in shuffled)
        {
            await other.ColdFiling().FileAsync(one, default);
        }

        Assert.Equal(await StandsAsync(App, codes), await StandsAsync(other, codes));
        foreach (var contact in await App.ContactsAsync())
        {
            Assert.Equal(Earned(orders, contact.PrimaryEmail!), await App.BalanceAsync(contact.Id));
        }

        foreach (var code in codes)
        {
            var carrying = orders.Count(order => order.Counts && order.Code == code);
            Assert.Equal(Math.Min(2, carrying), (await App.PromoAsync(code)).Body.GetProperty("uses").GetInt32());
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task A_merge_that_is_undone_leaves_everybody_as_if_it_had_never_been(int seed)
    {
        await App.DefineAsync(expiresAfter: null);
        var codes = await App.MakeCodesAsync(new { percent = 10, count = Codes, limit = 1 });
        var random = new Random(seed);
        using var other = new LoyaltyBase(Azurite);
        await other.CreateAsync();
        await other.DefineAsync(expiresAfter: null);
        var founding = People.Select((person, at) => App.Form(person, at: App.Clock.GetUtcNow().AddMinutes(-90 + at))).ToList();
        var ids = new List<string>();
        foreach (var one in founding)
        {
            ids.Add(await App.FileAsync(one));
            await other.FileAsync(one);
        }

        MergeId? merge = null;
        var (events, orders) = Events(random, codes, $"m{seed}");
        foreach (var one in events)
        {
            await other.FileAsync(one);
        }

        var shuffled = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        foreach (var (one, at) in shuffled.Select((one, at) => (one, at)))
        {
            await App.FileAsync(one);
            if (at > 3 && merge is null)
            {
                merge = (await App.Get<ContactMerging>().MergeAsync(ids[0], ids[1], true, new MergeCause("by hand"), default)).Merge;
            }
        }

        // While they are one, theirs is the sum of both.
        var apart = (await other.ContactsAsync()).ToDictionary(contact => contact.PrimaryEmail!, contact => contact.Id);
        var both = 0m;
        foreach (var person in People[..2])
        {
            both += await other.BalanceAsync(apart[$"{person}@loyal.example"]);
        }

        Assert.Equal(both, await App.BalanceAsync(merge!.Survivor));
        Assert.NotNull((await App.Get<MergeUndoing>().UndoAsync(merge, null, default)).Decisions);

        Assert.Equal(await BalancesAsync(other), await BalancesAsync(App));
        foreach (var contact in await App.ContactsAsync())
        {
            Assert.Equal(Earned(orders, contact.PrimaryEmail!), await App.BalanceAsync(contact.Id));
        }

        foreach (var code in codes)
        {
            var (_, read) = await App.PromoAsync(code);
            Assert.InRange(read.GetProperty("uses").GetInt32(), 0, 1);
        }
    }

    // Each order is told of in a few versions, each version and refund in an event of its own.
    private (List<CapturedEvent> Events, List<Told> Orders) Events(Random random, List<string> codes, string name)
    {
        var now = App.Clock.GetUtcNow();
        var (events, orders) = (new List<CapturedEvent>(), new List<Told>());
        for (var order = 0; order < 8; order++)
        {
            var (who, id) = (People[random.Next(People.Length)], $"{name}-{order}");
            var placed = now.AddMinutes(-60 + order);
            var last = new Told(who, 0m, Counts: false, null);
            for (var version = 0; version <= random.Next(3); version++)
            {
                last = new Told(
                    who,
                    random.Next(1, 40) * 50m,
                    Counts: version == 0 || random.Next(3) > 0,
                    random.Next(3) == 0 ? null : codes[random.Next(codes.Count)]);
                events.Add(App.Order(
                    who, id, last.Total, last.Counts, at: placed.AddSeconds(version),
                    placedAt: placed, codes: last.Code is { } code ? [code] : []));
            }

            if (random.Next(3) == 0)
            {
                last = last with { Refunded = random.Next(1, 10) * 10m };
                events.Add(App.Refund(id, $"r{order}", last.Refunded));
            }

            orders.Add(last);
        }

        return (events, orders);
    }

    // Counted from what the orders came to in the end, by nothing of the app.
    private static decimal Earned(List<Told> orders, string email) => orders
        .Where(order => order.Counts && $"{order.Who}@loyal.example" == email)
        .Sum(order => LoyaltyBase.PointsPer * Math.Max(0m, order.Total - order.Refunded));

    private static async Task<string> StandsAsync(LoyaltyBase app, List<string> codes)
    {
        var used = new List<string>();
        foreach (var code in codes)
        {
            var (_, read) = await app.PromoAsync(code);
            used.Add($"{code} {read.GetProperty("state")} {read.GetProperty("order")} {read.GetProperty("uses")}");
        }

        return string.Join('\n', used.Append(await BalancesAsync(app)));
    }

    private static async Task<string> BalancesAsync(LoyaltyBase app)
    {
        var balances = new List<string>();
        foreach (var contact in (await app.ContactsAsync()).OrderBy(contact => contact.PrimaryEmail, StringComparer.Ordinal))
        {
            balances.Add($"{contact.PrimaryEmail} {await app.BalanceAsync(contact.Id)}");
        }

        return string.Join('\n', balances);
    }

    // An order as it was told of last.
    private sealed record Told(string Who, decimal Total, bool Counts, string? Code)
    {
        public decimal Refunded { get; init; }
    }
}
