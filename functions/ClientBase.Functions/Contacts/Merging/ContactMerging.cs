using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>What became of a merge by hand.</summary>
/// <param name="Merge">The merge; null when there was none.</param>
/// <param name="Survivor">The contact that stands for both.</param>
/// <param name="Missing">Which contact there is not.</param>
/// <param name="Forbidden">The rule that forbids it.</param>
public sealed record MergeOutcome(MergeId? Merge, string? Survivor, string? Missing = null, string? Forbidden = null);

/// <summary>Merges two contacts because somebody says that they are one person.</summary>
/// <remarks>
/// The same two steps as a merge by a key: first the absorbed contact points to the survivor, then the survivor takes it in.
/// </remarks>
public sealed class ContactMerging(TableServiceClient service, CommitsByTable commits, Regroupings regroupings, TimeProvider clock)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has changed one of the two.
    private const string Source = "api";

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Merges two; of those that are merged already, names the merge and finishes it if it was cut short.</summary>
    public async Task<MergeOutcome> MergeAsync(
        string oneId, string otherId, bool isForced, MergeCause cause, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var one = await FollowAsync(oneId, cancellationToken);
            var other = await FollowAsync(otherId, cancellationToken);
            if (one is null || other is null)
            {
                return new MergeOutcome(null, null, Missing: one is null ? oneId : otherId);
            }

            if (await MergeAsync(one, other, isForced, cause, cancellationToken) is { } outcome)
            {
                return outcome;
            }
        }

        throw new InvalidOperationException($"Two contacts were not merged in {MaxTries} tries: others change them all the time.");
    }

    /// <returns>Null when one of the two has changed: to be read again.</returns>
    private async Task<MergeOutcome?> MergeAsync(
        Followed one, Followed other, bool isForced, MergeCause cause, CancellationToken cancellationToken)
    {
        if (one.Root.Contact.Id == other.Root.Contact.Id)
        {
            var part = one.Parts.Concat(other.Parts).First();
            return await TakeInAsync(one.Root, [.. one.Parts, .. other.Parts], cause, cancellationToken)
                ? new MergeOutcome(new MergeId(part.Into, part.Contact.Id), one.Root.Contact.Id)
                : null;
        }

        var against = MergeRules.WhyApart(one.Root.Contact, other.Root.Contact);
        if (!isForced && against is { } why)
        {
            return new MergeOutcome(null, null, Forbidden: why);
        }

        var marks = ApartMark.Between(one.Root.Contact, other.Root.Contact).ToList();
        var survivor = IdentityResolver.Survivor([one.Root.Contact, other.Root.Contact]).Id == one.Root.Contact.Id ? one : other;
        var absorbed = (survivor == one ? other : one).Root;
        var merge = new MergeId(survivor.Root.Contact.Id, absorbed.Contact.Id);
        var refusal = StrictestConsent.Of(merge, survivor.Root.Contact, absorbed.Contact, clock.GetUtcNow());
        if (await PrepareAsync(survivor.Root, marks, refusal, cancellationToken) is not { } root)
        {
            return null;
        }

        await regroupings.PrepareAsync([.. root.Contact.AllIds, .. absorbed.Contact.AllIds], cancellationToken);
        var given = absorbed.Contact with { NotSame = absorbed.Contact.NotSame.Except(marks) };
        var redirect = MergeRows.Redirect(given, absorbed.ETag, root.Contact.Id);
        return (await _commits.SubmitAsync(redirect[0].Entity.PartitionKey, redirect, cancellationToken)).IsApplied
            && await TakeInAsync(root, [new Part(given, root.Contact.Id)], cause with { Against = against }, cancellationToken)
                ? new MergeOutcome(merge, root.Contact.Id)
                : null;
    }

    // Before anything points to it: else who follows a redirect would take the mark for an undo, or take the other in without its refusals.
    private async Task<StoredContact?> PrepareAsync(
        StoredContact stored, List<string> marks, CapturedEvent? refusal, CancellationToken cancellationToken)
    {
        if (marks.Count == 0 && refusal is null)
        {
            return stored;
        }

        var contact = stored.Contact with { NotSame = stored.Contact.NotSame.Except(marks) };
        contact = refusal is null ? contact : contact.Join(refusal.Says);
        var shard = ContactId.ShardOf(contact.Id);
        var written = await _commits.SubmitAsync(
            shard,
            [
                new(UpdateReplace, ContactRow.Of(contact), stored.ETag),
                .. refusal is null
                    ? Array.Empty<TableTransactionAction>()
                    :
                    [
                        new(UpsertReplace, TimelineRow.Of(contact.Id, contact.MergedFrom, refusal)),
                        new(UpsertReplace, InboxRow.Of(shard, refusal.Id, contact.Id)),
                    ],
            ],
            cancellationToken);
        return written.IsApplied ? new StoredContact(contact, written.ETags[0]) : null;
    }

    private async Task<bool> TakeInAsync(
        StoredContact stored, IReadOnlyList<Part> parts, MergeCause cause, CancellationToken cancellationToken)
    {
        var survivor = stored.Contact;
        var open = parts.Where(part => !survivor.MergedFrom.Contains(part.Contact.Id)).ToList();
        if (open.Count == 0)
        {
            return true;
        }

        var joined = open.Aggregate(survivor, (whole, part) => whole.Join(part.Contact));
        joined = joined with { MergedFrom = joined.MergedFrom.Union(open.Select(part => part.Contact.Id)) };
        var now = clock.GetUtcNow();
        return (await _commits.SubmitAsync(
            ContactId.ShardOf(survivor.Id),
            [
                new(UpdateReplace, ContactRow.Of(joined), stored.ETag),
                .. open.Where(part => part.Into == survivor.Id).Select(part => new TableTransactionAction(
                    UpsertReplace, MergeRows.Entry(new MergeId(survivor.Id, part.Contact.Id), now, Source, cause))),
                .. SearchWords.Of(joined).Except(SearchWords.Of(survivor))
                    .Select(word => new TableTransactionAction(UpsertReplace, SearchRow.Of(word, survivor.Id))),
                new(UpsertReplace, DirtyRow.OfEverything(survivor.Id, $"merged {cause.Because}")),
                new(UpsertReplace, UncomparedRow.Of(survivor.Id)),
            ],
            cancellationToken)).IsApplied;
    }

    private async Task<Followed?> FollowAsync(string contactId, CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        for (var id = contactId; ;)
        {
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!read.HasValue || ContactRow.IsBeingErased(read.Value!))
            {
                return null;
            }

            var contact = ContactRow.Read(read.Value!);
            if (read.Value!.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                return new Followed(new StoredContact(contact, read.Value!.ETag), parts);
            }

            parts.Add(new Part(contact, survivor));
            id = survivor;
        }
    }

    private sealed record Part(Contact Contact, string Into);

    private sealed record Followed(StoredContact Root, IReadOnlyList<Part> Parts);
}
