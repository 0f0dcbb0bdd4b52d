using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>Deals. They are found by stage, in everybody's list and in that of the contact's manager.</summary>
public sealed class DealStore(
    TableServiceClient service, CommitsByTable commits, ContactReader contacts, ManagerStore managers, ClientMarks marks) : IRegrouping
{
    private readonly WorkIndex _index = new(service, commits);

    /// <summary>A deal, or null.</summary>
    public Task<Stored<StoredDeal>?> GetAsync(string id, CancellationToken cancellationToken) => Of(null).GetAsync(id, cancellationToken);

    /// <summary>The deals of a contact.</summary>
    public Task<IReadOnlyList<Stored<StoredDeal>>> OfContactAsync(
        IEnumerable<string> contactIds, CancellationToken cancellationToken) => Of(null).OfContactAsync(contactIds, cancellationToken);

    /// <summary>Begins a deal; a repeat changes nothing.</summary>
    internal async Task AddAsync(Contact contact, string id, StoredDeal deal, CancellationToken cancellationToken)
    {
        var manager = await ManagerOfAsync(contact, cancellationToken);
        await Of(manager).AddAsync(
            id, deal, Beside(contact, id, id, before: null, deal, deal.Deal.CreatedAt, deal.Deal.By), cancellationToken);
        await AfterAsync(contact, id, manager, cancellationToken);
    }

    /// <summary>Changes a deal.</summary>
    /// <param name="contact">Whose it is now.</param>
    /// <param name="id">Which.</param>
    /// <param name="decide">How it is to be; null: refused.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How it is now; null when there is none.</returns>
    internal async Task<StoredDeal?> ChangeAsync(
        Contact contact,
        string id,
        Func<StoredDeal, StoredDeal?> decide,
        string? by,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var manager = await ManagerOfAsync(contact, cancellationToken);
        var changed = await Of(manager).ChangeAsync(
            id,
            before => decide(before) is { } after
                ? new Change<StoredDeal>(after, Beside(contact, id, $"{id}:{now.UtcTicks}:{after.Deal.Stage}", before, after, now, by))
                : null,
            cancellationToken);
        await AfterAsync(contact, id, manager, cancellationToken);
        return changed?.After;
    }

    /// <summary>
    /// A page of deals: in a stage or all, of a manager's clients or all. Null for a continuation that is not of this list.
    /// </summary>
    /// <param name="stage">The stage; null: all.</param>
    /// <param name="manager">Whose clients; null: all.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="isSeen">Whether whoever asks may see one; null: all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Page<Stored<StoredDeal>>?> ListAsync(
        string? stage,
        string? manager,
        Paging paging,
        Func<Stored<StoredDeal>, Task<bool>>? isSeen,
        CancellationToken cancellationToken)
    {
        var prefix = stage is null ? WorkRow.Deals : WorkRow.DealsIn(TableKeys.Escape(stage));
        return Of(manager).PageAsync(
            manager is null ? WorkRow.Everybody : WorkRow.Of(manager), prefix, TableKeys.After(prefix), paging, cancellationToken,
            async deal => (manager is null || await IsOfAsync(deal.Id, manager, cancellationToken))
                && (isSeen is null || await isSeen(deal)));
    }

    /// <summary>
    /// Has the deals of contacts that become one person found in the lists of all their managers. In whosever list they are not to be, now
    /// or then, they are passed over by whoever reads it.
    /// </summary>
    public async Task PrepareAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        foreach (var manager in await managers.AllOfAsync(contactIds, cancellationToken))
        {
            await PointAsync(contactIds, manager, former: null, cancellationToken);
        }
    }

    /// <summary>Has the deals of a contact found in the list of the manager who has it now, and no longer in that of another.</summary>
    internal async Task PointAsync(
        IEnumerable<string> contactIds, string? manager, string? former, CancellationToken cancellationToken)
    {
        var keys = (await OfContactAsync(contactIds, cancellationToken)).Select(deal => KeyOf(deal.Id, deal.Value)).ToList();
        if (manager is not null)
        {
            await _index.AddAsync(keys.Select(key => (WorkRow.Of(manager), key)), cancellationToken);
        }

        if (former is not null && former != manager)
        {
            await _index.RemoveAsync(keys.Select(key => (WorkRow.Of(former), key)), cancellationToken);
        }
    }

    internal static string KeyOf(string id, StoredDeal deal) => WorkRow.Deal(deal.Deal.Stage, deal.Deal.CreatedAt, id);

    private ItemRepository<StoredDeal> Of(string? manager) => new(
        service,
        commits,
        ItemRows.Deals,
        (id, deal) => manager is null
            ? [(WorkRow.Everybody, KeyOf(id, deal))]
            : [(WorkRow.Everybody, KeyOf(id, deal)), (WorkRow.Of(manager), KeyOf(id, deal))]);

    // A hand-over or a merge at the same moment has either seen the deal or is seen here.
    private async Task AfterAsync(Contact contact, string id, string? manager, CancellationToken cancellationToken)
    {
        var owner = await contacts.FindAsync(contact.Id, cancellationToken) ?? contact;
        if (await ManagerOfAsync(owner, cancellationToken) is { } now && now != manager)
        {
            await PointAsync(owner.AllIds, now, manager, cancellationToken);
        }

        await marks.MarkAsync(contact, id, $"deal {id}", cancellationToken);
    }

    private async Task<string?> ManagerOfAsync(Contact contact, CancellationToken cancellationToken) =>
        (await managers.OfAsync(contact, cancellationToken))?.Manager;

    private async Task<bool> IsOfAsync(string dealId, string manager, CancellationToken cancellationToken) =>
        await contacts.FindAsync(ItemId.ContactOf(dealId), cancellationToken) is { } contact
        && await ManagerOfAsync(contact, cancellationToken) == manager;

    private static List<TableTransactionAction> Beside(
        Contact contact, string id, string entryId, StoredDeal? before, StoredDeal stored, DateTimeOffset at, string? by)
    {
        var deal = stored.Deal;
        return
        [
            .. deal.MovesSince(before?.Deal).Select(move => new TableTransactionAction(UpsertReplace, StageMoveRow.Of(id, move))),
            ClientEntries.Of(
                ItemId.ContactOf(id), entryId, "deal", at,
                ("deal", id), ("title", deal.Title), ("stage", deal.Stage), ("amount", deal.Amount), ("currency", deal.Currency),
                ("expectedAt", deal.ExpectedAt), ("reason", deal.Reason), ("by", by)),
            .. ClientEntries.Dirty(contact, id, $"deal {id}"),
        ];
    }
}
