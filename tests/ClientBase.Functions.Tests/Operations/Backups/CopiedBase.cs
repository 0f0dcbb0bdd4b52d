using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using ClientBase.Functions.Operations.Backups;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Operations.Backups;

/// <summary>Copies a base and puts the copy back into another one, as the queues would have it done.</summary>
internal static class CopiedBase
{
    /// <summary>Makes a copy to its end; its id.</summary>
    public static async Task<string> BackUpAsync(TestApp app)
    {
        var begun = await app.Get<BackupRuns>().StartAsync(default);
        await DoAllAsync(app, Queues.Backups);
        return begun.Id;
    }

    /// <summary>Does all steps of a job; those for which a test says so are left undone and returned.</summary>
    public static async Task<List<JobStep>> DoAllAsync(TestApp app, string queue, Func<JobStep, bool>? isToStop = null)
    {
        var left = new List<JobStep>();
        while (await app.TakeAsync<JobStep>(queue) is { Count: > 0 } steps)
        {
            foreach (var step in steps)
            {
                if (isToStop?.Invoke(step) == true)
                {
                    left.Add(step);
                }
                else
                {
                    await DoAsync(app, queue, step);
                }
            }
        }

        return left;
    }

    /// <summary>Does all steps, each time with somebody dying in the middle: the message comes back then.</summary>
    public static async Task DoAllDyingAsync(TestApp app, string queue, int seed)
    {
        var random = new Random(seed);
        var steps = new Queue<JobStep>(await app.TakeAsync<JobStep>(queue));
        while (steps.TryDequeue(out var step))
        {
            app.BlobRequests.CutAfter(random.Next(3) == 0 ? random.Next(3) : null);
            app.Requests.CutAfter(random.Next(3) == 0 ? random.Next(3) : null);
            var isCut = false;
            try
            {
                await DoAsync(app, queue, step);
            }
            catch (Exception)
            {
                isCut = true;
            }

            app.BlobRequests.CutAfter(null);
            app.Requests.CutAfter(null);
            if (isCut || random.Next(6) == 0)
            {
                steps.Enqueue(step); // A message may also come twice.
            }

            foreach (var next in await app.TakeAsync<JobStep>(queue))
            {
                steps.Enqueue(next);
            }
        }
    }

    /// <summary>Asks for a copy to be put back; the answer.</summary>
    public static Task<(int Status, JsonElement Body)> AskAsync(TestApp app, string? id = null) =>
        app.CallAsync(request => app.Get<RestoreBase>().StartAsync(request, default), new { backup = id });

    /// <summary>Brings the container of copies to another account, as azcopy does.</summary>
    public static async Task CarryAsync(BlobContainerClient from, BlobContainerClient into)
    {
        await foreach (var blob in from.GetBlobsAsync())
        {
            var source = from.GetBlockBlobClient(blob.Name);
            var target = into.GetBlockBlobClient(blob.Name);
            var blocks = (await source.GetBlockListAsync()).Value.CommittedBlocks.ToList();
            var content = (await source.DownloadContentAsync()).Value.Content.ToMemory();
            if (blocks.Count == 0)
            {
                await target.UploadAsync(BinaryData.FromBytes(content).ToStream());
                continue;
            }

            foreach (var block in blocks)
            {
                await target.StageBlockAsync(block.Name, BinaryData.FromBytes(content[..(int)block.SizeLong]).ToStream());
                content = content[(int)block.SizeLong..];
            }

            await target.CommitBlockListAsync(blocks.Select(block => block.Name));
        }
    }

    /// <summary>All rows of all tables as text, without what storage adds.</summary>
    public static async Task<List<string>> RowsAsync(TestApp app)
    {
        var all = new List<string>();
        foreach (var table in Tables.All)
        {
            all.AddRange((await app.RowsAsync(table)).Select(row => $"{table} {TextOf(row)}"));
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }

    /// <summary>All blobs that are copied, with the names of their blocks.</summary>
    public static async Task<List<string>> BlobsAsync(TestApp app)
    {
        var all = new List<string>();
        foreach (var container in CopiedParts.OfBlobs)
        {
            await foreach (var blob in app.Container(container).GetBlobsAsync())
            {
                var client = app.Container(container).GetBlockBlobClient(blob.Name);
                var content = (await client.DownloadContentAsync()).Value.Content;
                var blocks = (await client.GetBlockListAsync()).Value.CommittedBlocks.Select(block => block.Name);
                all.Add($"{container}/{blob.Name} {Convert.ToBase64String(content)} {string.Join(',', blocks)}");
            }
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }

    private static Task DoAsync(TestApp app, string queue, JobStep step) => queue == Queues.Backups
        ? app.Get<CopyPart>().RunAsync(step, default)
        : app.Get<RestorePart>().RunAsync(step, default);

    private static string TextOf(TableEntity row) => string.Join(
        "; ",
        row.Where(one => one.Key is not ("Timestamp" or "odata.etag")).OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key}={one.Value?.GetType().Name} {Text(one.Value)}"));

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTimeOffset at => at.ToString("O"),
        _ => $"{value}",
    };
}
