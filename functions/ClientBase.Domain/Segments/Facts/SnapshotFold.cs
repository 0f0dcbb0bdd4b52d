namespace ClientBase.Domain.Segments.Facts;

/// <summary>Takes changes into a snapshot.</summary>
public static class SnapshotFold
{
    /// <summary>A shard's contacts after the changes, in the ordinal order of their ids.</summary>
    /// <param name="contacts">The contacts before, in that order, with the keys of their orders where orders changed.</param>
    /// <param name="changes">What changed; of one part at most one change.</param>
    /// <param name="readAnew">The contacts that had to be read anew, by id; null for one that is gone.</param>
    public static IEnumerable<ContactFacts> Apply(
        IEnumerable<ContactFacts> contacts, IEnumerable<DirtyPart> changes, IReadOnlyDictionary<string, ContactFacts?> readAnew)
    {
        var byContact = changes.GroupBy(change => change.ContactId).OrderBy(group => group.Key, StringComparer.Ordinal);
        using var changed = byContact.GetEnumerator();
        var isLeft = changed.MoveNext();
        foreach (var known in contacts)
        {
            while (isLeft && string.CompareOrdinal(changed.Current.Key, known.Id) < 0)
            {
                if (Changed(new ContactFacts { Id = changed.Current.Key }, changed.Current, readAnew) is { } added)
                {
                    yield return added;
                }

                isLeft = changed.MoveNext();
            }

            if (!isLeft || changed.Current.Key != known.Id)
            {
                yield return known;
                continue;
            }

            if (Changed(known, changed.Current, readAnew) is { } next)
            {
                yield return next;
            }

            isLeft = changed.MoveNext();
        }

        for (; isLeft; isLeft = changed.MoveNext())
        {
            if (Changed(new ContactFacts { Id = changed.Current.Key }, changed.Current, readAnew) is { } added)
            {
                yield return added;
            }
        }
    }

    private static ContactFacts? Changed(
        ContactFacts known, IEnumerable<DirtyPart> changes, IReadOnlyDictionary<string, ContactFacts?> readAnew)
    {
        if (readAnew.TryGetValue(known.Id, out var anew))
        {
            if (anew is not null)
            {
                (anew.Segments, anew.Rfm) = (known.Segments, known.Rfm);
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
