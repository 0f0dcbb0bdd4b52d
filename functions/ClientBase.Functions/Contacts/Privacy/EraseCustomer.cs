using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Erases the person who has a customer id that a shop asks to be erased.</summary>
/// <remarks>By the id alone: an address may have become somebody else's, and an erasure cannot be undone.</remarks>
public sealed class EraseCustomer(
    TableServiceClient service, ContactErasure erasure, ErasureRequests requests, RecomputeRequests recompute)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>
    /// Runs twice for each request: finds out whose the id is, then erases, which goes on with its message if it is cut short.
    /// </summary>
    [Function(nameof(EraseCustomer))]
    public async Task RunAsync([QueueTrigger(Queues.Erasures)] ErasureAsked message, CancellationToken cancellationToken)
    {
        if (message.ContactId is { } contactId)
        {
            await erasure.EraseAsync(contactId, cancellationToken);
            await recompute.AskAsync(isRebuild: false, cancellationToken);
            return;
        }

        var key = new IdentityKey(IdentityKind.ShopCustomer, $"{message.Shop}:{message.CustomerId}");
        var claim = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken: cancellationToken);
        if (claim.HasValue)
        {
            await requests.PutAsync(message with { ContactId = claim.Value!.GetString(ClaimRow.Contact) }, cancellationToken);
        }
    }
}
