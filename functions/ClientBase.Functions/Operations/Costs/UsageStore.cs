using System.Diagnostics.Metrics;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations.Costs;

/// <summary>What instances of the app have used of their storage, day by day.</summary>
/// <remarks>
/// Table <c>Usage</c>, partition = day, a row an instance with its counts of that day. A minute in which something was counted costs one
/// transaction; what an instance counted in the minute it was killed in is lost.
/// </remarks>
public sealed class UsageStore : BackgroundService
{
    private const string Leads = "Leads";
    private const string LeadSource = "form";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly TableClient _table;
    private readonly StorageUsage _usage;
    private readonly TimeProvider _clock;
    private readonly ILogger<UsageStore> _logger;
    private readonly MeterListener _listener = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private long _leads;
    private string _day;
    private (StorageTransactions Transactions, long Leads) _before = (new(0, 0, 0), 0);
    private (StorageTransactions Transactions, long Leads) _kept = (new(0, 0, 0), 0);

    public UsageStore(TableServiceClient service, StorageUsage usage, TimeProvider clock, ILogger<UsageStore> logger)
    {
        (_table, _usage, _clock, _logger) = (service.GetTableClient(Tables.Usage), usage, clock, logger);
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
        var (transactions, leads) = (new StorageTransactions(0, 0, 0), 0L);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {DayOf(day)}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            long Count(string name) => RowVersions.Known(row).GetInt64(name) ?? 0;
            transactions += new StorageTransactions(
                Count(nameof(StorageTransactions.Queue)),
                Count(nameof(StorageTransactions.Table)),
                Count(nameof(StorageTransactions.Blob)));
            leads += Count(Leads);
        }

        return (transactions, leads);
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
                await _table.UpsertEntityAsync(RowOf(now), TableUpdateMode.Replace, cancellationToken);
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

    private TableEntity RowOf((StorageTransactions Transactions, long Leads) now)
    {
        var row = RowVersions.New(_day, _instance);
        var today = now.Transactions - _before.Transactions;
        row[nameof(StorageTransactions.Queue)] = today.Queue;
        row[nameof(StorageTransactions.Table)] = today.Table + 1; // The one this row is written by.
        row[nameof(StorageTransactions.Blob)] = today.Blob;
        row[Leads] = now.Leads - _before.Leads;
        return row;
    }

    private static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
