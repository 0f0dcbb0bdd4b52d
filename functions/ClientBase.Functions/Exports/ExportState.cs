using ClientBase.Functions.Reports.Making;

namespace ClientBase.Functions.Exports;

/// <summary>How far an export is.</summary>
public enum ExportStage
{
    Queued,
    Running,
    Completed,
    Failed,
    Expired,
}

/// <summary>An export, and how far it is.</summary>
/// <param name="Id">Its id: sorts by time.</param>
/// <param name="Segment">The segment it holds; null where it holds a report.</param>
/// <param name="Report">The report it holds; null where it holds a segment.</param>
/// <param name="Format">The format of its file.</param>
/// <param name="Language">Of headings, separators and the mail: <c>ru</c> or <c>en</c>.</param>
/// <param name="At">When it was asked for, or last made anew.</param>
public sealed record ExportState(string Id, string? Segment, string? Report, string Format, string Language, DateTimeOffset At)
{
    /// <summary>Of a report: of which time and whom.</summary>
    public ReportQuery? Query { get; init; }

    /// <summary>When it is made anew: cron, five fields or six with seconds; null: never.</summary>
    public string? Schedule { get; init; }

    /// <summary>When that is next.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The address its link is mailed to; null: to nobody.</summary>
    public string? DeliverTo { get; init; }

    /// <summary>How often it was made: a file of its own each time.</summary>
    public int Run { get; init; } = 1;

    public ExportStage Stage { get; init; }

    /// <summary>Contacts that were on the segment's list when it began.</summary>
    public long? Total { get; init; }

    /// <summary>Rows done.</summary>
    public long Rows { get; init; }

    /// <summary>Members looked at, so that each page has a number of its own.</summary>
    public long Seen { get; init; }

    /// <summary>The last of them.</summary>
    public string? After { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it has ended, one way or the other.</summary>
    public bool HasEnded => Stage is ExportStage.Completed or ExportStage.Failed or ExportStage.Expired;

    /// <summary>What it is called: the name of its file.</summary>
    public string Name => Segment ?? Report!;

    /// <summary>Whether its link was mailed, or is not to be.</summary>
    public bool IsDelivered { get; init; }

    /// <summary>Until when a link given now is good: not longer than its file is kept.</summary>
    public DateTimeOffset LinkUntil(DateTimeOffset now, ExportOptions options)
    {
        var (link, file) = (now.AddHours(options.LinkHours), (EndedAt ?? now).AddDays(options.KeepDays));
        return link < file ? link : file;
    }

    /// <summary>The same, to be made anew.</summary>
    public ExportState Again(DateTimeOffset now, DateTimeOffset? nextAt) => this with
    {
        At = now,
        NextAt = nextAt,
        Run = Run + 1,
        Stage = ExportStage.Queued,
        Total = null,
        Rows = 0,
        Seen = 0,
        After = null,
        EndedAt = null,
        Error = null,
        IsDelivered = false,
    };
}

/// <summary>A message that has an export go on.</summary>
/// <param name="Export">Its id.</param>
/// <param name="Run">Which making of it.</param>
/// <param name="Waited">How many times it has waited for its row: <see cref="Storage.EarlyMessages"/>.</param>
public sealed record ExportWork(string Export, int Run, int Waited = 0);
