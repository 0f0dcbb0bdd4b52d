using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Protocol;

/// <summary>Creating and deleting tables.</summary>
internal static class TableOperations
{
    public static async Task<Response<TableItem>> CreateAsync(TableAccount account, string table, CancellationToken cancellationToken)
    {
        var response = await SendCreateAsync(account, table, cancellationToken).ConfigureAwait(false);
        return response.Status < 300
            ? Response.FromValue(new TableItem(table), response)
            : throw TableErrorParser.ToException(response);
    }

    /// <summary>As upstream: an existing table is a value with the raw 409 beside it, not an exception and not null.</summary>
    public static async Task<Response<TableItem>> CreateIfNotExistsAsync(
        TableAccount account, string table, CancellationToken cancellationToken)
    {
        var response = await SendCreateAsync(account, table, cancellationToken).ConfigureAwait(false);
        if (response.Status < 300)
        {
            return Response.FromValue(new TableItem(table), response);
        }

        var failure = TableErrorParser.ToException(response);
        return failure.ErrorCode == TableErrorCode.TableAlreadyExists
            ? Response.FromValue(new TableItem(table), response)
            : throw failure;
    }

    public static async Task<Response> DeleteAsync(TableAccount account, string table, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        using var message = account.CreateMessage(RequestMethod.Delete, $"Tables('{Uri.EscapeDataString(table)}')");
        var response = await account.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status is < 300 or 404 ? response : throw TableErrorParser.ToException(response);
    }

    private static async Task<Response> SendCreateAsync(TableAccount account, string table, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        using var message = account.CreateMessage(RequestMethod.Post, "Tables");
        message.Request.Headers.Add(HttpHeader.Names.ContentType, "application/json");
        message.Request.Content = RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = table }));
        return await account.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }
}
