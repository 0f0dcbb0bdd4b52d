using System.Collections.Concurrent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>Two contacts that are probably one person.</summary>
internal sealed record FoundPair(Contact One, Contact Other, PairExplanation Why);

/// <summary>Compares contacts with those they share a block with, and keeps the pairs that are worth a look.</summary>
public sealed class PairSearch(BlockStore blocks, PairStore pairs, ChangedContacts contacts)
{
    /// <summary>A pair is proposed from this probability on.</summary>
    public const double Threshold = 0.5;

    private const int AtOnce = 16;

    /// <summary>Compares a page of contacts.</summary>
    /// <remarks>
    /// All are put into their blocks before any block is read. So of two that are compared at the same time by two instances, one sees the
    /// other at least.
    /// </remarks>
    /// <returns>The pairs found, each once.</returns>
    internal async Task<IReadOnlyCollection<FoundPair>> CompareAsync(
        IReadOnlyList<ChangedContact> page, PairScorer scorer, CancellationToken cancellationToken)
    {
        var own = new Dictionary<string, IReadOnlyList<StoredBlock>>(StringComparer.Ordinal);
        foreach (var changed in page)
        {
            own[changed.Id] = changed.Contact is null ? [] : await blocks.OfAsync(changed.Contact, cancellationToken);
        }

        // Together, so that rows of one partition go in one batch.
        await Task.WhenAll(page.Select(changed => changed.Contact is null
            ? LeaveAsync(changed.Id, cancellationToken)
            : blocks.PlaceAsync(changed.Id, [.. own[changed.Id].Select(block => block.Digest)], changed.IsNew, cancellationToken)));

        var reads = new BlockReads(blocks, contacts);
        reads.Add(page.Select(changed => changed.Contact).OfType<Contact>());
        var found = new ConcurrentDictionary<string, FoundPair>(StringComparer.Ordinal);
        foreach (var some in page.Where(changed => changed.Contact is not null).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async changed =>
            {
                foreach (var pair in await CompareAsync(changed, own[changed.Id], reads, scorer, cancellationToken))
                {
                    found[ApartMark.Of(pair.One.Id, pair.Other.Id)] = pair;
                }
            }));
        }

        return [.. found.Values];
    }

    /// <summary>Forgets somebody who is no person of its own any more.</summary>
    public Task LeaveAsync(string contactId, CancellationToken cancellationToken) => Task.WhenAll(
        blocks.RemoveAsync(contactId, cancellationToken), pairs.RemoveAsync(contactId, cancellationToken));

    // Who is paired with somebody already is compared with them again, in one block or not: a block may have been read before they came.
    private async Task<IReadOnlyCollection<FoundPair>> CompareAsync(
        ChangedContact changed, IReadOnlyList<StoredBlock> own, BlockReads reads, PairScorer scorer, CancellationToken cancellationToken)
    {
        var contact = changed.Contact!;
        var neighbours = await reads.NeighboursAsync(contact.Id, own, cancellationToken);
        for (var kept = changed.IsNew ? [] : await pairs.OfAsync(contact.Id, cancellationToken); ;)
        {
            var paired = await reads.PeopleAsync(kept.Select(pair => pair.Other), cancellationToken);
            var found = neighbours.Concat(paired).DistinctBy(other => other.Id)
                .Select(other => Suggestion(contact, other, scorer) is { } why ? new FoundPair(contact, other, why) : null)
                .OfType<FoundPair>().ToList();
            var scores = found.ToDictionary(pair => pair.Other.Id, pair => PairRow.Rounded(pair.Why.Probability), StringComparer.Ordinal);
            if (await pairs.WriteAsync(contact.Id, kept, scores, cancellationToken))
            {
                return found;
            }

            kept = await pairs.OfAsync(contact.Id, cancellationToken);
        }
    }

    /// <summary>Why two contacts are probably one person; null when they are not, or somebody said that they are two.</summary>
    public static PairExplanation? Suggestion(Contact one, Contact other, PairScorer scorer)
    {
        // In one order, so that the score does not depend on who of the two has changed.
        var (a, b) = string.CompareOrdinal(one.Id, other.Id) < 0 ? (one, other) : (other, one);
        return !ApartMark.Bars(a, b) && scorer.Explain(ComparedPerson.Of(a), ComparedPerson.Of(b)) is { Probability: >= Threshold } why
            ? why
            : null;
    }
}
