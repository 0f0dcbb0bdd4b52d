using Azure.Data.Tables;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Gathers who of a shard entered and left each segment, until it makes a row.</summary>
internal sealed class ChangeRecord
{
    private const int MostPeople = 1_000;
    private const int MostText = 100_000; // Characters of reasons, a tenth of what a row holds together with the last one.

    private readonly SortedDictionary<string, Open> _segments = new(StringComparer.Ordinal);

    /// <summary>Adds a change; contacts come in the ordinal order of their ids.</summary>
    /// <returns>The row of its segment, once that is full.</returns>
    public TableEntity? Add(MembershipChange change)
    {
        if (!_segments.TryGetValue(change.Segment, out var open))
        {
            _segments[change.Segment] = open = new Open();
        }

        open.Changes.Add(change);
        open.Text += change.Reason.Length;
        if (open.Changes.Count < MostPeople && open.Text < MostText)
        {
            return null;
        }

        _segments.Remove(change.Segment);
        return ChangeRow.Of(open.Changes);
    }

    /// <summary>The rows of what is left.</summary>
    public IEnumerable<TableEntity> Rest() => _segments.Values.Select(open => ChangeRow.Of(open.Changes));

    private sealed class Open
    {
        public List<MembershipChange> Changes { get; } = [];

        public int Text { get; set; }
    }
}
