using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ClientBase.Functions.Storage;

/// <summary>A blob that grows by blocks, each under a number of its own: who writes a block again replaces it.</summary>
public sealed class BlockLog(BlockBlobClient blob)
{
    /// <summary>Writes a block; an empty one is left out.</summary>
    public async Task WriteAsync(long number, byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        var id = IdOf(number);
        await blob.StageBlockAsync(id, new MemoryStream(bytes), cancellationToken: cancellationToken);
        var known = await BlocksAsync(cancellationToken);
        var blocks = known.Select(block => block.Name).Append(id).Distinct().OrderBy(NumberOf);
        await blob.CommitBlockListAsync(blocks, cancellationToken: cancellationToken);
    }

    /// <summary>Opens all of it; empty when nothing was written.</summary>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: true), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return Stream.Null;
        }
    }

    /// <summary>Writes all of it anew.</summary>
    public Task ReplaceAsync(byte[] bytes, CancellationToken cancellationToken) =>
        blob.UploadAsync(new MemoryStream(bytes), new BlobUploadOptions(), cancellationToken);

    /// <summary>How long the blocks of lesser numbers are together.</summary>
    public async Task<long> BytesBeforeAsync(long number, CancellationToken cancellationToken) =>
        (await BlocksAsync(cancellationToken)).Where(block => NumberOf(block.Name) < number).Sum(block => block.SizeLong);

    private async Task<IEnumerable<BlobBlock>> BlocksAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await blob.GetBlockListAsync(BlockListTypes.Committed, cancellationToken: cancellationToken);
            return list.Value.CommittedBlocks;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    private static string IdOf(long number) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(number.ToString("d12", CultureInfo.InvariantCulture)));

    private static long NumberOf(string id) =>
        long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(id)), CultureInfo.InvariantCulture);
}
