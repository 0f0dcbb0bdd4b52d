using System.Globalization;
using ClientBase.Domain.Analytics;
using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>A report by the names of its columns.</summary>
internal sealed class NamedTable(ReportTable table)
{
    public int Count => table.Rows.Count;

    public IReadOnlyDictionary<string, object?> Totals => table.Totals;

    public string Text(int row, string column) => $"{Cell(row, column)}";

    public decimal? Number(int row, string column) => AsNumber(Cell(row, column));

    public decimal? Total(string name) => table.Totals.TryGetValue(name, out var value) ? AsNumber(value) : null;

    /// <summary>The values of a column.</summary>
    public IReadOnlyList<decimal> Column(string column) => [.. Enumerable.Range(0, Count).Select(row => Number(row, column) ?? 0m)];

    /// <summary>Its rows that have a figure other than nothing in one of some columns.</summary>
    public NamedTable WithAny(params string[] columns) => new(table with
    {
        Rows =
        [
            .. Enumerable.Range(0, Count).Where(row => columns.Any(column => Number(row, column) is not (null or 0m)))
                .Select(row => table.Rows[row]),
        ],
    });

    private object? Cell(int row, string column) =>
        table.Columns.Index().FirstOrDefault(one => one.Item.Id == column) is (var at, { }) ? table.Rows[row][at] : null;

    private static decimal? AsNumber(object? value) => value switch
    {
        null or string => null,
        DateTimeOffset => null,
        _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
    };
}

/// <summary>What the state of the base is told by: the reports of a month and of the year up to it.</summary>
internal sealed record MonthFigures(
    DateTimeOffset Month,
    DateTimeOffset AsOf,
    string? Currency,
    NamedTable Sales,
    NamedTable Base,
    NamedTable Rfm,
    NamedTable AbcXyz,
    NamedTable Channels,
    NamedTable Campaigns,
    NamedTable Products,
    NamedTable Churn,
    NamedTable Pareto)
{
    private const int MonthsShown = 12;

    /// <summary>Reads them.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="month">The first instant of the month.</param>
    public static async Task<MonthFigures> ReadAsync(ReportCatalogue reports, DateTimeOffset month, CancellationToken cancellationToken)
    {
        var year = new ReportQuery(month.AddMonths(1 - MonthsShown), month.AddMonths(1), Granularity.Month, null);
        var only = year with { From = month };
        var asOf = month;
        async Task<NamedTable> Of(string name, ReportQuery query)
        {
            (var table, asOf) = await reports.MakeAsync(reports.Find(name)!, query, cancellationToken);
            return new NamedTable(table);
        }

        var (sales, growth) = (await Of("sales", year), await Of("base", year));
        return new MonthFigures(
            month, asOf, await reports.CurrencyAsync(cancellationToken), sales, growth, await Of("rfm", only), await Of("abc-xyz", only),
            await Of("channels", only), await Of("campaigns", only), await Of("products", only), await Of("churn", only),
            await Of("pareto", only))
        { AsOf = asOf };
    }

    /// <summary>A figure of the month.</summary>
    public static decimal? Now(NamedTable table, string column) => table.Count > 0 ? table.Number(table.Count - 1, column) : null;

    /// <summary>The same of the month before.</summary>
    public static decimal? Before(NamedTable table, string column) => table.Count > 1 ? table.Number(table.Count - 2, column) : null;
}
