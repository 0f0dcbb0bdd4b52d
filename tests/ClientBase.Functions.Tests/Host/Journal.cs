using System.Collections.Concurrent;

namespace ClientBase.Functions.Tests.Host;

/// <summary>What the sample functions did, in order, and the gates they wait at.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<string> entries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> gates = new();

    public IReadOnlyList<string> Entries => [.. entries];

    public void Add(string entry) => entries.Enqueue(entry);

    public int Count(string entry) => entries.Count(found => found == entry);

    public Task GateAsync(string name, CancellationToken cancellationToken) => Gate(name).Task.WaitAsync(cancellationToken);

    public void Open(string name) => Gate(name).TrySetResult();

    public Task UntilAsync(string entry, int times = 1) =>
        Eventually.TrueAsync(() => Count(entry) >= times, () => $"'{entry}' {times} times; there is: {string.Join(", ", entries)}");

    private TaskCompletionSource Gate(string name) =>
        gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
