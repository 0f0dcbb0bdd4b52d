using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Tests.Whole;

/// <summary>A base of its own on an emulator: everything in it has a name that begins with a prefix.</summary>
internal sealed class WholeStorage(string connectionString)
{
    private readonly string _prefix = $"w{Guid.NewGuid():N}"[..20];

    public string ConnectionString => connectionString;

    public TableServiceClient Tables(HttpPipelineTransport? transport = null) =>
        new PrefixedTables(connectionString, With(new TableClientOptions(), transport), _prefix);

    public QueueServiceClient Queues(HttpPipelineTransport? transport = null, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var options = With(new QueueClientOptions { MessageEncoding = encoding }, transport);
        options.AddPolicy(new NoDelay(), HttpPipelinePosition.PerCall);
        return new PrefixedQueues(connectionString, options, _prefix);
    }

    public BlobServiceClient Blobs(HttpPipelineTransport? transport = null) =>
        new PrefixedBlobs(connectionString, With(new BlobClientOptions(), transport), _prefix);

    public async Task CreateAsync()
    {
        var (tables, queues, blobs) = (Tables(), Queues(), Blobs());
        await Task.WhenAll(Functions.Storage.Tables.All.Select(name => tables.GetTableClient(name).CreateAsync()));
        await Task.WhenAll(AllQueues().Select(name => queues.GetQueueClient(name).CreateAsync()));
        await Task.WhenAll(Containers.All.Select(name => blobs.GetBlobContainerClient(name).CreateAsync()));
    }

    public async Task DeleteAsync()
    {
        var (tables, queues, blobs) = (Tables(), Queues(), Blobs());
        await Task.WhenAll(Functions.Storage.Tables.All.Select(name => tables.GetTableClient(name).DeleteAsync()));
        await Task.WhenAll(AllQueues().Select(name => queues.GetQueueClient(name).DeleteIfExistsAsync()));
        await Task.WhenAll(Containers.All.Select(name => blobs.GetBlobContainerClient(name).DeleteIfExistsAsync()));
    }

    public async Task<List<TableEntity>> RowsAsync(string table) =>
        await Tables().GetTableClient(table).QueryAsync<TableEntity>().ToListAsync();

    private static IEnumerable<string> AllQueues() =>
        Functions.Storage.Queues.All.Concat(Functions.Storage.Queues.All.Select(Functions.Storage.Queues.PoisonOf));

    // What is tried again is tried at once: nobody waits for the emulator to recover.
    private static T With<T>(T options, HttpPipelineTransport? transport)
        where T : ClientOptions
    {
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(5);
        if (transport is not null)
        {
            options.Transport = transport;
        }

        return options;
    }

    // A message that is put to be seen later is seen at once: who delivers the messages turns the clock instead.
    private sealed class NoDelay : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            var address = message.Request.Uri;
            if (message.Request.Method == RequestMethod.Post && address.Query.Contains("visibilitytimeout", StringComparison.Ordinal))
            {
                var kept = address.Query.TrimStart('?').Split('&')
                    .Where(part => !part.StartsWith("visibilitytimeout", StringComparison.Ordinal));
                address.Query = string.Join('&', kept);
            }
        }
    }
}
