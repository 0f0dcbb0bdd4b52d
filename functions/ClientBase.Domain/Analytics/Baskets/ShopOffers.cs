namespace ClientBase.Domain.Analytics.Baskets;

/// <summary>What a shop's customers can be offered next, as its sales taught it.</summary>
/// <param name="Customers">So many customers it was learned from.</param>
/// <param name="ByProduct">The best offers to who has a product, by product id.</param>
public sealed record ShopOffers(int Customers, IReadOnlyDictionary<string, IReadOnlyList<Offer>> ByProduct)
{
    private const int EachProduct = 8;
    private const int LeastTogether = 2;

    /// <summary>Learns from the baskets of customers: what is bought by the same people.</summary>
    public static ShopOffers Of(BasketLog log)
    {
        var options = new PairOptions { MinCount = Math.Max(LeastTogether, PairOptions.LeastOf(log.Count)) };
        return new ShopOffers(log.Count, new NextOffers(PairReport.Of(log, options)).Strongest(EachProduct));
    }

    /// <summary>The best offers to somebody, the strongest first.</summary>
    /// <param name="bought">Product ids they have.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<Offer> For(IReadOnlySet<string> bought, int count) => new NextOffers(
        bought.Where(ByProduct.ContainsKey).ToDictionary(product => product, product => ByProduct[product])).For(bought, count);
}
