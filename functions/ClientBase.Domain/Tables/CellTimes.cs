namespace ClientBase.Domain.Tables;

/// <summary>
/// Reads the times of one column. Whether 01/02/2026 is in January or in February is settled by its other cells, or refused.
/// </summary>
/// <param name="input">The table.</param>
/// <param name="column">The column.</param>
/// <param name="isMonthFirst">What was found out about the column before; null: nothing.</param>
public sealed class CellTimes(TableInput input, int column, bool? isMonthFirst = null)
{
    private bool? _isMonthFirst = isMonthFirst;
    private bool _isSurveyed = isMonthFirst is not null;

    /// <summary>The instant in the current row, UTC.</summary>
    /// <exception cref="InputRefusedException">The cell is no time, or can be read as two.</exception>
    public DateTime Read() => TryRead(out var why) is { } at ? at : throw input.Refuse(column, why!);

    /// <summary>The instant in the current row, UTC; null when it is none.</summary>
    /// <param name="why">Why it is none; null when it is.</param>
    public DateTime? TryRead(out string? why)
    {
        why = null;
        var cell = input[column];
        if (CellInstant.TryParse(cell, out var instant, _isMonthFirst))
        {
            return instant;
        }

        CellInstant.IsMonthFirst(cell, out var isOpen);
        if (isOpen && !_isSurveyed)
        {
            (_isMonthFirst, _isSurveyed) = (Survey(input, column), true);
            return TryRead(out why);
        }

        why = isOpen && _isMonthFirst is null
            ? $"of '{input.Text(column)}' the dates of the column do not tell whether the month comes first."
                + " Write 2026-01-31 or 31.01.2026."
            : $"'{input.Text(column)}' is not {CellInstant.Expected}.";
        return null;
    }

    /// <summary>Whether dates of a column have the month first; null when none tells, or they contradict each other.</summary>
    /// <param name="input">The table, which is read from its beginning by a reader of its own.</param>
    /// <param name="column">The column.</param>
    public static bool? Survey(TableInput input, int column)
    {
        using var again = input.Again();
        bool? found = null;
        while (again.ReadAny(out _))
        {
            if (CellInstant.IsMonthFirst(again[column], out _) is { } isMonthFirst)
            {
                if (found is { } before && before != isMonthFirst)
                {
                    return null;
                }

                found = isMonthFirst;
            }
        }

        return found;
    }
}
