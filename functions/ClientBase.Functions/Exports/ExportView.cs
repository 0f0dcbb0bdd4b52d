namespace ClientBase.Functions.Exports;

/// <summary>An export was taken.</summary>
/// <param name="Id">Its id.</param>
public sealed record ExportAccepted(string Id);

/// <summary>An export and how far it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>queued running completed failed expired</c>.</param>
/// <param name="Segment">The segment it holds, or null.</param>
/// <param name="Report">The report it holds, or null.</param>
/// <param name="Format">The format of its file.</param>
/// <param name="Rows">Rows done.</param>
/// <param name="Total">Contacts that were on the list when it began; null for a report and before.</param>
/// <param name="Url">Where its file is had from; null before it is there.</param>
/// <param name="ExpiresAt">When that address ends.</param>
/// <param name="Schedule">When it is made anew (cron); null: never.</param>
/// <param name="NextAt">When that is next.</param>
/// <param name="DeliverTo">The address its link is mailed to, or null.</param>
/// <param name="At">When it was asked for, or last made anew.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record ExportView(
    string Id,
    string State,
    string? Segment,
    string? Report,
    string Format,
    long Rows,
    long? Total,
    string? Url,
    DateTimeOffset? ExpiresAt,
    string? Schedule,
    DateTimeOffset? NextAt,
    string? DeliverTo,
    DateTimeOffset At,
    DateTimeOffset? EndedAt,
    string? Error)
{
    public static ExportView Of(ExportState export, string? url, DateTimeOffset? expiresAt) => new(
        export.Id, export.Stage.ToString().ToLowerInvariant(), export.Segment, export.Report, export.Format, export.Rows, export.Total, url,
        expiresAt, export.Schedule, export.NextAt, export.DeliverTo, export.At, export.EndedAt, export.Error);
}
