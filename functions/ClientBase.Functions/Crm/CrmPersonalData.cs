using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Digests;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm;

/// <summary>What was worked on with a person. The rows themselves lie under the contact and go with it; here go the pointers.</summary>
public sealed class CrmPersonalData(
    TableServiceClient service,
    CommitsByTable commits,
    TaskStore tasks,
    DealStore deals,
    RequestStore requests,
    DigestStore digests,
    OutboxStore outbox,
    IOptions<ManagersOptions> managers,
    IOptions<CrmOptions> options,
    TimeProvider clock) : IPersonalData
{
    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);
    private readonly WorkIndex _index = new(service, commits);

    public string Name => "work";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. (await AssignmentsAsync(person, cancellationToken)).Select(one => one.Assignment),
            .. (await tasks.OfContactAsync(person.ContactIds, cancellationToken)).Select(task => TaskView.Of(task, now)),
            .. (await deals.OfContactAsync(person.ContactIds, cancellationToken)).Select(DealView.Of),
            .. (await requests.OfContactAsync(person.ContactIds, cancellationToken)).Select(one => RequestView.Of(one.Id, one.Value)),
        ];
    }

    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var (assignments, own) = (
            await AssignmentsAsync(person, cancellationToken), await tasks.OfContactAsync(person.ContactIds, cancellationToken));
        var desks = assignments.SelectMany(one => new[] { one.Assignment.Manager, one.Assignment.From })
            .Concat(own.Select(task => task.Value.Assignee)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var sales = await deals.OfContactAsync(person.ContactIds, cancellationToken);

        // Also copies of what is damaged under the person: their keys end with the id.
        var copies = await _index.EverybodysAsync(cancellationToken)
            .Where(pointer => person.ContactIds.Contains(ItemId.ContactOf(WorkRow.IdOf(pointer.RowKey))))
            .ToListAsync(cancellationToken);
        await _index.RemoveAsync(
            [
                .. copies,
                .. own.SelectMany(task => TaskStore.Pointers(task.Id, task.Value).Except(copies)),
                .. from desk in desks from deal in sales select (WorkRow.Of(desk), DealStore.KeyOf(deal.Id, deal.Value)),
                .. from desk in desks from id in person.ContactIds select (WorkRow.Of(desk), WorkRow.Client(id)),
                .. assignments.SelectMany(one =>
                    ManagerStore.TurnsOf(one.ContactId, one.Assignment, options.Value.PotentialRule)),
            ],
            cancellationToken);
        await Task.WhenAll(
            from deal in sales
            from move in deal.Value.Deal.MovesSince(before: null)
            select _contacts.DeleteEntityAsync(
                ContactId.ShardOf(deal.Id), StageMoveRow.Key(deal.Id, move), cancellationToken: cancellationToken));
        foreach (var desk in desks.Union(managers.Value.Keys, StringComparer.Ordinal))
        {
            foreach (var (id, at) in await digests.AboutAsync(desk, person.ContactIds, cancellationToken))
            {
                await outbox.DeleteAsync(id, at, cancellationToken);
            }
        }
    }

    private async Task<List<(string ContactId, ManagerAssignment Assignment)>> AssignmentsAsync(
        PersonInBase person, CancellationToken cancellationToken)
    {
        var found = new List<(string, ManagerAssignment)>();
        foreach (var id in person.ContactIds)
        {
            var row = await _contacts.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), ManagerRow.Key(id), cancellationToken: cancellationToken);
            if (row.HasValue)
            {
                found.Add((id, ManagerRow.Read(row.Value!)));
            }
        }

        return found;
    }
}
