using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>What became of marking two contacts as two people.</summary>
public enum ApartOutcome
{
    /// <summary>They are marked.</summary>
    AreMarked,

    /// <summary>They are one contact.</summary>
    AreOne,

    /// <summary>There is no such contact.</summary>
    IsMissing,
}

/// <summary>Remembers of two contacts that they are two people: with the mark that an undo leaves.</summary>
public sealed class ContactsApart(TableServiceClient service, CommitsByTable commits)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has changed one of the two.

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Whether the two are one contact by now, or marked as two people.</summary>
    public async Task<bool> IsDecidedAsync(string oneId, string otherId, CancellationToken cancellationToken) =>
        await FindAsync(oneId, cancellationToken) is { Contact: var one }
        && await FindAsync(otherId, cancellationToken) is { Contact: var other }
        && (one.Id == other.Id || ApartMark.Bars(one, other));

    /// <summary>Marks the two, and whoever is part of them: so it holds when either is merged with others or taken apart again.</summary>
    public async Task<ApartOutcome> MarkAsync(string oneId, string otherId, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await FindAsync(oneId, cancellationToken) is not { } one || await FindAsync(otherId, cancellationToken) is not { } other)
            {
                return ApartOutcome.IsMissing;
            }

            if (one.Contact.Id == other.Contact.Id)
            {
                return ApartOutcome.AreOne;
            }

            var marks = one.Contact.AllIds.SelectMany(_ => other.Contact.AllIds, ApartMark.Of).ToList();
            if (await WriteAsync(one, marks, cancellationToken) && await WriteAsync(other, marks, cancellationToken))
            {
                return ApartOutcome.AreMarked;
            }
        }

        throw new InvalidOperationException($"Two contacts were not marked in {MaxTries} tries: others change them all the time.");
    }

    private async Task<bool> WriteAsync(StoredContact stored, List<string> marks, CancellationToken cancellationToken)
    {
        var contact = stored.Contact with { NotSame = stored.Contact.NotSame.Union(marks) };
        return contact.NotSame.Count == stored.Contact.NotSame.Count
            || (await _commits.SubmitAsync(
                ContactId.ShardOf(contact.Id), [new(UpdateReplace, ContactRow.Of(contact), stored.ETag)], cancellationToken)).IsApplied;
    }

    private async Task<StoredContact?> FindAsync(string contactId, CancellationToken cancellationToken)
    {
        for (var id = contactId; ;)
        {
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!read.HasValue || ContactRow.IsBeingErased(read.Value!))
            {
                return null;
            }

            if (read.Value!.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                return new StoredContact(ContactRow.Read(read.Value), read.Value.ETag);
            }

            id = survivor;
        }
    }
}
