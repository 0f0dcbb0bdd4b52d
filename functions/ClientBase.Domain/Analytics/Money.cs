namespace ClientBase.Domain.Analytics;

/// <summary>An amount of money.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money(decimal Amount, string Currency);

/// <summary>What some orders brought, in one currency. Currencies are never added up: no exchange rates are known here.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Orders">Orders paid in it.</param>
/// <param name="Gross">Their sum before refunds.</param>
/// <param name="Refunds">Money returned, each order's up to its sum: gross less net.</param>
/// <param name="Net">Their sum less refunds.</param>
/// <param name="ReturnShare">Refunds / gross, of one; null without gross.</param>
/// <param name="AverageCheck">Net / orders, in cents; null without orders.</param>
/// <param name="MedianCheck">The middle net of an order (of two middle ones the mean), in cents; null without orders.</param>
public sealed record MoneyFigures(
    string Currency,
    int Orders,
    decimal Gross,
    decimal Refunds,
    decimal Net,
    decimal? ReturnShare,
    decimal? AverageCheck,
    decimal? MedianCheck);

/// <summary>Adds orders up by currency, in little memory.</summary>
internal sealed class MoneyTally
{
    private readonly List<Sums> _byCurrency = [];

    /// <summary>Adds an order in the currency of a number.</summary>
    public void Add(Sale sale, int currency)
    {
        while (_byCurrency.Count <= currency)
        {
            _byCurrency.Add(new Sums());
        }

        _byCurrency[currency].Add(sale);
    }

    /// <summary>Nothing more is added: what only that is needed for is let go.</summary>
    public void Close() => _byCurrency.ForEach(sums => sums.Close());

    /// <summary>The figures, one for each currency, zeros where nothing was paid in it.</summary>
    public IReadOnlyList<MoneyFigures> Figures(SalesSummary summary) =>
    [
        .. summary.Currencies.Zip(summary.Places, (currency, place) =>
            (place < _byCurrency.Count ? _byCurrency[place] : new Sums()).Figures(currency)),
    ];

    private sealed class Sums
    {
        private readonly MedianTally _median = new();
        private int _orders;
        private decimal _gross;
        private decimal _net;
        private decimal? _middle;

        public void Add(Sale sale)
        {
            _orders++;
            _gross += sale.Gross;
            _net += sale.Net;
            _median.Add(sale.Net);
        }

        public void Close()
        {
            _middle ??= _median.Value();
            _median.Clear();
        }

        public MoneyFigures Figures(string currency)
        {
            Close();
            return new MoneyFigures(
                currency,
                _orders,
                _gross,
                _gross - _net,
                _net,
                Rounding.Share(_gross - _net, _gross),
                Rounding.Each(_net, _orders),
                _middle is { } middle ? Rounding.Cents(middle) : null);
        }
    }
}

/// <summary>The middle of many amounts: how often each occurs is counted.</summary>
/// <remarks>
/// Of more different amounts than are kept, amounts are cut to tenths, ones, tens and so on until they are few enough: the median is off
/// by less than that step, and does not depend on the order they come in.
/// </remarks>
internal sealed class MedianTally(int mostAmounts = MedianTally.MostAmounts)
{
    private const int MostAmounts = 500_000;

    private Dictionary<decimal, int> _counts = [];
    private long _all;
    private decimal _step;

    public void Add(decimal amount)
    {
        Count(_counts, amount, 1);
        _all++;
        while (_counts.Count > mostAmounts)
        {
            _step = _step == 0m ? 0.01m : _step * 10m;
            var coarser = new Dictionary<decimal, int>();
            foreach (var (known, times) in _counts)
            {
                Count(coarser, known, times);
            }

            _counts = coarser;
        }
    }

    /// <summary>The middle one; of two middle ones the mean; null of none.</summary>
    public decimal? Value()
    {
        if (_all == 0)
        {
            return null;
        }

        var sorted = _counts.Keys.ToArray();
        Array.Sort(sorted);
        return (At(sorted, (_all - 1) / 2) + At(sorted, _all / 2)) / 2m;
    }

    public void Clear() => _counts = [];

    private decimal At(decimal[] sorted, long place)
    {
        foreach (var amount in sorted)
        {
            if ((place -= _counts[amount]) < 0)
            {
                return amount;
            }
        }

        return sorted[^1];
    }

    private void Count(Dictionary<decimal, int> counts, decimal amount, int times)
    {
        var key = _step == 0m ? amount : Math.Floor(amount / _step) * _step;
        counts[key] = counts.GetValueOrDefault(key) + times;
    }
}
