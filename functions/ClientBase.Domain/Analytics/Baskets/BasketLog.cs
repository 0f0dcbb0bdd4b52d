namespace ClientBase.Domain.Analytics.Baskets;

/// <summary>What was bought together: baskets of distinct products, held as numbers.</summary>
public sealed class BasketLog
{
    /// <summary>Marks the end of each basket in <see cref="Items"/>.</summary>
    internal const int End = -1;

    private readonly int[] _items;
    private readonly int _length;

    private BasketLog(string[] products, string[] titles, int[] items, int length, int count)
    {
        Products = products;
        Titles = titles;
        Count = count;
        (_items, _length) = (items, length);
    }

    /// <summary>How many baskets hold anything.</summary>
    public int Count { get; }

    /// <summary>Product ids in ordinal order; a product's number is its place.</summary>
    internal string[] Products { get; }

    /// <summary>Their names; of several spellings the first in ordinal order.</summary>
    internal string[] Titles { get; }

    /// <summary>The numbers of each basket in rising order, then <see cref="End"/>.</summary>
    internal ReadOnlySpan<int> Items => _items.AsSpan(0, _length);

    /// <summary>A basket for each order.</summary>
    public static BasketLog OfOrders(IEnumerable<Sale> sales)
    {
        var baskets = new OrderBaskets();
        foreach (var sale in sales)
        {
            baskets.Add(sale);
        }

        return baskets.Log();
    }

    /// <summary>A basket for each customer: all they ever bought.</summary>
    public static BasketLog OfCustomers(IEnumerable<Sale> sales)
    {
        var baskets = new CustomerBaskets();
        foreach (var sale in sales)
        {
            baskets.Add(sale);
        }

        return baskets.Log();
    }

    // Products were numbered as they came up. Numbers them anew in the order of their ids, and drops repeats within a basket.
    internal static BasketLog Sorted(ProductNumbers goods, int[] items, int count)
    {
        var (numbers, titles) = (goods.Numbers, goods.Titles);
        var products = numbers.Keys.Order(StringComparer.Ordinal).ToArray();
        var renumbered = new int[products.Length];
        for (var i = 0; i < products.Length; i++)
        {
            renumbered[numbers[products[i]]] = i;
        }

        var (written, start) = (0, 0);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] != End)
            {
                items[i] = renumbered[items[i]];
                continue;
            }

            var basket = items.AsSpan(start, i - start);
            basket.Sort();
            for (var j = 0; j < basket.Length; j++)
            {
                if (j == 0 || basket[j] != basket[j - 1])
                {
                    items[written++] = basket[j];
                }
            }

            items[written++] = End;
            start = i + 1;
        }

        return new BasketLog(products, [.. products.Select(product => titles[numbers[product]])], items, written, count);
    }
}
