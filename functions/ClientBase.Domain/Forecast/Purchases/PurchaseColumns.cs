using ClientBase.Domain.Analytics;

namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>Gathers a base's orders for a forecast: 17 bytes an order, so that ten million of them fit into memory.</summary>
public sealed class PurchaseColumns
{
    private readonly Dictionary<string, int> _customers = new(StringComparer.Ordinal);
    private readonly List<string> _currencies = [];
    private readonly List<int> _orders = []; // By currency.
    private readonly List<int> _customerOf = [];
    private readonly List<int> _day = [];
    private readonly List<double> _amount = [];
    private readonly List<byte> _currency = [];

    /// <summary>The currency of most orders (ties: the alphabetically first); null without orders.</summary>
    public string? MainCurrency => _currencies.Zip(_orders).OrderByDescending(one => one.Second)
        .ThenBy(one => one.First, StringComparer.Ordinal).Select(one => one.First).FirstOrDefault();

    /// <summary>Takes in an order. Of more than 255 currencies the later ones are passed over.</summary>
    public void Add(Sale sale)
    {
        var currency = _currencies.IndexOf(sale.Currency);
        if (currency < 0 && _currencies.Count < byte.MaxValue)
        {
            currency = _currencies.Count;
            _currencies.Add(sale.Currency);
            _orders.Add(0);
        }

        if (currency < 0)
        {
            return;
        }

        if (!_customers.TryGetValue(sale.CustomerId, out var customer))
        {
            _customers.Add(sale.CustomerId, customer = _customers.Count);
        }

        _orders[currency]++;
        _customerOf.Add(customer);
        _day.Add(PurchaseLog.DayOf(sale.At.UtcDateTime));
        _amount.Add((double)sale.Net);
        _currency.Add((byte)currency);
    }

    /// <summary>The orders in a currency; customers without any are left out.</summary>
    public PurchaseLog LogIn(string currency)
    {
        var wanted = _currencies.IndexOf(currency);
        var count = wanted < 0 ? 0 : _orders[wanted];
        var (customers, days, amounts) = (new int[count], new int[count], new double[count]);
        var (numbers, known, row) = (new int[_customers.Count], 0, 0);
        for (var i = 0; i < _currency.Count; i++)
        {
            if (_currency[i] == wanted)
            {
                ref var number = ref numbers[_customerOf[i]];
                number = number == 0 ? ++known : number;
                (customers[row], days[row], amounts[row]) = (number - 1, _day[i], _amount[i]);
                row++;
            }
        }

        return new PurchaseLog(known, customers, days, amounts);
    }
}
