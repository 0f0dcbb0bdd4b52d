using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>A potential client of a manager.</summary>
/// <param name="Card">Who.</param>
/// <param name="Assignment">Since when, and whose.</param>
/// <param name="State">How far the work is.</param>
/// <param name="Until">When that ends; null for the last state.</param>
public sealed record PotentialClient(ContactCard Card, ManagerAssignment Assignment, PotentialState State, DateTimeOffset? Until);

/// <summary>Potential clients: who has a manager, and neither an order nor a deal that was not lost.</summary>
public sealed class PotentialClients(
    TableServiceClient service,
    CommitsByTable commits,
    ContactReader contacts,
    ManagerStore managers,
    DealStore deals,
    IOptions<CrmOptions> options)
{
    private const int MaxCounted = 10_000;

    private readonly WorkIndex _index = new(service, commits);

    /// <summary>How far the work with a contact is; null for one without a manager and for a client.</summary>
    public async Task<PotentialClient?> FindAsync(string contactId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await contacts.FindAsync(contactId, cancellationToken) is { } contact
        && await managers.OfAsync(contact, cancellationToken) is { Manager: not null } assignment
            ? await FindAsync(contact, assignment, now, cancellationToken)
            : null;

    /// <summary>The same of a contact whom somebody looks after.</summary>
    public async Task<PotentialClient?> FindAsync(
        Contact contact, ManagerAssignment assignment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var card = await contacts.CompleteAsync(contact, cancellationToken);
        if (!await IsPotentialAsync(card, cancellationToken))
        {
            return null;
        }

        var rule = options.Value.PotentialRule;
        var state = rule.StateAt(assignment.Since, now);
        return new PotentialClient(card, assignment, state, rule.EndOf(state, assignment.Since));
    }

    /// <summary>Whether a contact has neither an order that counts nor a deal that was not lost.</summary>
    public async Task<bool> IsPotentialAsync(ContactCard card, CancellationToken cancellationToken) =>
        !card.Contact.Orders.Values.Any(order => order.Counts)
        && (await deals.OfContactAsync(card.Contact.AllIds, cancellationToken)).All(deal => deal.Value.Deal.Stage == FunnelStage.Lost);

    /// <summary>How many a manager works now, as far as a limit.</summary>
    public async Task<int> CountWorkedAsync(string manager, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = await _index.KeysAsync(
            WorkRow.Of(manager), WorkRow.Turns, TableKeys.After(WorkRow.Turns), MaxCounted, cancellationToken);
        var worked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (await FindAsync(WorkRow.IdOf(key), now, cancellationToken) is { } client && client.Assignment.Manager == manager
                && PotentialRule.IsWorked(client.State) && worked.Add(client.Card.Contact.Id) && worked.Count == limit)
            {
                break;
            }
        }

        return worked.Count;
    }

}
