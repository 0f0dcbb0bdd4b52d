using System.Globalization;

namespace ClientBase.Domain.Analytics.Baskets;

/// <summary>A product to offer to somebody.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Title">Its name.</param>
/// <param name="Score">How strongly, above 0 (<see cref="NextOffers"/>).</param>
/// <param name="Lift">How many times more often than by chance it is bought by who has <paramref name="BoughtWith"/>.</param>
/// <param name="BoughtWith">The product they have that this offer mostly rests on.</param>
/// <param name="Reason">Why, in words: "Bought with X: n of m".</param>
public sealed record Offer(string ProductId, string Title, double Score, double Lift, string BoughtWith, LocalText Reason);

/// <summary>What to offer somebody next: products often bought by people who bought what they have.</summary>
/// <remarks>
/// Y is offered to who has X when it is in more of the baskets with X than chance explains. L is the lower end of the 95 % Wilson interval
/// of the share of baskets with X that hold Y too; p is the share of all baskets with Y. Y is offered only when L &gt; p, with the score
/// L x ln(L / p): high when Y is likely to be taken, low when everybody buys it anyway. The interval keeps one coincidence in one basket
/// from beating fifty in a hundred. When several X lead to Y, only the best score counts, since similar products would count twice.
/// </remarks>
public sealed class NextOffers
{
    private readonly Dictionary<string, List<Offer>> _offers = new(StringComparer.Ordinal);

    /// <summary>Offers that were drawn before, as <see cref="Strongest"/> gave them.</summary>
    public NextOffers(IReadOnlyDictionary<string, IReadOnlyList<Offer>> offers)
    {
        foreach (var (product, some) in offers)
        {
            _offers.Add(product, [.. some]);
        }

        Sort();
    }

    /// <summary>Offers drawn from pairs: of orders, or of whole histories.</summary>
    public NextOffers(PairReport report)
    {
        foreach (var pair in report.Pairs)
        {
            Learn(pair.A, pair.TitleA, pair.B, pair.TitleB, pair.Count, pair.CountA, (double)pair.CountB / report.Baskets);
            Learn(pair.B, pair.TitleB, pair.A, pair.TitleA, pair.Count, pair.CountB, (double)pair.CountA / report.Baskets);
        }

        Sort();
    }

    /// <summary>The best offers to somebody, the strongest first; ties by product id.</summary>
    /// <param name="bought">Product ids they have.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="repeatable">Product ids that are bought again and again: offered though they have them.</param>
    public IReadOnlyList<Offer> For(IReadOnlySet<string> bought, int count, IReadOnlySet<string>? repeatable = null) =>
    [
        // What is beaten by so many others of its own list is beaten by them altogether.
        .. bought.SelectMany(product => _offers.GetValueOrDefault(product, [])
                .Where(offer => !bought.Contains(offer.ProductId) || repeatable?.Contains(offer.ProductId) == true)
                .Take(count))
            .GroupBy(offer => offer.ProductId, StringComparer.Ordinal)
            .Select(offers => offers
                .OrderByDescending(offer => offer.Score)
                .ThenBy(offer => offer.BoughtWith, StringComparer.Ordinal)
                .First())
            .OrderByDescending(offer => offer.Score).ThenBy(offer => offer.ProductId, StringComparer.Ordinal)
            .Take(count),
    ];

    /// <summary>The best offers to who has a product, by product: enough to keep, and small.</summary>
    /// <param name="each">At most so many a product.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<Offer>> Strongest(int each) => _offers.ToDictionary(
        one => one.Key,
        one => (IReadOnlyList<Offer>)[.. one.Value.Take(each)],
        StringComparer.Ordinal);

    private void Sort()
    {
        foreach (var offers in _offers.Values)
        {
            offers.Sort((a, b) => b.Score.CompareTo(a.Score) is not 0 and var order
                ? order
                : string.CompareOrdinal(a.ProductId, b.ProductId));
        }
    }

    private void Learn(string has, string hasTitle, string product, string title, int hits, int cases, double chance)
    {
        var (low, _) = Wilson.Of(hits, cases);
        if (low <= chance)
        {
            return;
        }

        if (!_offers.TryGetValue(has, out var offers))
        {
            _offers.Add(has, offers = []);
        }

        var name = hasTitle.Length > 0 ? hasTitle : has;
        var reason = new LocalText(
            string.Create(CultureInfo.InvariantCulture, $"Bought with {name}: {hits} of {cases}"),
            string.Create(CultureInfo.InvariantCulture, $"Покупают вместе с {name}: {hits} из {cases}"));
        offers.Add(new Offer(product, title, low * Math.Log(low / chance), hits / (cases * chance), has, reason));
    }
}
