using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ClientBase.Functions.Storage;

/// <summary>What many rows came to, and when.</summary>
public sealed record KeptAnswer<T>(T Answer, DateTimeOffset At);

/// <summary>What it took many reads to find out: a blob each, for whoever says that what was so a while ago will do.</summary>
/// <remarks>
/// Names begin with <see cref="Figures"/>, or with <see cref="People"/> where people are named, so that an erasure lets them go. Those no
/// longer asked for are deleted by the storage account's policy.
/// </remarks>
public sealed class KeptAnswers(BlobServiceClient service, TimeProvider clock)
{
    /// <summary>What names of answers begin with that tell of nobody.</summary>
    public const string Figures = "figures/";

    /// <summary>What names of answers begin with that tell of people by their ids.</summary>
    public const string People = "people/";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Containers.Results);

    /// <summary>What is kept if it is not too old; else it is found out and kept.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="maxAge">How old it may be; null: it is found out, and nothing kept.</param>
    /// <param name="findOut">Finds it out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<KeptAnswer<T>> GetAsync<T>(
        string name, TimeSpan? maxAge, Func<Task<T>> findOut, CancellationToken cancellationToken)
        where T : class
    {
        var now = clock.GetUtcNow();
        if (maxAge > TimeSpan.Zero && await FindAsync<T>(name, cancellationToken) is { } kept && now - kept.At <= maxAge)
        {
            return kept;
        }

        var found = new KeptAnswer<T>(await findOut(), now);
        if (maxAge is not null)
        {
            await SaveAsync(name, found, cancellationToken);
        }

        return found;
    }

    /// <summary>Keeps an answer.</summary>
    public Task SaveAsync<T>(string name, KeptAnswer<T> answer, CancellationToken cancellationToken) => _container.GetBlobClient(name)
        .UploadAsync(BinaryData.FromObjectAsJson(answer), overwrite: true, cancellationToken);

    private async Task<KeptAnswer<T>?> FindAsync<T>(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult kept = await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return kept.Content.ToObjectFromJson<KeptAnswer<T>>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
