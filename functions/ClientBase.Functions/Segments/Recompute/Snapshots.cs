using Azure;
using Azure.Storage.Blobs;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>The snapshot of each shard, and beside it the one that a run is about to put in its place.</summary>
public sealed class Snapshots(BlobServiceClient service)
{
    private const int MaxTries = 5;

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Containers.Snapshots);

    /// <summary>How many bytes of a shard's facts stay in memory while the other shards are looked at: of the base some 100 MB.</summary>
    internal int MostHeld { get; init; } = 6_000_000;

    /// <summary>The snapshot of a shard; an empty one before the first run.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="withKeys">Whether the keys of orders are needed; they are as large as the rest.</param>
    public async Task<PackedSnapshot> ReadAsync(string shard, bool withKeys, CancellationToken cancellationToken)
    {
        if (await TryReadAsync(FactsOf(shard), cancellationToken) is not { } facts)
        {
            return PackedSnapshot.Empty;
        }

        return new PackedSnapshot(facts, withKeys ? await ReadKeysAsync(shard, facts, cancellationToken) : default);
    }

    /// <summary>Puts a snapshot in the place of the last one. Keys first: facts name them.</summary>
    public async Task SaveAsync(string shard, PackedSnapshot snapshot, CancellationToken cancellationToken)
    {
        await WriteKeysAsync(shard, SnapshotCodec.HeaderOf(snapshot.Facts).Details, snapshot.OrderKeys, cancellationToken);
        await WriteAsync(FactsOf(shard), snapshot.Facts, cancellationToken);
    }

    /// <summary>Puts facts aside until the whole base was seen: those of a large base would fill the memory.</summary>
    /// <returns>The facts; null: they wait in a blob.</returns>
    public async Task<ReadOnlyMemory<byte>?> PutAsideAsync(
        RecomputeRun run, string shard, ReadOnlyMemory<byte> facts, CancellationToken cancellationToken)
    {
        if (facts.Length <= MostHeld)
        {
            return facts;
        }

        await WriteAsync(FactsOf(AsideOf(run, shard)), facts, cancellationToken);
        return null;
    }

    /// <summary>The facts that wait in a blob, once.</summary>
    public async Task<ReadOnlyMemory<byte>> TakeBackAsync(RecomputeRun run, string shard, CancellationToken cancellationToken)
    {
        var name = FactsOf(AsideOf(run, shard));
        var facts = await TryReadAsync(name, cancellationToken)
            ?? throw new InvalidOperationException($"What run {run.Id} put aside of shard {shard} is gone: the run begins anew.");
        await _container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);
        return facts;
    }

    /// <summary>Keeps what a run decided, beside the snapshot that still holds.</summary>
    public Task SaveNextAsync(RecomputeRun run, string shard, ReadOnlyMemory<byte> facts, CancellationToken cancellationToken) =>
        WriteAsync(FactsOf(NextOf(run, shard)), facts, cancellationToken);

    /// <summary>What a run decided; null once it is in place.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadNextAsync(RecomputeRun run, string shard, CancellationToken cancellationToken)
    {
        if (await TryReadAsync(FactsOf(NextOf(run, shard)), cancellationToken) is not { } facts)
        {
            return null;
        }

        // What an app of before has planned has its keys beside it, to be moved with it.
        if (SnapshotCodec.HasKeysBeside(facts) && await TryReadAsync(FormerKeysOf(NextOf(run, shard)), cancellationToken) is { } keys)
        {
            await WriteKeysAsync(shard, SnapshotCodec.HeaderOf(facts).Details, keys, cancellationToken);
        }

        return facts;
    }

    /// <summary>Writes the keys of orders under the name of the details that the facts go with.</summary>
    public Task WriteKeysAsync(string shard, string name, ReadOnlyMemory<byte> keys, CancellationToken cancellationToken) =>
        WriteAsync(KeysOf(shard, name), keys, cancellationToken);

    /// <summary>The details that go with a snapshot; null when they have been replaced since it was read.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadDetailsAsync(string shard, SnapshotHeader header, CancellationToken cancellationToken) =>
        header.Details.Length == 0 ? DetailsCodec.Empty : await TryReadAsync(DetailsOf(shard, header.Details), cancellationToken);

    /// <summary>A snapshot with the details that go with it.</summary>
    public async Task<(PackedSnapshot Facts, ReadOnlyMemory<byte> Details)> ReadWholeAsync(
        string shard, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var facts = await ReadAsync(shard, withKeys: false, cancellationToken);
            if (await ReadDetailsAsync(shard, SnapshotCodec.HeaderOf(facts.Facts), cancellationToken) is { } details)
            {
                return (facts, details);
            }

            // A recompute has put new ones in their place just now.
            if (tries == MaxTries)
            {
                throw new InvalidOperationException($"The details of shard {shard} were replaced {MaxTries} times while they were read.");
            }
        }
    }

    /// <summary>Writes details under a name; a snapshot that names it makes them hold.</summary>
    public Task WriteDetailsAsync(string shard, string name, ReadOnlyMemory<byte> details, CancellationToken cancellationToken) =>
        WriteAsync(DetailsOf(shard, name), details, cancellationToken);

    /// <summary>Deletes details, and the keys with them, that no snapshot names any more.</summary>
    public async Task DeleteNamedAsync(string shard, string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            return;
        }

        await _container.DeleteBlobIfExistsAsync(DetailsOf(shard, name), cancellationToken: cancellationToken);
        if (!await _container.DeleteBlobIfExistsAsync(KeysOf(shard, name), cancellationToken: cancellationToken))
        {
            await _container.DeleteBlobIfExistsAsync(FormerKeysOf(shard), cancellationToken: cancellationToken);
        }
    }

    /// <summary>Puts what a run decided in place.</summary>
    public async Task PromoteAsync(RecomputeRun run, string shard, ReadOnlyMemory<byte> next, CancellationToken cancellationToken)
    {
        await WriteAsync(FactsOf(shard), next, cancellationToken);
        await DeleteNamedAsync(shard, SnapshotCodec.HeaderOf(next).FormerDetails, cancellationToken);
        await _container.DeleteBlobIfExistsAsync(FactsOf(NextOf(run, shard)), cancellationToken: cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>> ReadKeysAsync(string shard, ReadOnlyMemory<byte> facts, CancellationToken cancellationToken) =>
        await TryReadAsync(KeysOf(shard, SnapshotCodec.HeaderOf(facts).Details), cancellationToken)
            ?? await TryReadAsync(FormerKeysOf(shard), cancellationToken)
            ?? default;

    private async Task<ReadOnlyMemory<byte>?> TryReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            // Into a buffer of its size: one that grows would lie in memory beside its copies.
            using var download = (await _container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            var bytes = new MemoryStream((int)download.Details.ContentLength);
            await download.Content.CopyToAsync(bytes, cancellationToken);
            return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private async Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancellationToken);

    private static string FactsOf(string place) => $"{place}/facts";

    private static string KeysOf(string shard, string name) => name.Length == 0 ? FormerKeysOf(shard) : $"{shard}/keys/{name}";

    // Where versions before wrote them.
    private static string FormerKeysOf(string place) => $"{place}/orders";

    private static string DetailsOf(string shard, string name) => $"{shard}/details/{name}";

    private static string NextOf(RecomputeRun run, string shard) => $"{shard}/{run.Id}";

    private static string AsideOf(RecomputeRun run, string shard) => $"{shard}/{run.Id}-folded";
}
