using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Storage;

/// <summary>The secret that signs what we hand out and take back: the configured one, or one that storage keeps.</summary>
public sealed class SigningKey(TableServiceClient service, IOptions<TokenOptions> options)
{
    private const string Partition = "settings";
    private const string Row = "signing-key";
    private const string Value = "Value";

    private readonly TableClient _table = service.GetTableClient(Tables.Campaigns);
    private byte[]? _key;

    /// <summary>Its bytes.</summary>
    public async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) =>
        _key ??= Secrets.IsSet(options.Value.SigningKey)
            ? Encoding.UTF8.GetBytes(options.Value.SigningKey)
            : await GetKeptAsync(cancellationToken);

    /// <summary>A key of 32 bytes for one use, by which nothing made for another is taken.</summary>
    public async ValueTask<byte[]> ForAsync(string use, CancellationToken cancellationToken) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, await GetAsync(cancellationToken), 32, info: Encoding.UTF8.GetBytes(use));

    private async Task<byte[]> GetKeptAsync(CancellationToken cancellationToken)
    {
        var kept = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        if (kept.HasValue)
        {
            return kept.Value!.GetBinary(Value)!;
        }

        var key = RandomNumberGenerator.GetBytes(32);
        try
        {
            await _table.AddEntityAsync(new TableEntity(Partition, Row) { [Value] = key }, cancellationToken);
            return key;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await GetKeptAsync(cancellationToken); // Another instance was first.
        }
    }
}
