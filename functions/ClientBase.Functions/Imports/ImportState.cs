namespace ClientBase.Functions.Imports;

/// <summary>What the rows of an import are.</summary>
public enum ImportKind
{
    /// <summary>People, one a row.</summary>
    Contacts,

    /// <summary>Lines of orders, one a row.</summary>
    Orders,

    /// <summary>Calls, meetings, notes, offers, letters: one a row.</summary>
    Interactions,
}

/// <summary>How far an import is.</summary>
public enum ImportStage
{
    Queued,
    Running,
    Completed,
    Failed,
    Undoing,
    Undone,

    /// <summary>Somebody has stopped it: the rest of the file was not read.</summary>
    Stopped,
}

/// <summary>How a column is read.</summary>
/// <param name="Index">Which column it is.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Field">The field it holds.</param>
/// <param name="IsGuessed">Whether its heading told that, and not the caller.</param>
/// <param name="IsDecimalComma">Of amounts: whether the decimal mark is a comma, where the column tells.</param>
/// <param name="IsMonthFirst">Of times: whether the month comes first, where the column tells.</param>
public sealed record ImportColumn(
    int Index, string Name, string Field, bool IsGuessed, bool? IsDecimalComma = null, bool? IsMonthFirst = null);

/// <summary>An import, and how far it is.</summary>
/// <param name="Id">Its id: sorts by time.</param>
/// <param name="Kind">What its rows are.</param>
/// <param name="Shop">Whose order and customer ids its rows hold.</param>
/// <param name="IsDryRun">Whether it only tells what it would do.</param>
/// <param name="At">When it was asked for: what its rows say is said then.</param>
/// <param name="Charset">The charset its sender named.</param>
/// <param name="Asked">The mapping its sender gave.</param>
public sealed record ImportState(
    string Id, ImportKind Kind, string Shop, bool IsDryRun, DateTimeOffset At, string? Charset, IReadOnlyDictionary<string, string> Asked)
{
    public ImportStage Stage { get; init; }

    public IReadOnlyList<ImportColumn> Columns { get; init; } = [];

    /// <summary>The charset found; null in a workbook and before it was looked for.</summary>
    public string? Encoding { get; init; }

    public char? Separator { get; init; }

    /// <summary>Whether each line is a row, because a quote is never closed.</summary>
    public bool AreLinesRows { get; init; }

    /// <summary>Rows of the file; null before they were counted.</summary>
    public long? Total { get; init; }

    /// <summary>Rows done.</summary>
    public long Rows { get; init; }

    /// <summary>Rows up to which somebody has begun to file: those beyond <see cref="Rows"/> may be filed already.</summary>
    public long Begun { get; init; }

    public long Accepted { get; init; }

    public long Rejected { get; init; }

    public long Unchanged { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Contacts from which an undo has taken back what was said.</summary>
    public long TakenBack { get; init; }

    /// <summary>The last of these contacts, packed.</summary>
    public UInt128? UndoneTo { get; init; }

    /// <summary>Whether it has ended, one way or the other.</summary>
    public bool HasEnded => Stage is ImportStage.Completed or ImportStage.Failed or ImportStage.Stopped;
}
