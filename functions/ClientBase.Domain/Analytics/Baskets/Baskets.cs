namespace ClientBase.Domain.Analytics.Baskets;

/// <summary>Numbers products as they come up.</summary>
internal sealed class ProductNumbers
{
    public Dictionary<string, int> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Of several spellings of a title the first in ordinal order.</summary>
    public List<string> Titles { get; } = [];

    public int Of(SaleLine line)
    {
        if (Numbers.TryGetValue(line.ProductId, out var number))
        {
            var known = Titles[number];
            Titles[number] = known.Length == 0 || (line.Title.Length > 0 && string.CompareOrdinal(line.Title, known) < 0)
                ? line.Title
                : known;
            return number;
        }

        Numbers.Add(line.ProductId, Titles.Count);
        Titles.Add(line.Title);
        return Titles.Count - 1;
    }
}

/// <summary>Gathers a basket for each order.</summary>
public sealed class OrderBaskets
{
    private readonly ProductNumbers _goods = new();
    private readonly List<int> _items = [];
    private int _count;

    /// <summary>Takes in an order.</summary>
    public void Add(Sale sale)
    {
        var start = _items.Count;
        foreach (var line in sale.Lines)
        {
            if (line.IsPurchase)
            {
                _items.Add(_goods.Of(line));
            }
        }

        if (_items.Count > start)
        {
            _items.Add(BasketLog.End);
            _count++;
        }
    }

    /// <summary>What was gathered.</summary>
    public BasketLog Log() => BasketLog.Sorted(_goods, [.. _items], _count);
}

/// <summary>Gathers a basket for each customer: all they bought, a number a line.</summary>
public sealed class CustomerBaskets
{
    private readonly ProductNumbers _goods = new();
    private readonly CustomerNumbers _customers = new();
    private readonly List<long> _bought = []; // The customer's number, then the product's.

    /// <summary>Takes in an order.</summary>
    public void Add(Sale sale)
    {
        foreach (var line in sale.Lines)
        {
            if (line.IsPurchase)
            {
                _bought.Add(((long)_customers.Of(sale.CustomerId) << 32) | (uint)_goods.Of(line));
            }
        }
    }

    /// <summary>What was gathered.</summary>
    public BasketLog Log()
    {
        _bought.Sort();
        var (items, written) = (new int[_bought.Count + _customers.Count], 0);
        for (var i = 0; i < _bought.Count; i++)
        {
            items[written++] = (int)(uint)_bought[i];
            if (i + 1 == _bought.Count || _bought[i + 1] >> 32 != _bought[i] >> 32)
            {
                items[written++] = BasketLog.End;
            }
        }

        return BasketLog.Sorted(_goods, items, _customers.Count);
    }

    /// <summary>The products of each customer, the customers in no order.</summary>
    public IEnumerable<(string CustomerId, IReadOnlySet<string> Bought)> Each()
    {
        _bought.Sort();
        var products = _goods.Numbers.ToDictionary(one => one.Value, one => one.Key);
        foreach (var (id, customer) in _customers.Each())
        {
            var bought = new HashSet<string>(StringComparer.Ordinal);
            for (var i = FirstOf(customer); i < _bought.Count && _bought[i] >> 32 == customer; i++)
            {
                bought.Add(products[(int)(uint)_bought[i]]);
            }

            yield return (id, bought);
        }
    }

    private int FirstOf(int customer) => _bought.BinarySearch((long)customer << 32) is var place && place >= 0 ? Before(place) : ~place;

    // Of equal numbers a search may find any.
    private int Before(int place)
    {
        while (place > 0 && _bought[place - 1] == _bought[place])
        {
            place--;
        }

        return place;
    }
}
