using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Loyalty.Points;

/// <summary>What became of giving or taking points.</summary>
/// <param name="Points">What there is now.</param>
/// <param name="IsShort">They were not taken: there are not so many.</param>
public sealed record PointsGiven(decimal Points, bool IsShort = false);

/// <summary>Gives and takes points for another reason than an order.</summary>
public sealed class PointsStore(
    TableServiceClient service,
    CommitsByTable commits,
    ContactReader contacts,
    LoyaltyTerms terms,
    RecomputeRequests recompute,
    TimeProvider clock)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has taken points of the same person.
    private const string Source = "loyalty";
    private const string Cause = "points given or taken";

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Gives or takes points once: a repeat of the id changes nothing. Nobody can be taken more than there is.</summary>
    /// <param name="contactId">From or to whom.</param>
    /// <param name="entryId">The same for every repeat.</param>
    /// <param name="delta">How many; negative: taken.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who says so; null: nobody in particular.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null for an unknown contact.</returns>
    public async Task<PointsGiven?> AddAsync(
        string contactId, string entryId, decimal delta, string? reason, string? by, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
            {
                return null;
            }

            // The turn before the points: whoever takes some in between makes this one wait for the next try.
            var shard = ContactId.ShardOf(contact.Id);
            var turn = await _table.GetEntityIfExistsAsync<TableEntity>(
                shard, LoyaltyRows.TurnKey(contact.Id), cancellationToken: cancellationToken);
            var card = await contacts.CompleteAsync(contact, cancellationToken);
            var now = clock.GetUtcNow();
            var points = PointsLedger.BalanceAt(PointsLedger.CausesOf(card.Contact, card.Account), now);
            if (card.Account.Entries.ContainsKey(entryId))
            {
                return new PointsGiven(points);
            }

            if (delta < 0 && points + delta < 0)
            {
                return new PointsGiven(points, IsShort: true);
            }

            var lifetime = (await terms.GetAsync(cancellationToken))?.Lifetime();
            var entry = new PointsEntry(delta, now, reason, by, lifetime);
            TableTransactionAction next = turn.HasValue
                ? new(UpdateReplace, LoyaltyRows.Turn(contact.Id), turn.Value!.ETag)
                : new(Add, LoyaltyRows.Turn(contact.Id));
            var written = await _commits.SubmitAsync(
                shard,
                [
                    next,
                    new(Add, LoyaltyRows.Entry(contact.Id, entryId, entry)),
                    ToTimeline(contact, entryId, entry),
                    new(UpsertReplace, DirtyRow.OfPoints(contact.Id, entryId, PointsDetails.Of(entry), Cause)),
                ],
                cancellationToken);
            if (written.IsApplied)
            {
                await recompute.AskSoonAsync(cancellationToken);
                return new PointsGiven(PointsLedger.Plain(points + delta));
            }
        }

        throw new InvalidOperationException($"Points were not written in {MaxTries} tries: others change them all the time.");
    }

    private static TableTransactionAction ToTimeline(Contact contact, string entryId, PointsEntry entry)
    {
        var data = new Dictionary<string, object?> { ["delta"] = entry.Delta, ["reason"] = entry.Reason, ["by"] = entry.By };
        return new(UpsertReplace, TimelineRow.Of(
            contact.Id, entryId, "points", entry.At, Source, data.Where(one => one.Value is not null).ToDictionary()));
    }
}
