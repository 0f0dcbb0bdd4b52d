using System.Text.Json;
using Azure;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Operations;

/// <summary>Captures of a person that could not be filed and lie in the poison queue.</summary>
/// <remarks>Nobody can be told from a message that cannot be read; such a message is left where it is.</remarks>
public sealed class PoisonedCaptures(QueueStore queues, CaptureStore captures) : IPersonalData
{
    public string Name => "unfiled";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var found = new List<object>();
        await queues.DeletePoisonAsync(
            Queues.Captured,
            async text =>
            {
                if (await OpenAsync(text, cancellationToken) is { } capture && IsOf(person, capture))
                {
                    found.Add(JsonSerializer.Deserialize<JsonElement>(text));
                }

                return false;
            },
            cancellationToken);
        return found;
    }

    public Task EraseAsync(PersonInBase person, CancellationToken cancellationToken) => queues.DeletePoisonAsync(
        Queues.Captured,
        async text =>
        {
            if (await OpenAsync(text, cancellationToken) is not { } capture || !IsOf(person, capture))
            {
                return false;
            }

            await captures.DeleteBlobAsync(capture.Id, cancellationToken);
            return true;
        },
        cancellationToken);

    private static bool IsOf(PersonInBase person, CapturedEvent capture) =>
        IdentityResolver.KeysOf(capture).Any(person.Keys.Contains)
        || (capture.About is { } about && person.ContactIds.Contains(about));

    private async Task<CapturedEvent?> OpenAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            var message = JsonSerializer.Deserialize<CaptureReceived>(text, JsonSerializerOptions.Web);
            return message is { Capture: null, Blob: null } or null ? null : await captures.OpenAsync(message, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or RequestFailedException { Status: 404 })
        {
            return null;
        }
    }
}
