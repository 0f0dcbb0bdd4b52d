using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Azure.Data.Tables;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Telemetry;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Telemetry;

public sealed class AppMetricsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Batches_are_counted_with_their_actions_and_refused_claims_by_the_kind_of_their_row_alone()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("metrics" + Guid.NewGuid().ToString("n"));
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "k|taken"));
        using var counted = new Counted(table.Name);
        var commits = new TableCommits(table);

        await commits.SubmitAsync("p", [Insert("c|a"), Insert("i|a")]);
        await commits.SubmitAsync("p", [Insert("c|b"), Insert("k|taken")]);

        Assert.Equal(
            [$"clientbase.storage.batch.actions 2 table={table.Name}", $"clientbase.storage.conflicts 1 table={table.Name} row.kind=k"],
            counted.Measurements);
    }

    private static TableTransactionAction Insert(string row) => new(TableTransactionActionType.Add, new TableEntity("p", row));

    /// <summary>What is counted of one table: other tests count at the same time.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly string _table;

        public Counted(string table)
        {
            _table = $"table={table}";
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == AppMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
            _listener.Start();
        }

        public ConcurrentQueue<string> Measurements { get; } = new();

        public void Dispose() => _listener.Dispose();

        private void Note(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            if (text.Contains(_table, StringComparison.Ordinal))
            {
                Measurements.Enqueue($"{name} {value} {text}");
            }
        }
    }
}
