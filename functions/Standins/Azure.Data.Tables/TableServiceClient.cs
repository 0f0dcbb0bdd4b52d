using Azure.Core;
using Azure.Data.Tables.Auth;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

public class TableServiceClient
{
    private readonly TableAccount _account = null!;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        _account = TablePipelines.Connect(connectionString, options);

    public TableServiceClient(Uri endpoint, TableClientOptions? options = null) =>
        _account = TablePipelines.Connect(TableEndpoint.Parse(endpoint), options);

    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null) =>
        _account = TablePipelines.Connect(TableEndpoint.Parse(endpoint), credential, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        _account = TablePipelines.Connect(TableEndpoint.Parse(endpoint), credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        _account = TablePipelines.Connect(TableEndpoint.Parse(endpoint), tokenCredential, options);

    protected TableServiceClient()
    {
    }

    public virtual string AccountName => _account.Endpoint.AccountName;

    public virtual Uri Uri => _account.Endpoint.Uri;

    public virtual TableClient GetTableClient(string tableName) => new(_account, tableName);

    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.CreateAsync(_account, tableName, cancellationToken);

    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.CreateIfNotExistsAsync(_account, tableName, cancellationToken);

    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.DeleteAsync(_account, tableName, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TableListing(_account, filter, maxPerPage, cancellationToken);
}
