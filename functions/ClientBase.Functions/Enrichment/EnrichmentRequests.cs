using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Shops.Reconcile;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Enrichment;

/// <summary>A shop is to be asked for what it knows of a contact.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Shop">The shop.</param>
/// <param name="HasTurn">Whether it has waited for its turn already.</param>
public sealed record HistoryAsked(string Contact, string Shop, bool HasTurn = false);

/// <summary>Asks for the history of people who are new. Where no shop has anything to tell, a new contact costs nothing more.</summary>
public sealed class EnrichmentRequests(QueueServiceClient queues, CustomerHistories histories, IOptions<EnrichmentOptions> options)
    : IFirstHeard
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Enrich);

    public async Task NoteAsync(string contactId, CancellationToken cancellationToken)
    {
        if (options.Value.PerMinute == 0)
        {
            return;
        }

        foreach (var shop in await histories.ToAskAsync(cancellationToken))
        {
            await PutAsync(new HistoryAsked(contactId, shop), TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>Puts a request, to be worked on after a while.</summary>
    public async Task PutAsync(HistoryAsked asked, TimeSpan delay, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(asked), delay, cancellationToken: cancellationToken);
}
