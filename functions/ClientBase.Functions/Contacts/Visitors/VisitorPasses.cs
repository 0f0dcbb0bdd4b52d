using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>
/// What a link in a mail hands to the shop's site, so that the browser it was followed with becomes known. Good for an hour, and only once
/// the click is known to be a person's: programs run scripts, too.
/// </summary>
public sealed class VisitorPasses(TableServiceClient service, SigningKey key, TimeProvider clock)
{
    /// <summary>The parameter of an address it stands in.</summary>
    public const string Parameter = "_cb";

    private const int SignatureLength = 16;
    private const int MaxLength = 400;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>The pass of a click.</summary>
    /// <param name="contactId">Whose mail it was.</param>
    /// <param name="entryId">The click's entry on the timeline.</param>
    /// <param name="at">When, as on the timeline.</param>
    public async ValueTask<string> MakeAsync(string contactId, string entryId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var said = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{contactId}|{at.ToUnixTimeSeconds()}|{entryId}"));
        return TokenText.Of([.. await SignatureAsync(said, cancellationToken), .. said]);
    }

    /// <summary>Whose click it was; null for a pass that is none of ours or over, and for a click of a program.</summary>
    public async Task<string?> OpenAsync(string pass, CancellationToken cancellationToken)
    {
        if (!TokenText.TryDecode(pass, MaxLength, out var bytes)
            || bytes.Length <= SignatureLength
            || !CryptographicOperations.FixedTimeEquals(
                await SignatureAsync(bytes[SignatureLength..], cancellationToken), bytes.AsSpan(0, SignatureLength)))
        {
            return null;
        }

        // The signature is ours, so this is what was signed.
        var said = Encoding.UTF8.GetString(bytes.AsSpan(SignatureLength)).Split('|', 3);
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(said[1], CultureInfo.InvariantCulture));
        return clock.GetUtcNow() - at <= Lasts && await IsPersonsAsync(said[0], at, said[2], cancellationToken) ? said[0] : null;
    }

    private async Task<bool> IsPersonsAsync(string contactId, DateTimeOffset at, string entryId, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), TimelineRow.Key(contactId, at, entryId), cancellationToken: cancellationToken);
        return row.HasValue && TimelineRow.Read(row.Value!).Data is { ValueKind: JsonValueKind.Object } data
            && !data.TryGetProperty("machine", out _);
    }

    private async ValueTask<byte[]> SignatureAsync(byte[] said, CancellationToken cancellationToken) =>
        HMACSHA256.HashData(await key.ForAsync("visitor-pass", cancellationToken), said)[..SignatureLength];
}
