using Azure.Core;
using Azure.Data.Tables.Auth;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Sas;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private readonly TableAccount _account = null!;
    private readonly Uri _uri = null!;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TablePipelines.Connect(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, TableClientOptions? options = null)
        : this(TablePipelines.Connect(TableEndpoint.Parse(endpoint), options), null)
    {
    }

    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TablePipelines.Connect(TableEndpoint.Parse(endpoint), credential, options), null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TablePipelines.Connect(TableEndpoint.Parse(endpoint), credential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TablePipelines.Connect(TableEndpoint.Parse(endpoint), tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableAccount account, string? tableName)
    {
        _account = account;
        Name = tableName ?? account.Endpoint.TableName!;
        ArgumentException.ThrowIfNullOrEmpty(Name, nameof(tableName));
        _uri = account.Endpoint.Table(Name);
    }

    protected TableClient() => Name = null!;

    public virtual string Name { get; }

    public virtual string AccountName => _account.Endpoint.AccountName;

    public virtual Uri Uri => _uri;

    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        TableOperations.CreateAsync(_account, Name, cancellationToken);

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableOperations.CreateIfNotExistsAsync(_account, Name, cancellationToken);

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableOperations.DeleteAsync(_account, Name, cancellationToken);

    public virtual Uri GenerateSasUri(TableSasPermissions permissions, DateTimeOffset expiresOn) =>
        GenerateSasUri(new TableSasBuilder(Name, permissions, expiresOn));

    public virtual Uri GenerateSasUri(TableSasBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.TableName != Name)
        {
            throw new ArgumentException($"The signature is for table '{builder.TableName}', this client's is '{Name}'.", nameof(builder));
        }

        var key = _account.Key ?? throw new InvalidOperationException("Only a client with the account's key can sign; pass one.");
        return new UriBuilder(Uri) { Query = builder.Sign(key) }.Uri;
    }
}
