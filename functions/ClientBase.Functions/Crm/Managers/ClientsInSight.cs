using System.Collections.Concurrent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>What lists show to whom: to a manager the work with their own clients and nobody's, to all others everything.</summary>
public sealed class ClientsInSight(ContactReader contacts, ManagerStore managers)
{
    /// <summary>Whether a caller may see a deal or a request; null: all of them.</summary>
    public Func<Stored<T>, Task<bool>>? Of<T>(Caller? caller, CancellationToken cancellationToken)
    {
        if (caller is not { Role: StaffRole.Manager })
        {
            return null;
        }

        // A client may be on a page many times.
        var known = new ConcurrentDictionary<string, Task<bool>>(StringComparer.Ordinal);
        return item => known.GetOrAdd(ItemId.ContactOf(item.Id), id => MaySeeAsync(caller, id, cancellationToken));
    }

    /// <summary>Whether a caller may see a task: also one they are to do, whosever the client is by now.</summary>
    public Func<Stored<ClientTask>, Task<bool>>? TasksOf(Caller? caller, CancellationToken cancellationToken) =>
        Of<ClientTask>(caller, cancellationToken) is { } ofClients
            ? async task => caller!.IsCalled(task.Value.Assignee) || await ofClients(task)
            : null;

    /// <summary>Whether a caller may see a client; null: all of them.</summary>
    public Func<Contact, Task<bool>>? Clients(Caller? caller, CancellationToken cancellationToken) =>
        caller is { Role: StaffRole.Manager } ? contact => MaySeeAsync(caller, contact, cancellationToken) : null;

    private async Task<bool> MaySeeAsync(Caller caller, string contactId, CancellationToken cancellationToken) =>
        await contacts.FindAsync(contactId, cancellationToken) is { } contact && await MaySeeAsync(caller, contact, cancellationToken);

    private async Task<bool> MaySeeAsync(Caller caller, Contact contact, CancellationToken cancellationToken) =>
        caller.MaySeeClientOf((await managers.OfAsync(contact, cancellationToken))?.Manager);
}
