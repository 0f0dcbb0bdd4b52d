using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>Does an app's storage operations without the app: nothing waits for anything.</summary>
internal sealed class BareStorage
{
    private const int Backlog = 100; // Messages that wait before a run, as they do before an app.
    private const int Partitions = 16;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly string Message = new('m', 400);

    private readonly RunningAzurite _azurite;
    private readonly StorageMix _mix;
    private readonly QueueClient _queue;
    private readonly TableClient _table;
    private readonly ConcurrentQueue<QueueMessage> _received = new();
    private readonly string _payload;
    private int _batches;
    private int _transactions;

    private BareStorage(RunningAzurite azurite, string connectionString, StorageMix mix)
    {
        (_azurite, _mix) = (azurite, mix);
        _queue = new QueueClient(connectionString, "bare", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        _table = new TableClient(connectionString, "Bare");
        _payload = new string('p', Math.Max(0, (int)(mix.BytesPerRow - mix.BytesAroundRow)));
    }

    public static async Task<BareStorage> OpenAsync(RunningAzurite azurite, StorageMix mix)
    {
        var bare = new BareStorage(azurite, azurite.ConnectionString, mix);
        await bare._queue.CreateAsync();
        await bare._table.CreateAsync();
        for (var i = 0; i < Backlog; i++)
        {
            await bare._queue.SendMessageAsync(Message);
        }

        return bare;
    }

    /// <summary>What is written around the data of a row in a batch, so that rows can be made as long as an app's.</summary>
    public static async Task<double> BytesAroundRowAsync(RunningAzurite azurite, StorageCounter counter)
    {
        const int Rows = 50;
        var empty = new StorageMix(new Dictionary<string, int> { ["table batch"] = 1 }, Rows, 0, 0);
        var bare = new BareStorage(azurite, counter.ConnectionString, empty);
        await bare._table.CreateAsync();
        counter.Reset();
        await bare.SubmitAsync(CancellationToken.None);
        return (double)counter.Counts[StorageCounter.BytesInBatches] / Rows;
    }

    /// <summary>Transactions a second, after a warm-up.</summary>
    public async Task<BareRun> MeasureAsync()
    {
        var operations = _mix.Spread();
        await DoAsync([.. operations.Take(operations.Count / 4)]);
        _transactions = 0;
        var (emulatorBefore, machine, watch) = (LoadRun.EmulatorCpu(_azurite), MachineUse.Start(), Stopwatch.StartNew());
        await DoAsync(operations);
        var (rate, emulator) = (_transactions / watch.Elapsed.TotalSeconds, LoadRun.EmulatorCpu(_azurite) - emulatorBefore);
        var (_, others) = machine.Since(emulator);
        return new BareRun(Math.Round(rate, 1), Math.Round(emulator.TotalMilliseconds / _transactions, 2), others);
    }

    private Task DoAsync(IReadOnlyList<string> operations) => Parallel.ForEachAsync(
        operations, new ParallelOptions { MaxDegreeOfParallelism = FormLoad.AtOnce }, async (kind, cancellationToken) => await (kind switch
        {
            "queue put" => PutAsync(cancellationToken),
            "queue get" => GetAsync(cancellationToken),
            "queue delete" => DeleteAsync(cancellationToken),
            "table batch" => SubmitAsync(cancellationToken),
            "table post" => AddAsync(cancellationToken),
            _ => ReadAsync(cancellationToken), // Point reads, and what is too rare to matter.
        }));

    private Task PutAsync(CancellationToken cancellationToken) => CountedAsync(_queue.SendMessageAsync(Message, cancellationToken));

    private async Task GetAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _transactions);
        QueueMessage[] messages = await _queue.ReceiveMessagesAsync(_mix.MessagesPerGet, Lease, cancellationToken);
        foreach (var message in messages)
        {
            _received.Enqueue(message);
        }
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        QueueMessage? message;
        while (!_received.TryDequeue(out message))
        {
            await GetAsync(cancellationToken); // The order of the operations ran ahead of the messages.
        }

        await CountedAsync(_queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken));
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        // Fractions of a row even out over the batches.
        var batch = Interlocked.Increment(ref _batches);
        var rows = Math.Clamp((int)(batch * _mix.RowsPerBatch) - (int)((batch - 1) * _mix.RowsPerBatch), 1, 100);
        var partition = (batch % Partitions).ToString("x", CultureInfo.InvariantCulture);
        var actions = Enumerable.Range(0, rows).Select(_ => new TableTransactionAction(TableTransactionActionType.Add, Row(partition)));
        await CountedAsync(_table.SubmitTransactionAsync(actions, cancellationToken));
    }

    private Task AddAsync(CancellationToken cancellationToken) => CountedAsync(_table.AddEntityAsync(Row("0"), cancellationToken));

    private Task ReadAsync(CancellationToken cancellationToken) =>
        CountedAsync(_table.GetEntityIfExistsAsync<TableEntity>("0", "nobody", cancellationToken: cancellationToken));

    private TableEntity Row(string partition) => new(partition, Guid.NewGuid().ToString("n")) { ["Data"] = _payload };

    private async Task CountedAsync(Task operation)
    {
        Interlocked.Increment(ref _transactions);
        await operation;
    }
}

/// <summary>A run of the bare client.</summary>
/// <param name="Rate">Transactions a second.</param>
/// <param name="Emulator">CPU milliseconds of the emulator by transaction.</param>
/// <param name="OthersShare">What part of the machine's cores others used meanwhile.</param>
internal sealed record BareRun(double Rate, double Emulator, double OthersShare);
