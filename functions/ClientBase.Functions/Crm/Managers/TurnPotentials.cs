using System.Diagnostics;
using Azure.Data.Tables;
using ClientBase.Domain;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>
/// Looks at potential clients whose time is up: left in peace, tried once more (a task of their manager), dropped (nobody's any more).
/// </summary>
/// <remarks>
/// What is due is a range of pointers. The pointer to the next turn is written first and the one that was due taken away last, so a run cut
/// short does the same again, under the same ids.
/// </remarks>
public sealed class TurnPotentials(
    TableServiceClient service,
    CommitsByTable commits,
    ContactReader contacts,
    PotentialClients potentials,
    ManagerStore managers,
    TaskStore tasks,
    IOptions<CrmOptions> options,
    TimeProvider clock,
    ILogger<TurnPotentials> logger)
{
    private const int AtOnce = 500;
    private static readonly LocalText TryAgain = new("Try again", "Попробовать ещё раз");

    private readonly WorkIndex _index = new(service, commits);

    /// <summary>Runs for all that have come due.</summary>
    [Function(nameof(TurnPotentials))]
    public async Task RunAsync([TimerTrigger("%Schedule_TurnPotentials%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (watch, now, turned, due) = (Stopwatch.StartNew(), clock.GetUtcNow(), 0, 0);
        List<string> keys;
        do
        {
            keys = await _index.KeysAsync(
                WorkRow.Everybody, WorkRow.Turns, WorkRow.TurnsFrom(now), AtOnce, cancellationToken); // The minute that runs is not over.
            foreach (var key in keys)
            {
                turned += await TurnAsync(key, now, cancellationToken) ? 1 : 0;
            }

            due += keys.Count;
        }
        while (keys.Count == AtOnce);
        logger.PotentialsTurned(turned, due, watch.Elapsed.TotalSeconds);
    }

    private async Task<bool> TurnAsync(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contactId = WorkRow.IdOf(key);
        var client = await potentials.FindAsync(contactId, now, cancellationToken);
        var isTurned = client is not null && IsOf(key, contactId, client.Assignment);
        if (isTurned)
        {
            if (client!.Until is { } until)
            {
                await _index.AddAsync(ManagerStore.Turns(client.Assignment.Manager!, until, contactId), cancellationToken);
            }

            await ActAsync(client, now, cancellationToken);
        }

        // Nobody's, or another manager's since, or a client: then the pointers are all there is to take away.
        var owners = client is null ? await OwnersAsync(contactId, cancellationToken) : [client.Assignment.Manager, client.Assignment.From];
        await _index.RemoveAsync(owners.OfType<string>().Select(owner => (WorkRow.Of(owner), key)), cancellationToken);
        await _index.RemoveAsync([(WorkRow.Everybody, key)], cancellationToken); // Last: by it a run that was cut short goes on.
        return isTurned;
    }

    private async Task<string?[]> OwnersAsync(string contactId, CancellationToken cancellationToken) =>
        await contacts.FindAsync(contactId, cancellationToken) is { } contact
        && await managers.OfAsync(contact, cancellationToken) is { } assignment
            ? [assignment.Manager, assignment.From]
            : [];

    // A pointer of an assignment that has been replaced since fits none of the turns of the present one.
    private bool IsOf(string key, string contactId, ManagerAssignment assignment) =>
        Enum.GetValues<PotentialState>().Any(state =>
            options.Value.PotentialRule.EndOf(state, assignment.Since) is { } end && WorkRow.Turn(end, contactId) == key);

    private async Task ActAsync(PotentialClient client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (contact, manager) = (client.Card.Contact, client.Assignment.Manager!);
        switch (client.State)
        {
            case PotentialState.Retried:
                var id = NewIds.Following(contact.Id, "retry", $"{client.Assignment.Since.UtcTicks}");
                var task = new ClientTask(TryAgain.In(options.Value.Language), now, manager, now);
                await tasks.AddAsync(id, task, cancellationToken);
                break;

            case PotentialState.Dropped:
                var (current, version) = await managers.ReadAsync(contact, cancellationToken);
                if (current == client.Assignment)
                {
                    var freed = new ManagerAssignment(null, now, manager, "no deal came of it in two tries");
                    await managers.WriteAsync(contact, version, freed, null, cancellationToken);
                    await managers.ForgetAsync(manager, contact.Id, cancellationToken);
                }

                break;
        }
    }
}
