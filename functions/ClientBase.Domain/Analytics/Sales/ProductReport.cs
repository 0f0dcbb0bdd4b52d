namespace ClientBase.Domain.Analytics.Sales;

/// <summary>A product in a period's sales, in one currency.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Title">Its name when it was last sold.</param>
/// <param name="Orders">Orders it was bought in: a return or a discount is no purchase.</param>
/// <param name="Quantity">How much was bought.</param>
/// <param name="ReturnedQuantity">How much came back, by lines of a quantity below zero.</param>
/// <param name="Gross">Sum of its lines, less discounts, returns left out.</param>
/// <param name="Returned">Money for what came back.</param>
/// <param name="Net">Sum of all its lines.</param>
/// <param name="ReturnShare">Returned / gross; null without gross.</param>
/// <param name="Share">Net of what all goods with revenue above zero brought; null when none has any.</param>
/// <param name="CumulativeShare">The same of it and all goods ranked before it: the Pareto curve.</param>
public sealed record ProductRow(
    string ProductId,
    string Title,
    int Orders,
    decimal Quantity,
    decimal ReturnedQuantity,
    decimal Gross,
    decimal Returned,
    decimal Net,
    decimal? ReturnShare,
    decimal? Share,
    decimal? CumulativeShare);

/// <summary>Goods sold in a period for one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TopShare">What the top 20 % of the goods brought, of one (their number rounded up); null without revenue.</param>
/// <param name="Rows">By net revenue, the largest first; ties by product id.</param>
/// <remarks>Made from the lines of orders. Refunds a shop states for an order as a whole belong to no product and are left out.</remarks>
public sealed record ProductReport(string Currency, decimal? TopShare, IReadOnlyList<ProductRow> Rows)
{
    /// <summary>The reports of a period, one for each currency, the main one first.</summary>
    public static IReadOnlyList<ProductReport> Of(SalesHistory history, Period period) =>
        history.Into(new ProductTally(period)).Reports(history.Summary);
}

/// <summary>Makes <see cref="ProductReport"/>s order by order.</summary>
/// <param name="period">The period.</param>
public sealed class ProductTally(Period period) : ISalesTally
{
    private const int TopFraction = 5; // A fifth is the 20 % of Pareto's rule.

    private readonly Dictionary<(int Currency, string Product), Tally> _goods = [];

    /// <inheritdoc/>
    public void Add(in SalesEntry entry)
    {
        foreach (var line in period.Has(entry.Sale.At) ? entry.Sale.Lines : [])
        {
            var key = (entry.Currency, line.ProductId);
            if (!_goods.TryGetValue(key, out var tally))
            {
                _goods.Add(key, tally = new Tally(line.ProductId));
            }

            tally.Add(line, entry.Sale);
        }
    }

    /// <summary>The reports, one for each currency, the main one first.</summary>
    public IReadOnlyList<ProductReport> Reports(SalesSummary summary) =>
    [
        .. summary.Currencies.Zip(summary.Places, (currency, place) =>
            Ranked(currency, _goods.Where(one => one.Key.Currency == place).Select(one => one.Value))),
    ];

    private static ProductReport Ranked(string currency, IEnumerable<Tally> goods)
    {
        var ranked = goods.OrderByDescending(tally => tally.Net).ThenBy(tally => tally.ProductId, StringComparer.Ordinal).ToList();
        var whole = ranked.Sum(tally => Math.Max(0m, tally.Net));
        var cumulated = 0m;
        var rows = new List<ProductRow>(ranked.Count);
        foreach (var tally in ranked)
        {
            cumulated += Math.Max(0m, tally.Net);
            rows.Add(tally.Row(whole, cumulated));
        }

        var top = (ranked.Count + TopFraction - 1) / TopFraction;
        return new ProductReport(currency, top == 0 ? null : rows[top - 1].CumulativeShare, rows);
    }

    private sealed class Tally(string productId)
    {
        private string _title = "";
        private Sale? _last;
        private int _orders;
        private decimal _quantity;
        private decimal _returnedQuantity;
        private decimal _gross;
        private decimal _returned;

        public string ProductId => productId;

        public decimal Net => _gross - _returned;

        // Sales come in the order of time, so the last title is the latest.
        public void Add(SaleLine line, Sale sale)
        {
            _title = line.Title.Length > 0 ? line.Title : _title;
            if (line.Quantity < 0m)
            {
                _returnedQuantity -= line.Quantity;
                _returned -= line.Amount;
                return;
            }

            _gross += line.Amount;
            if (!line.IsPurchase)
            {
                return;
            }

            _quantity += line.Quantity;
            _orders += ReferenceEquals(_last, sale) ? 0 : 1;
            _last = sale;
        }

        public ProductRow Row(decimal whole, decimal cumulated) => new(
            productId,
            _title,
            _orders,
            _quantity,
            _returnedQuantity,
            _gross,
            _returned,
            Net,
            Rounding.Share(_returned, _gross),
            Rounding.Share(Net, whole),
            Rounding.Share(cumulated, whole));
    }
}
