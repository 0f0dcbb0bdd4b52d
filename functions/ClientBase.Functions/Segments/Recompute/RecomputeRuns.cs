using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>The run under way, in one row that only who has seen its latest state can change.</summary>
public sealed class RecomputeRuns(TableServiceClient service)
{
    private const string Partition = "run";
    private const string Row = "current";

    // Longer than any step of a run: an owner not heard of for so long has died without its message coming back.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(15);

    private readonly TableClient _table = service.GetTableClient(Tables.Segments);

    /// <summary>The run under way or the last one; null before the first.</summary>
    public async Task<RecomputeRun?> GetAsync(CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return found.HasValue ? ToRun(found.Value!) : null;
    }

    /// <summary>
    /// Starts a run, or goes on with one that was cut short; null when another is under way, which is then followed by one more.
    /// </summary>
    public async Task<RecomputeRun?> BeginAsync(RecomputeAsked asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = await GetAsync(cancellationToken);
            var next = known switch
            {
                null or { IsFinished: true } => RecomputeRun.Start(asked.Id, asked.IsRebuild, now, known),
                _ when known.Owner == asked.Id || now - known.TouchedAt > GivenUpAfter => known with { Owner = asked.Id, TouchedAt = now },
                _ => known with { IsWantedAgain = true },
            };
            if (await TryWriteAsync(next, known?.ETag, cancellationToken) is { } written)
            {
                return written.Owner == asked.Id ? written : null;
            }
        }
    }

    /// <summary>Records progress.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has taken the run over.</exception>
    public async Task<RecomputeRun> AdvanceAsync(RecomputeRun run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Nobody else changes the row but who asks for one more run, or takes this one over.
        for (var known = run; ;)
        {
            var next = run with { TouchedAt = now, IsWantedAgain = known.IsWantedAgain };
            if (await TryWriteAsync(next, known.ETag, cancellationToken) is { } written)
            {
                return written;
            }

            known = await GetAsync(cancellationToken);
            if (known?.AsOf != run.AsOf || known.Owner != run.Owner)
            {
                throw new InvalidOperationException($"Another instance has taken over the recompute {run.Id}.");
            }
        }
    }

    private async Task<RecomputeRun?> TryWriteAsync(RecomputeRun run, ETag? known, CancellationToken cancellationToken)
    {
        try
        {
            var row = Limits.Checked(ToRow(run));
            var response = await (known is { } etag
                ? _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(row, cancellationToken));
            return run with { ETag = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return null;
        }
    }

    private static RecomputeRun ToRun(TableEntity row) => new(
        new DateTimeOffset(row.GetInt64("AsOf")!.Value, TimeSpan.Zero),
        row.GetString("Owner")!,
        row.GetDateTimeOffset("TouchedAt")!.Value,
        row.GetBoolean("IsRebuild")!.Value,
        row.GetBoolean("IsPlanned")!.Value,
        row.GetInt32("Left")!.Value,
        row.GetBoolean("IsFinished")!.Value,
        row.GetBoolean("IsWantedAgain")!.Value,
        TimeSpan.FromTicks(row.GetInt64("Took")!.Value),
        row.GetDateTimeOffset("UpdatedAt"))
    {
        ETag = row.ETag,
    };

    private static TableEntity ToRow(RecomputeRun run) => new(Partition, Row)
    {
        ["AsOf"] = run.AsOf.UtcTicks,
        ["Owner"] = run.Owner,
        ["TouchedAt"] = run.TouchedAt,
        ["IsRebuild"] = run.IsRebuild,
        ["IsPlanned"] = run.IsPlanned,
        ["Left"] = run.Left,
        ["IsFinished"] = run.IsFinished,
        ["IsWantedAgain"] = run.IsWantedAgain,
        ["Took"] = run.Took.Ticks,
        ["UpdatedAt"] = run.UpdatedAt,
    };
}
