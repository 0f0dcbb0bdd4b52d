namespace ClientBase.Domain.Segments.Facts;

/// <summary>Takes what changed into something of each contact, both in the ordinal order of ids.</summary>
internal static class ShardFold
{
    /// <param name="known">What is known, in order.</param>
    /// <param name="idOf">Whose something is.</param>
    /// <param name="changes">What changed.</param>
    /// <param name="change">What comes of it; null: nothing is left. Of who was not known it begins with null.</param>
    public static IEnumerable<T> Apply<T>(
        IEnumerable<T> known, Func<T, string> idOf, IEnumerable<DirtyPart> changes, Func<T?, string, IEnumerable<DirtyPart>, T?> change)
        where T : class
    {
        var byContact = changes.GroupBy(one => one.ContactId).OrderBy(group => group.Key, StringComparer.Ordinal);
        using var changed = byContact.GetEnumerator();
        var isLeft = changed.MoveNext();
        foreach (var one in known)
        {
            var id = idOf(one);
            for (; isLeft && string.CompareOrdinal(changed.Current.Key, id) < 0; isLeft = changed.MoveNext())
            {
                if (change(null, changed.Current.Key, changed.Current) is { } added)
                {
                    yield return added;
                }
            }

            if (!isLeft || changed.Current.Key != id)
            {
                yield return one;
                continue;
            }

            if (change(one, id, changed.Current) is { } next)
            {
                yield return next;
            }

            isLeft = changed.MoveNext();
        }

        for (; isLeft; isLeft = changed.MoveNext())
        {
            if (change(null, changed.Current.Key, changed.Current) is { } added)
            {
                yield return added;
            }
        }
    }
}
