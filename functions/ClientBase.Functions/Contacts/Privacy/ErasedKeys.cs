using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>What is kept of erased people: keyed digests of their keys, so that shops and imports do not bring them back.</summary>
/// <remarks>
/// Table Erased: <c>keys</c> a row a digest with the time of the erasure, <c>state</c> the secret they are keyed with and a version that
/// changes with them. Each instance keeps all digests in memory (32 bytes each) and reads them again when the version has changed.
/// </remarks>
public sealed class ErasedKeys(
    TableServiceClient service, CommitsByTable commits, IOptions<ErasureOptions> options, TimeProvider clock)
    : IKeptFresh
{
    private const string Keys = "keys";
    private const string State = "state";
    private const string SecretRow = "secret";
    private const string VersionRow = "version";
    private const string Value = "Value";
    private const string At = "At";

    private readonly TableClient _table = service.GetTableClient(Tables.Erased);
    private readonly TableCommits _commits = commits.Of(Tables.Erased);
    private Known _known = Known.Nobody;
    private byte[]? _secret;

    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromSeconds(2);

    /// <summary>When the person of one of these keys was erased, the latest time; null for nobody erased.</summary>
    public async ValueTask<DateTimeOffset?> ErasedAtAsync(IEnumerable<IdentityKey> keys, CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _known);
        if (known.Digests.Count == 0)
        {
            return null;
        }

        var secret = await SecretAsync(cancellationToken);
        return keys.Select(key => known.Digests.TryGetValue(Digest(key, secret), out var at) ? at : (DateTimeOffset?)null).Max();
    }

    /// <summary>Reads what other instances have erased; one small row when they have not.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var version = await ReadVersionAsync(cancellationToken);
        if (version == Volatile.Read(ref _known).Version)
        {
            return;
        }

        var digests = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == Keys, cancellationToken: cancellationToken))
        {
            digests[row.RowKey] = row.GetDateTimeOffset(At)!.Value;
        }

        // The version was read first: what changed while the rows were read is read again next time.
        Volatile.Write(ref _known, new Known(version, digests.ToFrozenDictionary(StringComparer.Ordinal)));
    }

    /// <summary>Remembers keys of somebody who is being erased. When this returns, every instance has heard of it.</summary>
    public async Task AddAsync(IEnumerable<IdentityKey> keys, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        await ChangeAsync(
            keys,
            digest => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(Keys, digest) { [At] = at }),
            cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(options.Value.SettleSeconds), clock, cancellationToken);
    }

    /// <summary>Forgets keys of somebody who came back.</summary>
    public Task LiftAsync(IEnumerable<IdentityKey> keys, CancellationToken cancellationToken) => ChangeAsync(
        keys,
        digest => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Keys, digest), ETag.All),
        cancellationToken);

    private async Task ChangeAsync(
        IEnumerable<IdentityKey> keys, Func<string, TableTransactionAction> change, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(cancellationToken);
        await Task.WhenAll(keys.Select(key => _commits.SubmitAsync(Keys, [change(Digest(key, secret))], cancellationToken)));
        var version = new TableEntity(State, VersionRow) { [Value] = Guid.NewGuid().ToString("n") };
        await _table.UpsertEntityAsync(version, TableUpdateMode.Replace, cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    private async Task<string> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(State, VersionRow, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetString(Value)! : "";
    }

    private async ValueTask<byte[]> SecretAsync(CancellationToken cancellationToken)
    {
        if (_secret is not null)
        {
            return _secret;
        }

        var kept = await _table.GetEntityIfExistsAsync<TableEntity>(State, SecretRow, cancellationToken: cancellationToken);
        if (kept.HasValue)
        {
            return _secret = kept.Value!.GetBinary(Value)!;
        }

        var secret = RandomNumberGenerator.GetBytes(32);
        try
        {
            await _table.AddEntityAsync(new TableEntity(State, SecretRow) { [Value] = secret }, cancellationToken);
            return _secret = secret;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await SecretAsync(cancellationToken); // Another instance was first.
        }
    }

    private static string Digest(IdentityKey key, byte[] secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key.ToString())));

    private sealed record Known(string Version, FrozenDictionary<string, DateTimeOffset> Digests)
    {
        public static Known Nobody { get; } = new("", FrozenDictionary<string, DateTimeOffset>.Empty);
    }
}
