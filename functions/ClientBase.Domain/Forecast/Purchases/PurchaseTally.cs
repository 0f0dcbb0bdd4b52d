using System.Runtime.InteropServices;
using ClientBase.Domain.Analytics;

namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>
/// Sums a base's orders up for a forecast, as they were placed: in memory are some numbers a customer, however many orders there are.
/// </summary>
/// <param name="until">The last day, included; ages run to it.</param>
/// <param name="fitted">An earlier day, whose histories are wanted too: a forecast is tried on what came after it.</param>
public sealed class PurchaseTally(DateOnly until, DateOnly fitted)
{
    private readonly Dictionary<string, Purchases> _byCurrency = new(StringComparer.Ordinal);

    /// <summary>The last day.</summary>
    public DateOnly Until => until;

    /// <summary>The earlier day.</summary>
    public DateOnly Fitted => fitted;

    /// <summary>The currency of most orders (ties: the alphabetically first); null without orders.</summary>
    public string? MainCurrency => _byCurrency.OrderByDescending(one => one.Value.Orders)
        .ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key).FirstOrDefault();

    /// <summary>Takes in an order; of one customer they come in the order they were placed.</summary>
    public void Add(Sale sale)
    {
        if (!_byCurrency.TryGetValue(sale.Currency, out var purchases))
        {
            _byCurrency.Add(sale.Currency, purchases = new Purchases());
        }

        purchases.Add(sale, fitted.DayNumber);
    }

    /// <summary>The first day of an order in a currency; null without any.</summary>
    public DateOnly? FirstDay(string currency) =>
        _byCurrency.TryGetValue(currency, out var purchases) ? DateOnly.FromDayNumber(purchases.FirstDay) : null;

    /// <summary>How often each customer bought again until the last day, as they are numbered in the histories.</summary>
    public int RepeatsOf(string currency, int customer) => _byCurrency[currency].Customers[customer].Days - 1;

    /// <summary>The histories of who paid in a currency, in days.</summary>
    /// <param name="currency">The currency.</param>
    /// <param name="isEarlier">As of the earlier day rather than of the last.</param>
    public PurchaseHistories Histories(string currency, bool isEarlier)
    {
        var customers = _byCurrency.TryGetValue(currency, out var purchases) ? CollectionsMarshal.AsSpan(purchases.Customers) : [];
        var (histories, means) = (new PurchaseHistory?[customers.Length], new double[customers.Length]);
        var (spent, days, end) = (0d, 0L, (isEarlier ? fitted : until).DayNumber);
        for (var i = 0; i < customers.Length; i++)
        {
            var one = isEarlier ? customers[i].AsOfFitted : customers[i];
            if (one.Days > 0)
            {
                histories[i] = new PurchaseHistory(one.Days - 1, one.Last - one.First, end - one.First);
                means[i] = one.Days == 1 ? 0d : (one.Spent - one.SpentFirst) / (one.Days - 1);
                (spent, days) = (spent + one.Spent, days + one.Days);
            }
        }

        return new PurchaseHistories(histories, TimeUnit.Day, means, days == 0 ? 0d : spent / days);
    }

    // The orders in one currency.
    private sealed class Purchases
    {
        private readonly CustomerNumbers _numbers = new();

        public List<Customer> Customers { get; } = [];

        public long Orders { get; private set; }

        public int FirstDay { get; private set; } = int.MaxValue;

        public void Add(Sale sale, int fitted)
        {
            var (number, day) = (_numbers.Of(sale.CustomerId), PurchaseLog.DayOf(sale.At.UtcDateTime));
            if (number == Customers.Count)
            {
                Customers.Add(default);
            }

            (Orders, FirstDay) = (Orders + 1, Math.Min(FirstDay, day));
            CollectionsMarshal.AsSpan(Customers)[number].Add(day, (double)sale.Net, fitted);
        }
    }

    // Days are those with a purchase; the money of the first is known apart.
    private struct Customer
    {
        private int _daysThen;
        private int _lastThen;
        private double _spentThen;

        public int Days { get; private set; }

        public int First { get; private set; }

        public int Last { get; private set; }

        public double Spent { get; private set; }

        public double SpentFirst { get; private set; }

        public readonly Customer AsOfFitted => this with { Days = _daysThen, Last = _lastThen, Spent = _spentThen };

        public void Add(int day, double net, int fitted)
        {
            First = Days == 0 ? day : First;
            Days += Days == 0 || day != Last ? 1 : 0;
            (Last, Spent, SpentFirst) = (day, Spent + net, SpentFirst + (day == First ? net : 0d));
            if (day <= fitted)
            {
                (_daysThen, _lastThen, _spentThen) = (Days, Last, Spent);
            }
        }
    }
}
