using Azure.Data.Tables;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Consent.Receipts;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Receipts;

/// <summary>The chains of consents.</summary>
public sealed class ReceiptStore(TableServiceClient service, CommitsByTable commits)
{
    private const int MaxTries = 20;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>The last link of a contact's own chain; null when it has none.</summary>
    public async Task<ConsentReceipt?> LastAsync(string contactId, CancellationToken cancellationToken)
    {
        var range = TableKeys.Range(ContactId.ShardOf(contactId), ReceiptRow.Prefix(contactId));
        await foreach (var row in _table.QueryAsync<TableEntity>(range, maxPerPage: 1, cancellationToken: cancellationToken))
        {
            return ReceiptRow.Read(row);
        }

        return null;
    }

    /// <summary>A person's whole chain, the first link first.</summary>
    /// <remarks>
    /// What contacts that became part of the person had said before is repeated at the end of it, once: the links of their own chains stay
    /// as they are.
    /// </remarks>
    public async Task<IReadOnlyList<ConsentReceipt>> ChainAsync(Contact contact, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var own = await RowsAsync(contact.Id, cancellationToken);
            var parts = await Task.WhenAll(contact.MergedFrom.Select(id => RowsAsync(id, cancellationToken)));
            var chain = own.ConvertAll(ReceiptRow.Read);
            var known = own.Select(ReceiptRow.NameOf).ToHashSet(StringComparer.Ordinal);
            var missing = parts.SelectMany(rows => rows).Where(row => known.Add(ReceiptRow.NameOf(row)))
                .Select(row => (Row: row, Link: ReceiptRow.Read(row)))
                .OrderBy(one => one.Link.At, StringComparer.Ordinal).ToList();
            var copies = new List<TableTransactionAction>();
            foreach (var (row, link) in missing)
            {
                chain.Add(link.CopyAfter(chain.LastOrDefault()));
                copies.Add(new(Add, ReceiptRow.Of(contact.Id, chain[^1], ReceiptRow.NameOf(row))));
            }

            if (await _commits.ApplyAsync(ContactId.ShardOf(contact.Id), copies, cancellationToken))
            {
                return chain;
            }
        }

        throw new InvalidOperationException($"The chain of contact {contact.Id} was not read in {MaxTries} tries: it grows all the time.");
    }

    /// <summary>The rows that put statements at the end of a chain.</summary>
    internal static IEnumerable<TableEntity> RowsAfter(
        ConsentReceipt? last, string contactId, IEnumerable<KeyValuePair<ConsentSubject, ConsentStatement>> news)
    {
        foreach (var (subject, said) in news)
        {
            last = ConsentReceipt.After(last, subject, said);
            yield return ReceiptRow.Of(contactId, last);
        }
    }

    // In the order of the chain; rows lie the other way round.
    private async Task<List<TableEntity>> RowsAsync(string contactId, CancellationToken cancellationToken)
    {
        var rows = await FiledEntries.RowsAsync(
            _table, ContactId.ShardOf(contactId), ReceiptRow.Prefix(contactId), cancellationToken);
        rows.Reverse();
        return rows;
    }
}
