using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>
/// Notes that a customer of a shop has logged in with a browser, or the reader of a mail has come with it, and whose segments visits may
/// have changed.
/// </summary>
/// <remarks>
/// Anybody may send a customer's id: so it gives that customer visits and nothing else. It founds nobody, and it joins nobody. A customer
/// the base does not know yet is passed over; the site says it again with the next page.
/// </remarks>
public sealed class LinkVisitor(
    TableServiceClient service,
    VisitorLinks links,
    BrowserPushes pushes,
    VisitorPasses passes,
    ContactReader contacts,
    IEnumerable<IVisitFollower> followers,
    RecomputeRequests recompute)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Runs for each login, for what a browser says of notifications, and for each post of a known browser.</summary>
    [Function(nameof(LinkVisitor))]
    public async Task RunAsync([QueueTrigger(Queues.Identified)] VisitorIdentified message, CancellationToken cancellationToken)
    {
        if (message.Push is { } said)
        {
            await pushes.TakeAsync(message.VisitorId, said, message.At, cancellationToken);
            return;
        }

        if (message.Pass is not null)
        {
            if (await passes.OpenAsync(message.Pass, cancellationToken) is { } reader)
            {
                await links.NoteAsync(message.VisitorId, new KnownVisitor(message.At, reader), cancellationToken);
                await MarkAsync(message.VisitorId, cancellationToken);
            }

            return;
        }

        if (message.CustomerId is null)
        {
            await MarkAsync(message.VisitorId, cancellationToken);
            return;
        }

        var key = new IdentityKey(IdentityKind.ShopCustomer, $"{message.Shop}:{message.CustomerId}");
        var claim = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken: cancellationToken);
        if (claim.HasValue)
        {
            var contactId = claim.Value!.GetString(ClaimRow.Contact)!;
            await links.NoteAsync(message.VisitorId, new KnownVisitor(message.At, contactId, IsClaim: true), cancellationToken);
            await MarkAsync(message.VisitorId, cancellationToken);
        }
    }

    // Who became known by the browser may have become part of another contact since.
    private async Task MarkAsync(string visitorId, CancellationToken cancellationToken)
    {
        foreach (var owner in await links.OwnersAsync(visitorId, cancellationToken))
        {
            if (await contacts.FindAsync(owner, cancellationToken) is { } contact)
            {
                await links.MarkAsync(contact.Id, cancellationToken);
                foreach (var follower in followers)
                {
                    await follower.FollowAsync(contact, cancellationToken);
                }
            }
        }

        await recompute.AskSoonAsync(cancellationToken);
    }
}
