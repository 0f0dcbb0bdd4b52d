using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Sending.Flight;

/// <summary>What people got lately, for the frequency cap over all senders.</summary>
public sealed class SentMarks(TableServiceClient service, CommitsByTable commits)
{
    // A mark that is so old counts for no cap any more.
    private static readonly TimeSpan KeptFor = SendingPreferences.LongestPeriod;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>
    /// Marks what people of a shard are about to get. Done before the intents are recorded, so that none is without a mark.
    /// </summary>
    public async Task PlanAsync(string campaignId, string channel, string shard, IEnumerable<string> contactIds, DateTimeOffset now)
    {
        var mail = new RecentMail(campaignId, now, IsSent: false);
        foreach (var some in contactIds.Chunk(Limits.BatchActions))
        {
            await _commits.SubmitAsync(
                shard, [.. some.Select(id => new TableTransactionAction(UpsertReplace, SentRow.Of(id, channel, mail)))]);
        }
    }

    /// <summary>
    /// The marketing messages of some people of a shard, in the order of their ids: also what contacts got that are part of them now. A
    /// range of the page, and one for each such contact.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, List<RecentMail>>> OfPeopleAsync(
        IReadOnlyList<Contact> people, Func<string, string?> channelOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (first, last) = (people[0].Id, people[^1].Id);
        var found = await ReadAsync(ContactId.ShardOf(first), first, last, channelOf, now, cancellationToken);
        var all = people.ToDictionary(
            person => person.Id, person => found.GetValueOrDefault(person.Id) ?? [], StringComparer.Ordinal);
        var parts = await Task.WhenAll(people.SelectMany(person => person.MergedFrom.Select(async part =>
        {
            var its = await ReadAsync(ContactId.ShardOf(part), part, part, _ => channelOf(person.Id), now, cancellationToken);
            return (person.Id, Mails: its.GetValueOrDefault(part) ?? []);
        })));
        foreach (var (id, mails) in parts)
        {
            all[id].AddRange(mails);
        }

        return all;
    }

    /// <summary>The marketing messages of some people, by contact; those without any are absent.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="first">The first contact of a page of members.</param>
    /// <param name="last">The last one.</param>
    /// <param name="channelOf">The channel that counts for a contact; null: none.</param>
    /// <param name="now">The time.</param>
    private async Task<IReadOnlyDictionary<string, List<RecentMail>>> ReadAsync(
        string shard, string first, string last, Func<string, string?> channelOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<RecentMail>>(StringComparer.Ordinal);
        var old = new List<TableTransactionAction>();
        var filter = TableKeys.Between(shard, SentRow.Prefix(first), SentRow.Prefix(last) + "}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var (contactId, its, mail) = SentRow.Read(row);
            if (mail.At < now - KeptFor)
            {
                old.Add(new TableTransactionAction(Delete, new TableEntity(shard, row.RowKey), ETag.All));
            }
            else if (its == channelOf(contactId))
            {
                (found.TryGetValue(contactId, out var mails) ? mails : found[contactId] = []).Add(mail);
            }
        }

        // Swept in passing; one that somebody else swept first is gone as well.
        await Task.WhenAll(old.Select(action => _commits.SubmitAsync(shard, [action], cancellationToken)));
        return found;
    }
}
