using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>Reads what people did on the site, with whichever browser they became known by.</summary>
public sealed class VisitReader(TableServiceClient service, VisitorLinks links)
{
    private const int PageSize = 1000;

    private readonly TableClient _table = service.GetTableClient(Tables.Visits);

    /// <summary>The newest visits of a person behind a place of the timeline, as many as asked for.</summary>
    /// <param name="contactIds">The contact and those that are part of it.</param>
    /// <param name="place">The place, which sorts as the rows do; null: from the beginning.</param>
    /// <param name="take">How many.</param>
    internal async Task<List<TableEntity>> NewestAsync(
        IReadOnlyCollection<string> contactIds, string? place, int take, CancellationToken cancellationToken)
    {
        var newest = new List<TableEntity>();
        foreach (var (partition, spans) in await links.OfAsync(contactIds, cancellationToken))
        {
            var left = take;
            foreach (var span in spans)
            {
                await foreach (var row in RowsAsync(partition, span, place, Math.Min(left + 1, PageSize), cancellationToken))
                {
                    newest.Add(row);
                    if (--left <= 0)
                    {
                        break;
                    }
                }

                if (left <= 0)
                {
                    break;
                }
            }
        }

        return newest;
    }

    /// <summary>All visits of a person.</summary>
    internal Task<List<TableEntity>> AllAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken) =>
        NewestAsync(contactIds, null, int.MaxValue - 1, cancellationToken);

    // Rows sort the latest first: a span begins with its end, which is not in it.
    private AsyncPageable<TableEntity> RowsAsync(
        string partition, TimeSpanOfVisits span, string? place, int pageSize, CancellationToken cancellationToken)
    {
        var latest = span.Until == DateTimeOffset.MaxValue ? VisitRow.Prefix : VisitRow.Key(span.Until, "") + "~";
        var next = VisitRow.Prefix + place + "!"; // The first key behind the place.
        var from = place is not null && string.CompareOrdinal(next, latest) > 0 ? next : latest;
        var until = span.From == DateTimeOffset.MinValue ? "t}" : VisitRow.Key(span.From, "") + "~";
        return _table.QueryAsync<TableEntity>(TableKeys.Between(partition, from, until), pageSize, cancellationToken: cancellationToken);
    }
}
