using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>The portrait against a plain computation over a made-up shop.</summary>
[Trait("Category", "Slow")]
public sealed class PortraitTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ReportBase _base = new(azurite);
    private MadeUpShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        _shop = new MadeUpShop(_base.Clock.GetUtcNow(), people: 40);
        await _shop.FileAsync(_base);
        await _base.RecomputeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?segment=regular", true)]
    public async Task A_portrait_puts_each_share_beside_that_of_the_base_and_others_mean_the_same_of_both(string query, bool isRegular)
    {
        var orders = _shop.Counted.ToLookup(order => order.Person);
        var its = _shop.People.Where(person => !isRegular || orders[person.Number].Count() > 3).ToList();

        var portrait = await _base.ReportAsync("portrait", query);

        var rows = portrait.Texts("dimension").Zip(portrait.Texts("key")).Zip(portrait["contacts"], portrait["share"])
            .Zip(portrait["baseShare"], portrait["index"]).Select(row => (
                Dimension: row.First.First.First!, Key: row.First.First.Second!,
                Line: $"{row.First.Second} {row.First.Third} {row.Second} {row.Third}")).ToLookup(row => row.Dimension);
        AssertShares("sex", person => person.Sex == "f" ? "female" : "male");
        AssertShares("city", person => person.City.ToLowerInvariant());
        AssertShares("occupation", person => person.Job);
        AssertShares("frequency", person => orders[person.Number].Count() switch
        {
            0 => "0",
            1 => "1",
            < 4 => "2-3",
            < 10 => "4-9",
            _ => "10+",
        });
        Assert.Equal((its.Count, _shop.People.Count), ((int)portrait.Total("contacts"), (int)portrait.Total("base")));

        void AssertShares(string dimension, Func<PlainPerson, string> keyOf)
        {
            var top = its.CountBy(keyOf).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(10)
                .Select(one => one.Key).ToHashSet();
            string Key(PlainPerson person) => top.Contains(keyOf(person)) ? keyOf(person) : "other";
            var whole = _shop.People.CountBy(Key).ToDictionary();
            var plain = its.CountBy(Key).Select(one => (dimension, one.Key, Line(one.Value, its.Count, whole[one.Key])));
            Assert.Equal(plain.Order(), rows[dimension].Select(row => (row.Dimension, row.Key, row.Line)).Order());
        }

        string Line(int count, int of, int inBase)
        {
            var (share, baseShare) = (Share(count, of), Share(inBase, _shop.People.Count));
            return FormattableString.Invariant($"{count} {share} {baseShare} {Math.Round(share / baseShare, 2)}");
        }

        static decimal Share(int part, int whole) => Math.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);
    }
}
