using System.Globalization;
using ClientBase.Domain;
using ClientBase.Domain.Tables.Writing;

namespace ClientBase.Functions.Reports.Making;

/// <summary>What the figures of a column are.</summary>
public enum ReportType
{
    Text,
    Number,
    Money,
    Percent,
    Date,
}

/// <summary>A column of a report.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Type"><c>text number money percent date</c>; a percentage is a share of one.</param>
public sealed record ReportColumn(string Id, LocalText Title, ReportType Type)
{
    public static ReportColumn Text(string id, string en, string ru) => new(id, new LocalText(en, ru), ReportType.Text);

    public static ReportColumn Number(string id, string en, string ru) => new(id, new LocalText(en, ru), ReportType.Number);

    public static ReportColumn Money(string id, string en, string ru) => new(id, new LocalText(en, ru), ReportType.Money);

    public static ReportColumn Percent(string id, string en, string ru) => new(id, new LocalText(en, ru), ReportType.Percent);

    public static ReportColumn Date(string id, string en, string ru) => new(id, new LocalText(en, ru), ReportType.Date);

    /// <summary>The column of a file.</summary>
    /// <param name="language">In which language it is headed; null: by its id.</param>
    public FileColumn ToFile(string? language) => new(language is null ? Id : Title.In(language), Type switch
    {
        ReportType.Number => CellKind.Number,
        ReportType.Money => CellKind.Money,
        ReportType.Percent => CellKind.Percent,
        ReportType.Date => CellKind.Time,
        _ => CellKind.Typed,
    });
}

/// <summary>A report: one table.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, a value a column; null where nothing is known.</param>
public sealed record ReportTable(IReadOnlyList<ReportColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>What the rows come to, by column; also figures of the whole that no column has.</summary>
    public IReadOnlyDictionary<string, object?> Totals { get; init; } = new Dictionary<string, object?>();

    /// <summary>What the figures mean, and when they are not to be relied on.</summary>
    public IReadOnlyList<LocalText> Notes { get; init; } = [];

    /// <summary>The sum of a column.</summary>
    public decimal Sum(string column)
    {
        var at = Columns.Index().First(one => one.Item.Id == column).Index;
        return Rows.Sum(row => row[at] switch
        {
            null => 0m,
            decimal sum => sum,
            int count => count,
            var other => Convert.ToDecimal(other, CultureInfo.InvariantCulture),
        });
    }

    /// <summary>The table with the sums of some columns as its totals.</summary>
    public ReportTable Summed(params string[] columns) =>
        this with { Totals = columns.ToDictionary(column => column, column => (object?)Sum(column), StringComparer.Ordinal) };

    public ReportTable Noted(params LocalText?[] notes) => this with { Notes = [.. Notes, .. notes.OfType<LocalText>()] };
}

/// <summary>A report as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AsOf">The instant its figures are of.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, a value a column.</param>
/// <param name="Totals">What the rows come to.</param>
/// <param name="Notes">What the figures mean, in both languages.</param>
public sealed record ReportAnswer(
    string Name,
    DateTimeOffset AsOf,
    IReadOnlyList<ReportColumnView> Columns,
    IReadOnlyList<object?[]> Rows,
    IReadOnlyDictionary<string, object?> Totals,
    IReadOnlyList<LocalText> Notes)
{
    public static ReportAnswer Of(string name, DateTimeOffset asOf, ReportTable table) => new(
        name,
        asOf,
        [.. table.Columns.Select(column => new ReportColumnView(column.Id, column.Title, column.Type.ToString().ToLowerInvariant()))],
        table.Rows,
        table.Totals,
        table.Notes);
}

/// <summary>A column as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Type"><c>text number money percent date</c>; a percentage is a share of one.</param>
public sealed record ReportColumnView(string Id, LocalText Title, string Type);
