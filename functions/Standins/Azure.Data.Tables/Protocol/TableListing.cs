using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Protocol;

/// <summary>The tables of an account.</summary>
internal sealed class TableListing(TableAccount account, string? filter, int? maxPerPage, CancellationToken cancellationToken)
    : ServicePageable<TableItem>(cancellationToken)
{
    protected override async Task<Page<TableItem>> ReadPageAsync(string? continuation, int? pageSize, CancellationToken cancellationToken)
    {
        using var message = account.CreateMessage(RequestMethod.Get, "Tables");
        QueryRequest.Add(message, filter, pageSize ?? maxPerPage, select: null);
        QueryRequest.AddIfPresent(message, "NextTableName", continuation);

        var response = await account.SendOrThrowAsync(message, cancellationToken).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var next);
        using var body = JsonDocument.Parse(response.Content.ToMemory());
        var tables = new List<TableItem>();
        foreach (var table in body.RootElement.GetProperty("value").EnumerateArray())
        {
            tables.Add(new TableItem(table.GetProperty("TableName").GetString()!));
        }

        return Page<TableItem>.FromValues(tables, next, response);
    }
}
