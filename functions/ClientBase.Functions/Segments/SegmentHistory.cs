using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Segments;

/// <summary>How many were in a segment on a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Count">How many at its end; of today, now.</param>
public sealed record SegmentDay(DateOnly Day, int Count);

/// <summary>How many were in each segment day by day: one row a day on which something changed.</summary>
public sealed class SegmentHistory(TableServiceClient service)
{
    private const string Partition = "history";
    private const string Counts = "Counts";
    private const string DayFormat = "yyyyMMdd";

    private readonly TableClient _segments = service.GetTableClient(Tables.Segments);

    /// <summary>Notes the counts as they are after a recompute.</summary>
    public async Task NoteAsync(DateTimeOffset at, IReadOnlyDictionary<string, int> counts, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, at.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture));
        var sorted = new SortedDictionary<string, int>(counts.ToDictionary(), StringComparer.Ordinal);
        LongText.Write(row, Counts, JsonSerializer.Serialize(sorted, DocumentJson.Compact.SortedDictionaryStringInt32));
        await _segments.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The days from one to another; one on which nothing changed has the count of the day before.</summary>
    public async Task<IReadOnlyList<SegmentDay>> OfAsync(
        string segmentId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var known = new SortedDictionary<DateOnly, int>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey le {to.ToString(DayFormat, CultureInfo.InvariantCulture)}");
        await foreach (var row in _segments.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var counts = JsonSerializer.Deserialize(LongText.Read(row, Counts)!, DocumentJson.Compact.SortedDictionaryStringInt32)!;
            known[DateOnly.ParseExact(row.RowKey, DayFormat, CultureInfo.InvariantCulture)] = counts.GetValueOrDefault(segmentId);
        }

        var days = new List<SegmentDay>();
        var count = known.LastOrDefault(one => one.Key < from).Value;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            count = known.GetValueOrDefault(day, count);
            days.Add(new SegmentDay(day, count));
        }

        return days;
    }
}
