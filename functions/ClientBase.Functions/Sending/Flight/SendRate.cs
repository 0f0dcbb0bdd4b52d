using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;

namespace ClientBase.Functions.Sending.Flight;

/// <summary>Spreads mails over time so that no more leave in a second than the settings allow, of all instances together.</summary>
/// <remarks>
/// One row says until when all mails let go so far take; whoever wants to send moves it on under its ETag. Two transactions a flight,
/// and none without a rate.
/// </remarks>
public sealed class SendRate(TableServiceClient service, ISendingRules rules, TimeProvider clock)
{
    private const string Partition = "rate";
    private const string Row = "email";
    private const string FreeAt = "FreeAt";

    // Who would wait longer gives its place in the queue to others.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly TableClient _table = service.GetTableClient(Tables.Campaigns);

    /// <summary>Mails to let go at once at most: a second's worth, so that a slow rate does not keep many in flight.</summary>
    public int Burst(int max) => rules.RatePerSecond is > 0 and var rate ? Math.Min(rate, max) : max;

    /// <summary>Waits until some mails may leave.</summary>
    /// <returns>How long to come back after, when the wait would be too long; null when they may leave now.</returns>
    public async Task<TimeSpan?> WaitAsync(int mails, CancellationToken cancellationToken)
    {
        if (rules.RatePerSecond == 0)
        {
            return null;
        }

        while (true)
        {
            var known = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
            var now = clock.GetUtcNow();
            var free = known.HasValue && known.Value!.GetDateTimeOffset(FreeAt) is { } at && at > now ? at : now;
            if (free - now > LongestWait)
            {
                return free - now;
            }

            var row = new TableEntity(Partition, Row)
            {
                [FreeAt] = free + TimeSpan.FromSeconds((double)mails / rules.RatePerSecond),
            };
            if (await TryWriteAsync(row, known.HasValue ? known.Value!.ETag : null, cancellationToken))
            {
                await Task.Delay(free - now, clock, cancellationToken);
                return null;
            }
        }
    }

    private async Task<bool> TryWriteAsync(TableEntity row, ETag? known, CancellationToken cancellationToken)
    {
        try
        {
            await (known is { } etag
                ? _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(row, cancellationToken));
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            AppMetrics.Conflict(Tables.Campaigns);
            return false;
        }
    }
}
