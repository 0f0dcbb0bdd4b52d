using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Copies a blob block by block under the blocks' own names: logs go on growing by them.</summary>
internal static class BlobCopy
{
    /// <summary>Copies it; false when it is gone, or was written meanwhile and is somebody's next version.</summary>
    public static async Task<bool> CopyAsync(
        BlobContainerClient from, string source, BlobContainerClient into, string target, CancellationToken cancellationToken)
    {
        var (read, written) = (from.GetBlockBlobClient(source), into.GetBlockBlobClient(target));
        try
        {
            var of = (await read.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            var unchanged = new BlobRequestConditions { IfMatch = of.ETag };
            var headers = new BlobHttpHeaders { ContentType = of.ContentType, ContentEncoding = of.ContentEncoding };
            var blocks = (await read.GetBlockListAsync(BlockListTypes.Committed, cancellationToken: cancellationToken)).Value;
            var place = 0L;
            foreach (var block in blocks.CommittedBlocks)
            {
                var range = new BlobDownloadOptions { Range = new HttpRange(place, block.SizeLong), Conditions = unchanged };
                var part = await read.DownloadContentAsync(range, cancellationToken);
                await written.StageBlockAsync(block.Name, part.Value.Content.ToStream(), cancellationToken: cancellationToken);
                place += block.SizeLong;
            }

            if (blocks.CommittedBlocks.Any())
            {
                await written.CommitBlockListAsync(
                    blocks.CommittedBlocks.Select(block => block.Name),
                    new CommitBlockListOptions { HttpHeaders = headers, Metadata = of.Metadata },
                    cancellationToken);
            }
            else
            {
                var whole = await read.DownloadContentAsync(new BlobDownloadOptions { Conditions = unchanged }, cancellationToken);
                await written.UploadAsync(
                    whole.Value.Content.ToStream(),
                    new BlobUploadOptions { HttpHeaders = headers, Metadata = of.Metadata },
                    cancellationToken);
            }

            return true;
        }
        catch (RequestFailedException other) when (other.Status is 404 or 412)
        {
            return false;
        }
    }
}
