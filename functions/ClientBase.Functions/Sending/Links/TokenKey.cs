using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Links;

/// <summary>The secret that signs links: the configured one, or one that storage keeps.</summary>
public sealed class TokenKey(TableServiceClient service, IOptions<TokenOptions> options)
{
    private const string Partition = "settings";
    private const string Row = "signing-key";
    private const string Value = "Value";

    private readonly TableClient _table = service.GetTableClient(Tables.Campaigns);
    private TokenSigner? _signer;

    /// <summary>What signs with it.</summary>
    public async ValueTask<TokenSigner> GetSignerAsync(CancellationToken cancellationToken) =>
        _signer ??= new TokenSigner(Secrets.IsSet(options.Value.SigningKey)
            ? Encoding.UTF8.GetBytes(options.Value.SigningKey)
            : await GetKeptAsync(cancellationToken));

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
