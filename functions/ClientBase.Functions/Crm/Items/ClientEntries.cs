using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Items;

/// <summary>What work with a client leaves beside its own rows: an entry on the timeline, and word that segments may change.</summary>
internal static class ClientEntries
{
    /// <summary>Where entries of work by hand come from.</summary>
    public const string Source = "crm";

    /// <summary>An entry on the timeline. Values that are null are left out.</summary>
    public static TableTransactionAction Of(
        string contactId, string entryId, string kind, DateTimeOffset at, params (string Name, object? Value)[] data) => new(
        UpsertReplace,
        TimelineRow.Of(
            contactId,
            entryId,
            kind,
            at,
            Source,
            data.Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)));

    /// <summary>What an interaction means to rules over events: nothing of most.</summary>
    public static IEnumerable<TableTransactionAction> Did(
        string contactId, string entryId, string kind, DateTimeOffset at, string? answer)
    {
        var done = InteractionEvents.Of(kind, at, answer);
        return done.Count == 0
            ? []
            :
            [
                .. done.Select(one => new TableTransactionAction(
                    UpsertReplace, EventRow.Of(EventVerb.Find(one.Name)!, at, "", contactId, entryId))),
                new(UpsertReplace, DirtyRow.OfEvents(contactId, entryId, done, kind)),
            ];
    }

    /// <summary>
    /// The mark that somebody is to be read anew, where it lies in the same shard as what was changed; else it goes by
    /// <see cref="ClientMarks"/>.
    /// </summary>
    public static IEnumerable<TableTransactionAction> Dirty(Contact contact, string itemId, string cause) =>
        ContactId.ShardOf(contact.Id) == ContactId.ShardOf(itemId)
            ? [new(UpsertReplace, DirtyRow.OfEverything(contact.Id, cause))]
            : [];
}

/// <summary>Has recompute look at clients whose requests and deals have changed.</summary>
public sealed class ClientMarks(CommitsByTable commits, RecomputeRequests recompute)
{
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>
    /// Called after a change, also one that was made before: an item of a merged contact lies in another shard than the mark of the contact
    /// it is part of now, and a repeat makes up for what a crash in between has left out.
    /// </summary>
    internal async Task MarkAsync(Contact contact, string itemId, string cause, CancellationToken cancellationToken)
    {
        var shard = ContactId.ShardOf(contact.Id);
        if (shard != ContactId.ShardOf(itemId))
        {
            await _commits.SubmitAsync(shard, [new(UpsertReplace, DirtyRow.OfEverything(contact.Id, cause))], cancellationToken);
        }

        await recompute.AskSoonAsync(cancellationToken);
    }
}
