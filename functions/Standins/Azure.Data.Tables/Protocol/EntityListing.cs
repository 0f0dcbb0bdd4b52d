using Azure.Core;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Protocol;

/// <summary>The entities of a table that a filter lets through.</summary>
internal sealed class EntityListing<T>(
    TableAccount account, string table, string? filter, int? maxPerPage, string? select, CancellationToken cancellationToken)
    : ServicePageable<T>(cancellationToken)
    where T : class, ITableEntity
{
    protected override async Task<Page<T>> ReadPageAsync(string? continuation, int? pageSize, CancellationToken cancellationToken)
    {
        using var message = account.CreateMessage(RequestMethod.Get, $"{table}()");
        QueryRequest.Add(message, filter, pageSize ?? maxPerPage, select);
        var (partition, row) = Split(continuation);
        QueryRequest.AddIfPresent(message, "NextPartitionKey", partition);
        QueryRequest.AddIfPresent(message, "NextRowKey", row);

        var response = await account.SendOrThrowAsync(message, cancellationToken).ConfigureAwait(false);
        return Page<T>.FromValues(EntityReader.ReadPage<T>(response.Content.ToMemory().Span), Join(response), response);
    }

    /// <summary>One string of the two keys, separated by a space as upstream does; the service encodes spaces of its own.</summary>
    private static string? Join(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    private static (string? Partition, string? Row) Split(string? continuation)
    {
        var at = continuation?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return at < 0 ? (continuation, null) : (continuation![..at], continuation[(at + 1)..]);
    }
}
