namespace ClientBase.Domain.Segments.Facts;

/// <summary>Takes changes into a snapshot.</summary>
public static class SnapshotFold
{
    /// <summary>A shard's contacts after the changes, in the ordinal order of their ids.</summary>
    /// <param name="contacts">The contacts before, in that order, with the keys of their orders where orders changed.</param>
    /// <param name="changes">What changed; of one part at most one change.</param>
    /// <param name="readAnew">The contacts that had to be read anew, by id; null for one that is gone.</param>
    public static IEnumerable<ContactFacts> Apply(
        IEnumerable<ContactFacts> contacts, IEnumerable<DirtyPart> changes, IReadOnlyDictionary<string, ContactFacts?> readAnew) =>
        ShardFold.Apply(
            contacts,
            one => one.Id,
            changes,
            (known, id, parts) => known is null && !readAnew.ContainsKey(id) && parts.All(IsBeside)
                ? null
                : Changed(known ?? new ContactFacts { Id = id }, parts, readAnew));

    // What is beside a card makes nobody: the contact may have become part of another.
    private static bool IsBeside(DirtyPart change) => change is DirtyBeside or DirtyEvents or DirtyVisits;

    private static ContactFacts? Changed(
        ContactFacts known, IEnumerable<DirtyPart> changes, IReadOnlyDictionary<string, ContactFacts?> readAnew)
    {
        if (readAnew.TryGetValue(known.Id, out var anew))
        {
            if (anew is not null)
            {
                (anew.Segments, anew.Rfm, anew.Tops, anew.NextAt) = (known.Segments, known.Rfm, known.Tops, known.NextAt);
            }

            return anew;
        }

        foreach (var change in changes)
        {
            switch (change)
            {
                case DirtyPerson person:
                    known.FirstSeenAt = person.FirstSeenAt;
                    known.Profile = person.Profile.With(known.Profile.Traits & ProfileFacts.Beside);
                    break;
                case DirtyOrder order:
                    known.Replace(order.Key, order.Fact);
                    break;
            }
        }

        return known;
    }
}
