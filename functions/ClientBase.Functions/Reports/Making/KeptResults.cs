using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Reports.Making;

/// <summary>
/// What reports came to when they were last asked for: a packed blob a report and question, which the next result is written over. Nobody
/// has to read one; those no longer asked for are deleted by the storage account's policy.
/// </summary>
/// <remarks><c>figures/{report}/{question}</c>, <c>people/{report}/{question}</c> where the rows are people.</remarks>
public sealed class KeptResults(BlobServiceClient service)
{
    private const string Generation = "generation";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Containers.Results);

    /// <summary>The result of a generation; null when there is none.</summary>
    /// <param name="report">The report.</param>
    /// <param name="query">What is asked of it.</param>
    /// <param name="generation">The state of what it is made of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<byte[]?> FindAsync(IReport report, ReportQuery query, string generation, CancellationToken cancellationToken)
    {
        try
        {
            var kept = (await BlobOf(report, query).DownloadContentAsync(cancellationToken)).Value;
            return kept.Details.Metadata.TryGetValue(Generation, out var its) && its == generation ? Unpack(kept.Content) : null;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Keeps a result in the place of the last one.</summary>
    public async Task SaveAsync(IReport report, ReportQuery query, string generation, byte[] result, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { [Generation] = generation } };
        await BlobOf(report, query).UploadAsync(Pack(result), options, cancellationToken);
    }

    /// <summary>Lets a result go.</summary>
    public Task ForgetAsync(IReport report, ReportQuery query, CancellationToken cancellationToken) =>
        BlobOf(report, query).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Lets all results go whose rows are people.</summary>
    public Task ForgetPeopleAsync(CancellationToken cancellationToken) => ForgetAsync(KeptAnswers.People, cancellationToken);

    /// <summary>Lets all results go.</summary>
    public Task ForgetAllAsync(CancellationToken cancellationToken) => ForgetAsync(prefix: null, cancellationToken);

    private async Task ForgetAsync(string? prefix, CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
        {
            await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private BlobClient BlobOf(IReport report, ReportQuery query)
    {
        var question = string.Create(
            CultureInfo.InvariantCulture, $"{query.From?.UtcTicks}|{query.To?.UtcTicks}|{query.By}|{query.Segment}");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 16));
        return _container.GetBlobClient($"{(report.NamesPeople ? KeptAnswers.People : KeptAnswers.Figures)}{report.Name}/{name}");
    }

    private static MemoryStream Pack(byte[] result)
    {
        var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(result);
        }

        packed.Position = 0;
        return packed;
    }

    private static byte[] Unpack(BinaryData packed)
    {
        using var unpacked = new MemoryStream();
        using (var unpacking = new GZipStream(packed.ToStream(), CompressionMode.Decompress))
        {
            unpacking.CopyTo(unpacked);
        }

        return unpacked.ToArray();
    }
}
