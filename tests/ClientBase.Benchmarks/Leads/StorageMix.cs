namespace ClientBase.Benchmarks.Leads;

/// <summary>The storage operations of a run.</summary>
/// <param name="Counts">Operations by the kinds of <see cref="StorageCounter"/>.</param>
/// <param name="RowsPerBatch">Rows in a table batch.</param>
/// <param name="BytesPerRow">Bytes of a batch by row, with all that surrounds it.</param>
/// <param name="BytesAroundRow">How many of these surround it.</param>
internal sealed record StorageMix(IReadOnlyDictionary<string, int> Counts, double RowsPerBatch, double BytesPerRow, double BytesAroundRow)
{
    public int Transactions => Counts.Values.Sum();

    /// <summary>How many messages a look at the queue brings.</summary>
    public int MessagesPerGet => Math.Clamp((int)Math.Ceiling((double)CountOf("queue delete") / Math.Max(1, CountOf("queue get"))), 1, 32);

    public static StorageMix Of(IReadOnlyDictionary<string, int> counted)
    {
        var operations = counted.Where(count => !count.Key.StartsWith('(')).ToDictionary();
        double rows = counted.GetValueOrDefault(StorageCounter.RowsInBatches);
        return new StorageMix(
            operations, rows / Math.Max(1, operations.GetValueOrDefault("table batch")),
            counted.GetValueOrDefault(StorageCounter.BytesInBatches) / Math.Max(1, rows), 0);
    }

    /// <summary>All operations in an order that spreads each kind evenly.</summary>
    public IReadOnlyList<string> Spread() =>
    [
        .. Counts.SelectMany(kind => Enumerable.Range(0, kind.Value).Select(i => (At: (i + 0.5) / kind.Value, kind.Key)))
            .OrderBy(operation => operation.At).Select(operation => operation.Key),
    ];

    private int CountOf(string kind) => Counts.GetValueOrDefault(kind);
}
