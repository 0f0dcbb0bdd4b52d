using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Exports;

/// <summary>Has the exports made anew whose time has come, and deletes files that were kept long enough.</summary>
public sealed class DeliverExports(ExportStore exports, IOptions<ExportOptions> options, TimeProvider clock, ILogger<DeliverExports> logger)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(90);

    /// <summary>Runs over all exports: there are few.</summary>
    [Function(nameof(DeliverExports))]
    public async Task RunAsync([TimerTrigger("%Schedule_DeliverExports%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (now, due, expired) = (clock.GetUtcNow(), 0, 0);
        foreach (var stored in await exports.AllAsync(cancellationToken))
        {
            if (stored.State is { Schedule: { } schedule, NextAt: { } at } && at <= now)
            {
                due += await AgainAsync(stored, ExportSchedule.Next(schedule, now), now, cancellationToken) ? 1 : 0;
            }
            else if (stored.State is { HasEnded: true, EndedAt: { } ended })
            {
                expired += await ExpireAsync(stored, now - ended, cancellationToken) ? 1 : 0;
            }
        }

        logger.Looked(due, expired);
    }

    // One that is still being made is not begun again: it has the next time.
    private async Task<bool> AgainAsync(
        StoredJob<ExportState> stored, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!stored.State.HasEnded)
        {
            await exports.SaveAsync(stored, stored.State with { NextAt = next }, cancellationToken);
            return false;
        }

        var again = stored.State.Again(now, next);
        await exports.PutAsync(new ExportWork(again.Id, again.Run), cancellationToken);
        return await exports.SaveAsync(stored, again, cancellationToken) is not null;
    }

    private async Task<bool> ExpireAsync(StoredJob<ExportState> stored, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age > Forgotten && stored.State.Schedule is null)
        {
            await exports.DeleteAsync(stored.State.Id, cancellationToken);
            return false;
        }

        if (stored.State.Stage != ExportStage.Completed || age < TimeSpan.FromDays(options.Value.KeepDays))
        {
            return false;
        }

        await exports.DeleteFilesAsync(stored.State.Id, cancellationToken);
        await exports.SaveAsync(stored, stored.State with { Stage = ExportStage.Expired }, cancellationToken);
        return true;
    }
}
