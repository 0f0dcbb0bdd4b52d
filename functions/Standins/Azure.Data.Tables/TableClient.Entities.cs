using Azure.Core;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const string Json = "application/json";

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        using var message = _account.CreateMessage(RequestMethod.Post, Name);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await SendAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = CreateRead(partitionKey, rowKey, select);
        var response = await _account.SendOrThrowAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(EntityReader.ReadOne<T>(response.Content.ToMemory().Span), response);
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = CreateRead(partitionKey, rowKey, select);
        var response = await _account.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status switch
        {
            < 300 => Response.FromValue(EntityReader.ReadOne<T>(response.Content.ToMemory().Span), response),
            404 => new NoValueResponse<T>(response),
            _ => throw TableErrorParser.ToException(response),
        };
    }

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        using var message = _account.CreateMessage(MethodOf(mode), PathOf(entity));
        return await SendAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        ArgumentNullException.ThrowIfNull(entity);
        if (ifMatch == default)
        {
            throw new ArgumentException("Pass the entity's ETag, or ETag.All to update whatever is there.", nameof(ifMatch));
        }

        using var message = _account.CreateMessage(MethodOf(mode), PathOf(entity));
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, ifMatch.ToString());
        return await SendAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Deletes an entity; as upstream, one that is not there is no error: the response's status is 404.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        using var message = _account.CreateMessage(RequestMethod.Delete, EntityPath.Of(Name, partitionKey, rowKey));
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, (ifMatch == default ? ETag.All : ifMatch).ToString());
        var response = await _account.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status is < 300 or 404 ? response : throw TableErrorParser.ToException(response);
    }

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    private string PathOf(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
        return EntityPath.Of(Name, entity.PartitionKey, entity.RowKey);
    }

    private HttpMessage CreateRead(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var message = _account.CreateMessage(RequestMethod.Get, EntityPath.Of(Name, partitionKey, rowKey));
        QueryRequest.Add(message, filter: null, top: null, Selected(select));
        return message;
    }

    private ValueTask<Response> SendAsync(HttpMessage message, ITableEntity entity, CancellationToken cancellationToken)
    {
        var body = RequestBuffer.Rent();
        body.Write(entity);
        return _account.SendOrThrowAsync(message, body, Json, cancellationToken);
    }

    private static string? Selected(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);
}
