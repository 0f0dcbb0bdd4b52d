using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>Who looks after whom.</summary>
public sealed class ManagerStore(TableServiceClient service, CommitsByTable commits)
{
    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);
    private readonly WorkIndex _index = new(service, commits);

    /// <summary>Who looks after a contact; null when nobody ever did.</summary>
    public async Task<ManagerAssignment?> OfAsync(Contact contact, CancellationToken cancellationToken) =>
        ManagerAssignment.Latest((await RowsAsync(contact.AllIds, cancellationToken)).Select(ManagerRow.Read));

    /// <summary>Everybody who looks after one of some contacts, whosever word counts once they are one person.</summary>
    internal async Task<IReadOnlyList<string>> AllOfAsync(IEnumerable<string> contactIds, CancellationToken cancellationToken) =>
    [
        .. (await RowsAsync(contactIds, cancellationToken)).Select(row => ManagerRow.Read(row).Manager).OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Writes who looks after a contact, if it is still as it was read.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="version">What was read with <see cref="ReadAsync"/>.</param>
    /// <param name="next">Who does now.</param>
    /// <param name="potentialUntil">When the first try with a potential client ends; null for who is a client.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when somebody else was quicker.</returns>
    internal async Task<bool> WriteAsync(
        Contact contact, ETag? version, ManagerAssignment next, DateTimeOffset? potentialUntil, CancellationToken cancellationToken)
    {
        if (next.Manager is { } manager)
        {
            await _index.AddAsync([(WorkRow.Of(manager), WorkRow.Client(contact.Id))], cancellationToken);
            if (potentialUntil is { } until)
            {
                await _index.AddAsync(Turns(manager, until, contact.Id), cancellationToken);
            }
        }

        var row = ManagerRow.Of(contact.Id, next);
        var entry = ClientEntries.Of(
            contact.Id, $"manager:{next.Since.UtcTicks}", "manager", next.Since,
            ("manager", next.Manager), ("from", next.From), ("reason", next.Reason), ("by", next.By));
        TableTransactionAction write = version is { } etag ? new(UpdateReplace, row, etag) : new(Add, row);
        TableTransactionAction forReports = new(UpsertReplace, ReportRow.OfManager(contact.Id, next.Manager));
        return (await _commits.SubmitAsync(ContactId.ShardOf(contact.Id), [write, entry, forReports], cancellationToken)).IsApplied;
    }

    /// <summary>Takes away what pointed from the manager before to a contact.</summary>
    internal Task ForgetAsync(string manager, string contactId, CancellationToken cancellationToken) =>
        _index.RemoveAsync([(WorkRow.Of(manager), WorkRow.Client(contactId))], cancellationToken);

    /// <summary>Takes away what waited for a potential client's time to be up under an assignment that is replaced.</summary>
    internal Task ForgetTurnsAsync(
        string contactId, ManagerAssignment? replaced, PotentialRule rule, CancellationToken cancellationToken) =>
        replaced is null ? Task.CompletedTask : _index.RemoveAsync(TurnsOf(contactId, replaced, rule), cancellationToken);

    /// <summary>Who looks after a contact, and the version of the contact's own row; of several the latest word counts.</summary>
    internal async Task<(ManagerAssignment? Assignment, ETag? Version)> ReadAsync(Contact contact, CancellationToken cancellationToken)
    {
        var found = await RowsAsync(contact.AllIds, cancellationToken);
        return (
            ManagerAssignment.Latest(found.Select(ManagerRow.Read)),
            found.Find(row => row.RowKey == ManagerRow.Key(contact.Id))?.ETag);
    }

    /// <summary>Where a potential client is looked for: by everybody when the time has come, and by how many their manager has.</summary>
    internal static IEnumerable<(string Partition, string RowKey)> Turns(string manager, DateTimeOffset at, string contactId) =>
        [(WorkRow.Everybody, WorkRow.Turn(at, contactId)), (WorkRow.Of(manager), WorkRow.Turn(at, contactId))];

    /// <summary>All that may wait under an assignment.</summary>
    internal static IEnumerable<(string Partition, string RowKey)> TurnsOf(
        string contactId, ManagerAssignment assignment, PotentialRule rule) => assignment.Manager is not { } manager
        ? []
        : from state in Enum.GetValues<PotentialState>()
          let end = rule.EndOf(state, assignment.Since)
          where end is not null
          from pointer in Turns(manager, end.Value, contactId)
          select pointer;

    private async Task<List<TableEntity>> RowsAsync(IEnumerable<string> contactIds, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(contactIds.Select(id => _contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(id), ManagerRow.Key(id), cancellationToken: cancellationToken)));
        return [.. rows.Where(row => row.HasValue).Select(row => row.Value!)];
    }
}
