namespace ClientBase.Domain.Tables;

/// <summary>The rows of a table, whatever kind of file it lies in. Cells are valid until the next row is read.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>Cells of the first row that has any.</summary>
    IReadOnlyList<string> Headers { get; }

    /// <summary>What cells are separated by; null in a workbook.</summary>
    char? Separator { get; }

    /// <summary>Cells of the current row.</summary>
    int Count { get; }

    /// <summary>The current row as messages call it.</summary>
    string Label { get; }

    /// <summary>What is wrong with how the current row is written; null when nothing is.</summary>
    string? Flaw { get; }

    /// <summary>Whether the flaw may come from a quote that swallowed the rows after it.</summary>
    bool MayHaveSwallowedRows { get; }

    /// <summary>Moves on; false at the end.</summary>
    bool Read();

    /// <summary>A cell as UTF-8.</summary>
    ReadOnlySpan<byte> Bytes(int column);

    /// <summary>A cell as text.</summary>
    string Text(int column);

    /// <summary>Copies a cell as UTF-16; the number of characters.</summary>
    int CopyTo(int column, Span<char> chars);

    /// <summary>Whether the cell is a number of the workbook's own, which needs no guess about its marks.</summary>
    bool IsNumber(int column);
}
