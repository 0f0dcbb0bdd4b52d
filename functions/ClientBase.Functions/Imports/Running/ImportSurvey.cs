using ClientBase.Domain.Tables;
using ClientBase.Functions.Imports.Reading;

namespace ClientBase.Functions.Imports.Running;

/// <summary>Looks a whole file through before its first row is filed: what only other rows tell is known then.</summary>
internal static class ImportSurvey
{
    /// <summary>The import with what its file tells.</summary>
    /// <param name="import">The import.</param>
    /// <param name="open">Opens its file.</param>
    /// <exception cref="InputRefusedException">The file cannot be read to its end.</exception>
    /// <exception cref="MappingRefusedException">The mapping does not fit it.</exception>
    public static ImportState Of(ImportState import, Func<ImportState, TableInput> open, CancellationToken cancellationToken)
    {
        using var table = open(import);
        import = import with
        {
            Columns = ColumnMapping.Of(table.Headers, import.Asked, import.Kind, import.Shop != ImportMapping.Source),
            Encoding = table.Content.Kind == ContentKind.Text ? table.Content.Charset : null,
            Charset = table.Content.Kind == ContentKind.Text ? table.Content.Charset : null,
            Separator = table.Separator,
        };
        var (rows, mayHaveSwallowed) = Count(table, cancellationToken);
        if (mayHaveSwallowed)
        {
            import = import with { AreLinesRows = true };
            using var lines = table.Again(new TableHabits(import.Charset, import.Separator, AreLinesRows: true));
            (rows, _) = Count(lines, cancellationToken);
        }

        using var again = open(import);
        return import with { Total = rows, Columns = [.. import.Columns.Select(column => Settled(column, again))] };
    }

    private static ImportColumn Settled(ImportColumn column, TableInput table) => column with
    {
        IsDecimalComma = ImportFields.IsAmount(column.Field) ? CellNumbers.Survey(table, column.Index) : null,
        IsMonthFirst = ImportFields.IsTime(column.Field) ? CellTimes.Survey(table, column.Index) : null,
    };

    // A quote that swallows more than a row may hold ends the reading: then the lines are the rows.
    private static (long Rows, bool MayHaveSwallowed) Count(TableInput table, CancellationToken cancellationToken)
    {
        var mayHaveSwallowed = false;
        try
        {
            while (table.ReadAny(out _))
            {
                mayHaveSwallowed |= table.MayHaveSwallowedRows;
                if (table.RowNumber % 10_000 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (InputRefusedException) when (table.IsRowTooLong)
        {
            mayHaveSwallowed = true;
        }

        return (table.RowNumber, mayHaveSwallowed);
    }
}
