using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>The run under way, in one row that is changed only by who has seen its latest state.</summary>
public sealed class SegmentRuns(TableServiceClient service)
{
    private const string Partition = "run";
    private const string Row = "current";

    private readonly TableClient _table = service.GetTableClient(Tables.Segments);
    private readonly KeyedTurns _turns = new();

    /// <summary>The run under way or the last one; null before the first.</summary>
    public async Task<SegmentRun?> GetAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Run;

    /// <summary>Starts a run, or books one more after the one under way.</summary>
    public Task<SegmentRun> AskAsync(DateTimeOffset now, TimeSpan timeout, CancellationToken cancellationToken) =>
        ChangeAsync(run => SegmentRun.Ask(now, run, timeout), cancellationToken);

    /// <summary>Records progress of a run; nothing when another has taken its place.</summary>
    /// <returns>The run as it stands now.</returns>
    public Task<SegmentRun> AdvanceAsync(string runId, Func<SegmentRun, SegmentRun> advance, CancellationToken cancellationToken) =>
        ChangeAsync(run => run!.Id == runId ? advance(run) : run, cancellationToken);

    private async Task<SegmentRun> ChangeAsync(Func<SegmentRun?, SegmentRun> change, CancellationToken cancellationToken)
    {
        // The shards of a run report at about the same time, and each refused write would cost two requests.
        using var turn = await _turns.WaitAsync(Row, cancellationToken);
        while (true)
        {
            var (known, etag) = await ReadAsync(cancellationToken);
            var next = change(known);
            if (next == known || await TryWriteAsync(next, etag, cancellationToken))
            {
                return next;
            }
        }
    }

    private async Task<(SegmentRun? Run, ETag ETag)> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return found.HasValue ? (ToRun(found.Value!), found.Value!.ETag) : (null, default);
    }

    private async Task<bool> TryWriteAsync(SegmentRun run, ETag etag, CancellationToken cancellationToken)
    {
        try
        {
            await (etag == default
                ? _table.AddEntityAsync(Limits.Checked(ToRow(run)), cancellationToken)
                : _table.UpdateEntityAsync(Limits.Checked(ToRow(run)), etag, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            AppMetrics.Conflict(Tables.Segments);
            return false;
        }
    }

    private static SegmentRun ToRun(TableEntity row) => new(
        row.GetString("RunId")!,
        row.GetInt32("Gathered")!.Value,
        row.GetString("Cuts") is { } cuts ? JsonSerializer.Deserialize(cuts, SegmentJson.Default.BaseCuts) : null,
        row.GetInt32("Applied")!.Value,
        row.GetBoolean("IsFinished")!.Value,
        row.GetBoolean("IsWantedAgain")!.Value,
        row.GetDateTimeOffset("UpdatedAt"));

    private static TableEntity ToRow(SegmentRun run) => new(Partition, Row)
    {
        ["RunId"] = run.Id,
        ["Gathered"] = run.Gathered,
        ["Cuts"] = run.Cuts is null ? null : JsonSerializer.Serialize(run.Cuts, SegmentJson.Default.BaseCuts),
        ["Applied"] = run.Applied,
        ["IsFinished"] = run.IsFinished,
        ["IsWantedAgain"] = run.IsWantedAgain,
        ["UpdatedAt"] = run.UpdatedAt,
    };
}
