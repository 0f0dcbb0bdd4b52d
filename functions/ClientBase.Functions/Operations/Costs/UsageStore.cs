using System.Diagnostics.Metrics;
using Azure;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations.Costs;

/// <summary>What instances of the app have used of their storage, day by day.</summary>
/// <remarks>
/// A minute in which something was counted costs one transaction; what an instance counted in the minute it was killed in is lost.
/// </remarks>
public sealed class UsageStore : BackgroundService
{
    private const string LeadSource = "form";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly UsageLog _log;
    private readonly StorageUsage _usage;
    private readonly TimeProvider _clock;
    private readonly ILogger<UsageStore> _logger;
    private readonly MeterListener _listener = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private long _leads;
    private DateTimeOffset _day;
    private (StorageTransactions Transactions, long Leads) _before = (new(0, 0, 0), 0);
    private (StorageTransactions Transactions, long Leads) _kept = (new(0, 0, 0), 0);

    public UsageStore(UsageLog log, StorageUsage usage, TimeProvider clock, ILogger<UsageStore> logger)
    {
        (_log, _usage, _clock, _logger) = (log, usage, clock, logger);
        _day = DayOf(clock.GetUtcNow());
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: AppMetrics.CapturesAcceptedName, Meter.Name: AppMetrics.MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                Interlocked.Add(ref _leads, tag is { Key: "source", Value: LeadSource } ? count : 0);
            }
        });
        _listener.Start();
    }

    /// <summary>What all instances used since a day, that day too.</summary>
    public async Task<(StorageTransactions Transactions, long Leads)> SinceAsync(DateTimeOffset day, CancellationToken cancellationToken)
    {
        var days = await _log.SinceAsync(day, cancellationToken);
        return (days.Aggregate(new StorageTransactions(0, 0, 0), (sum, one) => sum + one.Transactions), days.Sum(one => one.Leads));
    }

    /// <summary>Writes down what this instance has used so far.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = (Transactions: _usage.Total, Leads: Interlocked.Read(ref _leads));
            if (now != _kept)
            {
                var today = new UsedDay(_day, now.Transactions - _before.Transactions, now.Leads - _before.Leads);
                await _log.KeepAsync(_instance, today, cancellationToken);
                _kept = (_usage.Total, now.Leads);
            }

            if (DayOf(_clock.GetUtcNow()) is var day && day != _day)
            {
                (_day, _before) = (day, now);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryKeepAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _listener.Dispose();
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryKeepAsync(stoppingToken);
        }
    }

    // It only counts: nothing else waits for it, and the next minute writes what this one could not.
    private async Task TryKeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            _logger.UsageNotKept(SafeException.CauseOf(failure));
        }
    }

    private static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);
}
