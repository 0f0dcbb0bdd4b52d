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

/// <summary>Adds orders up by currency.</summary>
internal sealed class MoneyTally(IReadOnlyList<string> currencies)
{
    private readonly decimal[] _gross = new decimal[currencies.Count];
    private readonly List<decimal>[] _nets = [.. currencies.Select(_ => new List<decimal>())];

    public int Orders => _nets.Sum(nets => nets.Count);

    public void Add(Sale sale)
    {
        var i = 0;
        while (currencies[i] != sale.Currency)
        {
            i++;
        }

        _gross[i] += sale.Gross;
        _nets[i].Add(sale.Net);
    }

    /// <summary>The figures, one for each currency, zeros where nothing was paid in it.</summary>
    public IReadOnlyList<MoneyFigures> Figures() => [.. currencies.Select((currency, i) => Figures(currency, _gross[i], _nets[i]))];

    private static MoneyFigures Figures(string currency, decimal gross, List<decimal> nets)
    {
        var net = nets.Sum();
        return new MoneyFigures(
            currency,
            nets.Count,
            gross,
            gross - net,
            net,
            Rounding.Share(gross - net, gross),
            Rounding.Each(net, nets.Count),
            Median(nets));
    }

    private static decimal? Median(List<decimal> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        return Rounding.Cents((values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2m);
    }
}
