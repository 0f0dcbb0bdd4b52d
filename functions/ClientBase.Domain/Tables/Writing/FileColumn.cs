namespace ClientBase.Domain.Tables.Writing;

/// <summary>What the cells of a column are.</summary>
public enum CellKind
{
    /// <summary>What people wrote: may be dangerous to a spreadsheet.</summary>
    Typed,

    /// <summary>E-mail addresses in normal form.</summary>
    Email,

    /// <summary>Text we brought into normal form: telephones, ids, codes.</summary>
    Text,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Sums of money.</summary>
    Money,

    /// <summary>Shares of one.</summary>
    Percent,

    /// <summary>Times.</summary>
    Time,
}

/// <summary>A column of a file that is written.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Kind">What its cells are.</param>
public sealed record FileColumn(string Heading, CellKind Kind);

/// <summary>Writes a table as a file, row by row, so that its size does not matter.</summary>
public interface ITableWriter : IAsyncDisposable
{
    /// <summary>Writes a row: a cell a column, null where nothing is known.</summary>
    ValueTask WriteAsync(IReadOnlyList<object?> cells, CancellationToken cancellationToken);

    /// <summary>Writes what is left; called once, after the last row.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);
}

/// <summary>What a spreadsheet must not take for a formula.</summary>
public static class Formulas
{
    private const string Starts = "=+-@\t\r";

    /// <summary>
    /// The text, with an apostrophe before it where a spreadsheet would run it. What we brought into normal form is data, and stays as it
    /// is; an address may begin with any of these signs and is only dangerous with the first.
    /// </summary>
    public static string Safe(string text, CellKind kind) => kind switch
    {
        CellKind.Typed when text.Length > 0 && Starts.Contains(text[0], StringComparison.Ordinal) => "'" + text,
        CellKind.Email when text.StartsWith('=') => "'" + text,
        _ => text,
    };
}
