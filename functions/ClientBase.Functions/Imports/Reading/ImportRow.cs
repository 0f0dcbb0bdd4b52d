using System.Text;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>A cell that could not be used, or a row.</summary>
/// <param name="Row">The row, the heading not counted.</param>
/// <param name="Column">The column; empty for the row.</param>
/// <param name="Value">What stands there; empty where it must not be repeated.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record Flaw(long Row, string Column, string Value, string Why);

/// <summary>A row of an import, read.</summary>
/// <param name="number">Its number, the heading not counted.</param>
/// <param name="columns">The columns that are read.</param>
internal sealed class ImportRow(long number, IReadOnlyList<ImportColumn> columns)
{
    private readonly string[] _texts = new string[columns.Count];
    private readonly decimal?[] _amounts = new decimal?[columns.Count];
    private readonly DateTimeOffset?[] _times = new DateTimeOffset?[columns.Count];

    public long Number { get; } = number;

    /// <summary>Why the row as it is written cannot be trusted; null when it can.</summary>
    public string? Broken { get; set; }

    public List<Flaw> Flaws { get; } = [];

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsEmpty => _texts.All(text => text.Length == 0);

    /// <summary>Characters in all its cells.</summary>
    public int Length => _texts.Sum(text => text.Length);

    public void Set(int index, string text, decimal? amount = null, DateTimeOffset? time = null) =>
        (_texts[index], _amounts[index], _times[index]) = (text, amount, time);

    /// <summary>The first of the cells of a field that holds anything; null when none does.</summary>
    public string? this[string field] => Cells(field).Select(cell => cell.Text).FirstOrDefault();

    /// <summary>The cells of a field that hold anything, with their columns.</summary>
    public IEnumerable<(string Column, string Text)> Cells(string field)
    {
        for (var index = 0; index < _texts.Length; index++)
        {
            if (columns[index].Field == field && _texts[index].Length > 0)
            {
                yield return (columns[index].Name, _texts[index]);
            }
        }
    }

    /// <summary>The amount of a field; null when there is none that can be read.</summary>
    public decimal? Amount(string field) => First(_amounts, field);

    /// <summary>The time of a field; null when there is none that can be read.</summary>
    public DateTimeOffset? Time(string field) => First(_times, field);

    /// <summary>Notes that a cell cannot be used.</summary>
    public void Refuse(string field, string why)
    {
        var (column, text) = Cells(field).FirstOrDefault();
        Flaws.Add(new Flaw(Number, column ?? field, text ?? "", why));
    }

    /// <summary>
    /// What it says, by field, however the file is written: the same rows in another encoding or order of columns are the same.
    /// </summary>
    public IEnumerable<string> Content() => Enumerable.Range(0, _texts.Length)
        .Where(index => _texts[index].Length > 0)
        .OrderBy(index => columns[index].Field, StringComparer.Ordinal).ThenBy(index => index)
        .SelectMany(index => new[] { columns[index].Field, Composed(_texts[index]) });

    /// <summary>A text with its letters and marks put together, as different programs write them apart.</summary>
    public static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text; // It holds code points that are no characters: nobody's, and the same each time.
        }
    }

    private T? First<T>(T?[] values, string field)
        where T : struct
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (columns[index].Field == field && values[index] is { } value)
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>Rows that are filed as one capture: a person, a call, an order with its lines.</summary>
internal sealed record ImportUnit(IReadOnlyList<ImportRow> Rows)
{
    public ImportRow First => Rows[0];

    /// <summary>Its id, from what it says alone.</summary>
    public string CaptureId(ImportState import) => Capture.CaptureId.Of(
        ["import", ImportFields.Word(import.Kind), import.Shop, .. Rows.SelectMany(row => row.Content().Append("|"))]);
}
