using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>What a merge and its undo mean for runs.</summary>
/// <remarks>
/// A run is the contact's who entered, whoever they are part of. Of two by one key the later one ends when contacts become one person, and
/// goes on when they are taken apart. One that is about a cart or an order ends when that went to the other.
/// </remarks>
public sealed class RunSplits(TableServiceClient service, RunStore runs, CartWatch carts, TimeProvider clock) : IRegrouping
{
    // By then the undo that is being prepared is done; if it was not, the run ends as before.
    private static readonly TimeSpan UntilUndone = TimeSpan.FromMinutes(1);

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Why a run ends because of whom its contact is part of now, or no longer; null: it does not.</summary>
    /// <remarks>Reads only of people who were merged or taken apart.</remarks>
    public async Task<string?> WhyEndedAsync(AutomationRun run, Contact contact, CancellationToken cancellationToken)
    {
        if (contact.MergedFrom.Count > 0
            && IsSecond(run, await runs.OfPersonAsync(contact.AllIds, run.Automation, cancellationToken)))
        {
            return RunOutcomes.Merged;
        }

        return contact.NotSame.Count > 0 && !await IsTheirsAsync(run.Because, contact, cancellationToken) ? RunOutcomes.TakenApart : null;
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        var all = await runs.OfPersonAsync(contactIds, automation: null, cancellationToken);
        foreach (var stored in all.Where(one => one.Run.Reason == RunOutcomes.Merged && !IsSecond(one.Run, all)))
        {
            var now = clock.GetUtcNow();
            await runs.SaveAsync(stored, stored.Run.Reopen(now, now + UntilUndone), [], cancellationToken);
        }
    }

    // Two contacts were in it, each by the same key: whoever entered first goes on.
    private static bool IsSecond(AutomationRun run, IEnumerable<StoredRun> all) => all.Select(one => one.Run).Any(other =>
        other.Automation == run.Automation && other.Key == run.Key && other.Contact != run.Contact
        && other.Reason != RunOutcomes.Merged && IsBefore(other, run));

    private static bool IsBefore(AutomationRun one, AutomationRun other) => one.EnteredAt != other.EnteredAt
        ? one.EnteredAt < other.EnteredAt
        : string.CompareOrdinal(one.Contact, other.Contact) < 0;

    private async Task<bool> IsTheirsAsync(RunCause because, Contact contact, CancellationToken cancellationToken)
    {
        if (because.Cart is { } cart)
        {
            return await carts.FindAsync(cart, contact, cancellationToken) is not null;
        }

        if (because.Order is not { } order)
        {
            return true;
        }

        foreach (var id in contact.AllIds)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), OrderRow.Key(id, order), [nameof(ITableEntity.RowKey)], cancellationToken);
            if (row.HasValue)
            {
                return true;
            }
        }

        return false;
    }
}
