using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Deriving;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Shops.Apis;
using ClientBase.Functions.Shops.Reconcile;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Enrichment;

/// <summary>Has a shop's API tell the history of a contact that is new here.</summary>
public sealed class EnrichContact(
    ContactReader contacts, CustomerHistories histories, EnrichmentTurns turns, EnrichmentRequests requests)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(6); // A message is hidden for seven days at most.

    /// <summary>Runs for each contact and shop; a repeat reads the same again, and that changes nothing.</summary>
    [Function(nameof(EnrichContact))]
    public async Task RunAsync([QueueTrigger(Queues.Enrich)] HistoryAsked message, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(message.Contact, cancellationToken) is not { } contact || DerivedFacts.HasRefused(contact)
            || KeyOf(contact, message.Shop) is not { } who)
        {
            return;
        }

        if (!message.HasTurn && await turns.TakeAsync(message.Shop, cancellationToken) is var wait && wait > TimeSpan.Zero)
        {
            await requests.PutAsync(message with { HasTurn = true }, wait < LongestWait ? wait : LongestWait, cancellationToken);
            return;
        }

        await histories.ReadAsync(message.Shop, who, cancellationToken);
    }

    private static CustomerKey? KeyOf(Contact contact, string shop)
    {
        var id = contact.ExternalIds.Keys.Select(key => key.Split(':', 2))
            .FirstOrDefault(key => string.Equals(key[0], shop, StringComparison.OrdinalIgnoreCase))?[1];
        return id is null && contact.PrimaryEmail is null ? null : new CustomerKey(id, contact.PrimaryEmail);
    }
}
