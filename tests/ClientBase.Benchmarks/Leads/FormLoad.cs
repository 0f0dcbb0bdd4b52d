using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace ClientBase.Benchmarks.Leads;

/// <summary>Posts leads as many visitors do at once, but not faster than they are filed, and waits until all are.</summary>
/// <remarks>The emulator's queues slow down with their backlog, which would be measured instead of the app.</remarks>
internal sealed class FormLoad(AppUnderTest app, string connectionString)
{
    public const int AtOnce = 16;
    public const int WarmUp = 500;

    // What is posted before the next look at the queue comes on top: about 30.
    private const int MostWaiting = 100;

    private readonly QueueClient _captured = new(connectionString, "captured");
    private int _waiting;
    private int _posted;

    /// <summary>Brings compiled code and connections to where they stay.</summary>
    public Task WarmUpAsync() => FileAsync("warm-up", Math.Min(WarmUp, Figures.Leads));

    /// <summary>Posts new leads.</summary>
    /// <returns>How long it took until all were filed.</returns>
    public async Task<TimeSpan> FileAsync(string name, int leads)
    {
        var watch = Stopwatch.StartNew();
        using var posted = new CancellationTokenSource();
        var watching = WatchAsync(posted.Token);
        await Parallel.ForAsync(0, leads, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, cancellationToken) =>
        {
            while (Volatile.Read(ref _waiting) > MostWaiting)
            {
                await Task.Delay(5, cancellationToken);
            }

            await app.PostLeadAsync($"{name}-{i}");
        });
        await posted.CancelAsync();
        await watching;

        // The queue alone is cheaper to ask than the app, which looks at all of them.
        for (; await CountAsync() > 0; await Task.Delay(10))
        {
        }

        await app.UntilIdleAsync();
        _posted += leads;
        return watch.Elapsed;
    }

    /// <summary>A rate counts only if every lead has become a contact.</summary>
    public async Task CheckAsync()
    {
        var contacts = 0;
        var table = new TableClient(connectionString, "Contacts");
        await foreach (var _ in table.QueryAsync<TableEntity>("RowKey ge 'c|' and RowKey lt 'c}'", select: ["RowKey"]))
        {
            contacts++;
        }

        if (contacts != _posted)
        {
            throw new InvalidOperationException($"{_posted} leads were accepted, and {contacts} contacts filed.");
        }
    }

    private async Task WatchAsync(CancellationToken posted)
    {
        while (!posted.IsCancellationRequested)
        {
            Volatile.Write(ref _waiting, await CountAsync());
            await Task.Delay(50, posted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> CountAsync() => (await _captured.GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
