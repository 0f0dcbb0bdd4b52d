using ClientBase.Functions.Imports.Reading;

namespace ClientBase.Functions.Imports;

/// <summary>An import was taken.</summary>
/// <param name="Id">Its id.</param>
public sealed record ImportAccepted(string Id);

/// <summary>An import and how far it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>queued running completed failed stopped undoing undone</c>.</param>
/// <param name="Kind"><c>contacts orders interactions</c>.</param>
/// <param name="DryRun">Whether nothing is filed.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Rows">Rows done, the heading not counted.</param>
/// <param name="Total">Rows of the file; null until they are counted.</param>
/// <param name="Accepted">Rows that said something new.</param>
/// <param name="Rejected">Rows of which nothing was kept: the report says why.</param>
/// <param name="Unchanged">Rows that had been imported before.</param>
/// <param name="Mapping">The field of each column that is read.</param>
/// <param name="Guessed">Columns whose field was guessed from their heading.</param>
/// <param name="Encoding">The charset found; null for a workbook.</param>
/// <param name="Separator">What cells are separated by; null for a workbook.</param>
/// <param name="Report">Address of the report.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record ImportView(
    string Id,
    string State,
    string Kind,
    bool DryRun,
    DateTimeOffset At,
    DateTimeOffset? EndedAt,
    long Rows,
    long? Total,
    long Accepted,
    long Rejected,
    long Unchanged,
    IReadOnlyDictionary<string, string> Mapping,
    IReadOnlyList<string> Guessed,
    string? Encoding,
    string? Separator,
    string Report,
    string? Error)
{
    public static ImportView Of(ImportState import) => new(
        import.Id,
        Word(import.Stage),
        Word(import.Kind),
        import.IsDryRun,
        import.At,
        import.EndedAt,
        import.Rows,
        import.Total,
        import.Accepted,
        import.Rejected,
        import.Unchanged,
        import.Columns.GroupBy(column => column.Name, StringComparer.Ordinal)
            .ToDictionary(column => column.Key, column => column.First().Field),
        [.. import.Columns.Where(column => column.IsGuessed).Select(column => column.Name)],
        import.Encoding,
        import.Separator?.ToString(),
        $"/api/imports/{import.Id}/report?format=csv",
        import.Error);

    private static string Word<T>(T value)
        where T : struct, Enum => ImportFields.Word(value);
}
