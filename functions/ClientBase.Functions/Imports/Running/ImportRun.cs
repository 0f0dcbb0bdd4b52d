using ClientBase.Domain.Tables;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Imports.Reading;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Imports.Running;

/// <summary>Works through the file of an import, chunk by chunk.</summary>
/// <remarks>
/// How far it is, is noted after each chunk. Cut short anywhere, the chunk is filed again: ids of captures come from what rows say, so that
/// changes nothing, and its parts of the report and of what was said replace themselves.
/// </remarks>
public sealed class ImportRun(
    ImportStore imports,
    ImportChunk chunk,
    RecomputeRequests recompute,
    IOptions<ImportOptions> options,
    TimeProvider clock,
    ILogger<ImportRun> logger)
{
    private static readonly TimeSpan WaitForUndo = TimeSpan.FromSeconds(5);

    /// <summary>Does a part of an import and puts the next one on the queue.</summary>
    /// <returns>False when there is no such import yet.</returns>
    public async Task<bool> RunAsync(string id, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(id, cancellationToken) is not { } stored)
        {
            return false;
        }

        if (stored.State.HasEnded)
        {
            await imports.DeleteFileAsync(id, cancellationToken); // Whoever ended it may have died before this.
        }
        else if ((await imports.AllAsync(cancellationToken)).Any(other => other.State.Stage == ImportStage.Undoing))
        {
            // What is being taken back may be said again by this file: it waits.
            await imports.PutAsync(new ImportWork(id, stored.State.Rows), cancellationToken, WaitForUndo);
        }
        else
        {
            await PartAsync(stored, cancellationToken);
        }

        return true;
    }

    private async Task PartAsync(StoredJob<ImportState> stored, CancellationToken cancellationToken)
    {
        try
        {
            var begun = stored.State.Stage == ImportStage.Queued ? await BeginAsync(stored, cancellationToken) : stored;
            if (begun?.State.Stage == ImportStage.Running)
            {
                await GoOnAsync(begun, cancellationToken);
            }
        }
        catch (Exception refused) when (refused is InputRefusedException or MappingRefusedException)
        {
            await FailAsync(stored.State.Id, refused.Message, cancellationToken);
        }
    }

    private Task<StoredJob<ImportState>?> BeginAsync(StoredJob<ImportState> stored, CancellationToken cancellationToken)
    {
        var surveyed = ImportSurvey.Of(stored.State, import => imports.Open(import), cancellationToken);
        return imports.SaveAsync(stored, surveyed with { Stage = ImportStage.Running }, cancellationToken);
    }

    private async Task GoOnAsync(StoredJob<ImportState> stored, CancellationToken cancellationToken)
    {
        var before = await SaidBefore.ReadAsync(imports, stored.State.Id, cancellationToken);
        using var reader = new ImportReader(stored.State, imports.Open(stored.State));
        reader.Skip(stored.State.Rows);
        var until = stored.State.Rows + options.Value.MessageRows;
        while (stored.State.Rows < until)
        {
            // A chunk somebody has begun is done first: what it said has to be known to whoever takes it back.
            if (stored.State.Begun <= stored.State.Rows && await imports.IsToStopAsync(stored.State.Id, cancellationToken))
            {
                await EndAsync(stored, stored.State with { Stage = ImportStage.Stopped }, cancellationToken);
                return;
            }

            var units = Take(reader, out var rows);
            if (units.Count == 0)
            {
                var whole = stored.State with { Stage = ImportStage.Completed, Total = stored.State.Rows };
                await EndAsync(stored, whole, cancellationToken);
                return;
            }

            if (await FileAsync(stored, units, rows, before, cancellationToken) is not { } next)
            {
                return; // Another instance is at it.
            }

            stored = next;
        }

        await recompute.AskSoonAsync(cancellationToken);
        await imports.PutAsync(new ImportWork(stored.State.Id, stored.State.Rows), cancellationToken);
    }

    private List<ImportUnit> Take(ImportReader reader, out long rows)
    {
        var units = new List<ImportUnit>();
        for (rows = 0; rows < options.Value.ChunkRows && reader.Next() is { } unit; rows += unit.Rows.Count)
        {
            units.Add(unit);
        }

        return units;
    }

    private async Task<StoredJob<ImportState>?> FileAsync(
        StoredJob<ImportState> stored, List<ImportUnit> units, long rows, SaidBefore before, CancellationToken cancellationToken)
    {
        var import = stored.State;
        var own = import.Begun > import.Rows ? await OwnAsync(import, cancellationToken) : null;
        if (own is null && !import.IsDryRun)
        {
            if (await imports.SaveAsync(stored, import with { Begun = import.Rows + rows }, cancellationToken) is not { } begun)
            {
                return null;
            }

            stored = begun;
        }

        var result = await chunk.FileAsync(import, units, before, own, cancellationToken);
        await imports.Report(import.Id).WriteAsync(import.Rows, ImportReport.Lines(result.Flaws), cancellationToken);
        await imports.Said(import.Id).WriteAsync(import.Rows, SaidCapture.Write(result.Said), cancellationToken);
        return await imports.SaveAsync(
            stored,
            stored.State with
            {
                Rows = import.Rows + result.Rows,
                Accepted = import.Accepted + result.Accepted,
                Rejected = import.Rejected + result.Rejected,
                Unchanged = import.Unchanged + result.Unchanged,
            },
            cancellationToken);
    }

    // The block of the chunk itself may have been written by the attempt that was cut short: only those before it count.
    private async Task<IReadOnlySet<UInt128>> OwnAsync(ImportState import, CancellationToken cancellationToken)
    {
        var blocks = await imports.Said(import.Id).BytesBeforeAsync(import.Rows, cancellationToken);
        var said = await SaidCapture.ReadAsync(imports.Said(import.Id), cancellationToken);
        return said.Take((int)(blocks / SaidCapture.Size)).Select(one => one.Capture).ToHashSet();
    }

    private async Task EndAsync(StoredJob<ImportState> stored, ImportState end, CancellationToken cancellationToken)
    {
        var ended = end with { EndedAt = clock.GetUtcNow() };
        await recompute.AskSoonAsync(cancellationToken);
        await imports.SaveAsync(stored, ended, cancellationToken);
        await imports.DeleteFileAsync(ended.Id, cancellationToken);
        var seconds = (clock.GetUtcNow() - ended.At).TotalSeconds;
        logger.Ended(ended.Id, ended.Stage, ended.Rows, ended.Accepted, ended.Rejected, ended.Unchanged, seconds);
    }

    private async Task FailAsync(string id, string why, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(id, cancellationToken) is { State.HasEnded: false } stored)
        {
            await imports.SaveAsync(
                stored, stored.State with { Stage = ImportStage.Failed, Error = why, EndedAt = clock.GetUtcNow() }, cancellationToken);
            await imports.DeleteFileAsync(id, cancellationToken);
            logger.Failed(id, stored.State.Rows);
        }
    }
}
