using System.Diagnostics;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Exports.Files;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Exports.Running;

/// <summary>Makes the file of an export: reads the members page by page, then writes them all.</summary>
/// <remarks>
/// How far it is, is noted after each page; a page has a number of its own and replaces itself. So whoever goes on after a kill repeats one
/// page at most, and the file, which cannot be gone on with in the middle, is made from rows that are all there.
/// </remarks>
public sealed class ExportRun(
    ExportStore exports,
    SegmentMembers members,
    SegmentStore counts,
    ReportCatalogue reports,
    ExportDelivery delivery,
    IOptions<ExportOptions> options,
    TimeProvider clock,
    ILogger<ExportRun> logger)
{
    /// <summary>Does a part of an export.</summary>
    public async Task RunAsync(ExportWork work, CancellationToken cancellationToken)
    {
        var stored = await exports.FindAsync(work.Export, cancellationToken);
        if (stored is null || stored.State.Run < work.Run)
        {
            await EarlyMessages.WaitAsync(
                work.Waited, wait => exports.PutAsync(work with { Waited = work.Waited + 1 }, cancellationToken, wait));
            return;
        }

        if (stored.State.Run > work.Run)
        {
            return; // It has been made anew since.
        }

        if (!stored.State.HasEnded && await EndAsync(stored, cancellationToken) is { } ended)
        {
            stored = ended;
        }

        if (stored.State is { Stage: ExportStage.Completed, IsDelivered: false, DeliverTo: not null })
        {
            await delivery.DeliverAsync(stored, cancellationToken);
        }
    }

    /// <returns>The export when it has ended; null when it is not yet at its end, or somebody else is at it.</returns>
    private async Task<StoredJob<ExportState>?> EndAsync(StoredJob<ExportState> stored, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var made = stored.State.Segment is null
            ? await ReportAsync(stored, cancellationToken)
            : await SegmentAsync(stored, cancellationToken);
        if (made?.State.HasEnded == true)
        {
            logger.Ended(made.State.Id, made.State.Format, made.State.Stage.ToString(), made.State.Rows, watch.Elapsed.TotalSeconds);
        }

        return made?.State.HasEnded == true ? made : null;
    }

    private async Task<StoredJob<ExportState>?> ReportAsync(StoredJob<ExportState> stored, CancellationToken cancellationToken)
    {
        var export = stored.State;
        if (reports.Find(export.Report!) is not { } report)
        {
            return await FailAsync(stored, $"There is no report '{export.Report}' any more.", cancellationToken);
        }

        var (table, _) = await reports.MakeAsync(report, export.Query ?? ReportQuery.All, cancellationToken);
        await using (var file = await exports.CreateFileAsync(export, cancellationToken))
        {
            await ReportFiles.WriteAsync(file, table, export.Format, export.Language, cancellationToken);
        }

        return await CompleteAsync(stored, table.Rows.Count, cancellationToken);
    }

    private async Task<StoredJob<ExportState>?> SegmentAsync(StoredJob<ExportState> stored, CancellationToken cancellationToken)
    {
        var segment = stored.State.Segment!;
        if (!await members.IsKnownAsync(segment, cancellationToken))
        {
            return await FailAsync(stored, $"There is no segment '{segment}' any more.", cancellationToken);
        }

        if (stored.State.Stage == ExportStage.Queued)
        {
            var total = (await counts.CountAsync(cancellationToken)).GetValueOrDefault(segment);
            stored = await exports.SaveAsync(
                stored, stored.State with { Stage = ExportStage.Running, Total = total }, cancellationToken) ?? stored;
        }

        var format = ExportFormats.Find(stored.State.Format)!;
        for (var until = stored.State.Seen + options.Value.MessageRows; stored.State.Seen < until;)
        {
            if (await PageAsync(stored, format, cancellationToken) is not (var next, var isLast))
            {
                return null; // Another instance is at it.
            }

            stored = next;
            if (isLast)
            {
                await WriteAsync(stored.State, format, cancellationToken);
                return await CompleteAsync(stored, stored.State.Rows, cancellationToken);
            }
        }

        await exports.PutAsync(new ExportWork(stored.State.Id, stored.State.Run), cancellationToken);
        return null;
    }

    private async Task<(StoredJob<ExportState> Stored, bool IsLast)?> PageAsync(
        StoredJob<ExportState> stored, IExportFormat format, CancellationToken cancellationToken)
    {
        var export = stored.State;
        var ids = await members.IdsAsync(export.Segment!, options.Value.PageSize, export.After, cancellationToken);
        if (ids.Items.Count == 0)
        {
            return (stored, true);
        }

        var rows = ExportRows.Of(await members.WholeAsync(ids.Items, cancellationToken), format);
        await exports.Rows(export).WriteAsync(export.Seen, rows.Bytes, cancellationToken);
        var saved = await exports.SaveAsync(
            stored,
            export with { Seen = export.Seen + ids.Items.Count, Rows = export.Rows + rows.Count, After = ids.Items[^1] },
            cancellationToken);
        return saved is null ? null : (saved, ids.Continuation is null);
    }

    private async Task WriteAsync(ExportState export, IExportFormat format, CancellationToken cancellationToken)
    {
        await using var file = await exports.CreateFileAsync(export, cancellationToken);
        await using var writer = await SegmentFile.BeginAsync(file, format, export.Language, cancellationToken);
        await using var rows = await exports.Rows(export).OpenAsync(cancellationToken);
        await foreach (var row in ExportRows.ReadAsync(rows, format, cancellationToken))
        {
            await writer.WriteAsync(row.Cells, cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
    }

    private Task<StoredJob<ExportState>?> CompleteAsync(
        StoredJob<ExportState> stored, long rows, CancellationToken cancellationToken) => exports.SaveAsync(
        stored, stored.State with { Stage = ExportStage.Completed, Rows = rows, EndedAt = clock.GetUtcNow() }, cancellationToken);

    private Task<StoredJob<ExportState>?> FailAsync(
        StoredJob<ExportState> stored, string why, CancellationToken cancellationToken) => exports.SaveAsync(
        stored, stored.State with { Stage = ExportStage.Failed, Error = why, EndedAt = clock.GetUtcNow() }, cancellationToken);
}
