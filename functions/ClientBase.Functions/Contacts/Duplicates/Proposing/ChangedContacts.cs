using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>Somebody to compare.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Contact">What is known of them; null when it is no person of its own any more.</param>
/// <param name="Mark">Version of the mark that says they have changed; null without one.</param>
/// <param name="IsNew">They were never compared before.</param>
internal sealed record ChangedContact(string Id, Contact? Contact, ETag? Mark, bool IsNew);

/// <summary>A page of them.</summary>
/// <param name="Contacts">They.</param>
/// <param name="IsMore">Whether there may be more.</param>
/// <param name="After">The last contact looked at, where a whole shard goes on after this page.</param>
internal sealed record ChangedPage(IReadOnlyList<ChangedContact> Contacts, bool IsMore, string? After = null);

/// <summary>Who is to be compared, page by page.</summary>
public sealed class ChangedContacts(TableServiceClient service, CommitsByTable commits)
{
    private const int PageSize = 250;
    private const int ReadsAtOnce = 32;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>The next of a shard who have changed.</summary>
    /// <remarks>Who was compared is no longer marked, so the next page begins where this one did.</remarks>
    internal async Task<ChangedPage> MarkedAsync(string shard, CancellationToken cancellationToken)
    {
        var marks = await TakeAsync(TableKeys.Range(shard, UncomparedRow.Prefix), cancellationToken);
        var contacts = new List<ChangedContact>(marks.Count);
        foreach (var some in marks.Chunk(ReadsAtOnce))
        {
            contacts.AddRange(await Task.WhenAll(some.Select(async mark =>
            {
                var id = UncomparedRow.IdOf(mark);
                return new ChangedContact(id, await PersonAsync(id, cancellationToken), mark.ETag, UncomparedRow.IsOfNew(mark));
            })));
        }

        return new ChangedPage(contacts, marks.Count == PageSize);
    }

    /// <summary>The next of a whole shard, after a contact. Behind the last page come those who have changed meanwhile.</summary>
    internal async Task<ChangedPage> AllAsync(string shard, string? after, CancellationToken cancellationToken)
    {
        var range = after is null
            ? TableKeys.Range(shard, ContactRow.Prefix)
            : TableKeys.RangeAfter(shard, ContactRow.Prefix, ContactRow.Key(after));
        var cards = await TakeAsync(range, cancellationToken);
        if (cards.Count == 0)
        {
            return new ChangedPage([], IsMore: true);
        }

        var (first, last) = (ContactRow.IdOf(cards[0]), ContactRow.IdOf(cards[^1]));
        var marked = TableKeys.Between(shard, UncomparedRow.Key(first), UncomparedRow.Key(last) + '!');
        var marks = new Dictionary<string, (ETag ETag, bool IsNew)>(StringComparer.Ordinal);
        await foreach (var mark in _table.QueryAsync<TableEntity>(marked, cancellationToken: cancellationToken))
        {
            marks[UncomparedRow.IdOf(mark)] = (mark.ETag, UncomparedRow.IsOfNew(mark));
        }

        var contacts = cards.Where(ContactRow.IsPerson).Select(card => ContactRow.Read(card))
            .Select(contact => marks.TryGetValue(contact.Id, out var mark)
                ? new ChangedContact(contact.Id, contact, mark.ETag, mark.IsNew)
                : new ChangedContact(contact.Id, contact, null, IsNew: false));
        return new ChangedPage([.. contacts], IsMore: true, cards.Count == PageSize ? last : null);
    }

    /// <summary>Marks somebody as changed: what was found of them meanwhile is looked at again.</summary>
    internal Task MarkAsync(string contactId, CancellationToken cancellationToken) => _commits.SubmitAsync(
        ContactId.ShardOf(contactId), [new(UpsertReplace, UncomparedRow.Of(contactId))], cancellationToken);

    /// <summary>Takes the mark off somebody who was compared; who has changed meanwhile keeps it.</summary>
    /// <returns>False when the mark is gone: somebody else compared them, or they are being erased.</returns>
    internal async Task<bool> UnmarkAsync(ChangedContact changed, CancellationToken cancellationToken)
    {
        if (changed.Mark is not { } mark)
        {
            return true;
        }

        var shard = ContactId.ShardOf(changed.Id);
        var row = new TableEntity(shard, UncomparedRow.Key(changed.Id));
        return (await _commits.SubmitAsync(shard, [new(Delete, row, mark)], cancellationToken)).IsApplied;
    }

    /// <summary>A person of its own; null for one merged into another, erased or unknown.</summary>
    internal async Task<Contact?> PersonAsync(string contactId, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), ContactRow.Key(contactId), cancellationToken: cancellationToken);
        return row.HasValue && ContactRow.IsPerson(row.Value!) ? ContactRow.Read(row.Value!) : null;
    }

    private async Task<List<TableEntity>> TakeAsync(string range, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(range, PageSize, cancellationToken: cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == PageSize)
            {
                break;
            }
        }

        return rows;
    }
}
