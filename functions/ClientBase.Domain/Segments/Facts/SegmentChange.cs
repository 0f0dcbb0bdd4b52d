namespace ClientBase.Domain.Segments.Facts;

/// <summary>How the segments of a contact differ between two snapshots.</summary>
/// <param name="ContactId">Whose.</param>
/// <param name="Before">Its segments before; empty when it was not there.</param>
/// <param name="After">Its segments now; empty when it is gone.</param>
/// <param name="Rfm">Its digits now.</param>
/// <param name="OrdersBefore">How many orders counted before.</param>
/// <param name="OrdersAfter">How many count now.</param>
/// <param name="IsGone">It was merged or erased.</param>
public sealed record SegmentChange(
    string ContactId,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    string? Rfm,
    int OrdersBefore,
    int OrdersAfter,
    bool IsGone)
{
    /// <summary>The contacts whose segments or digits differ.</summary>
    /// <param name="before">A snapshot, in the ordinal order of ids.</param>
    /// <param name="after">A later one of the same shard, in that order.</param>
    public static IEnumerable<SegmentChange> Between(IEnumerable<ContactFacts> before, IEnumerable<ContactFacts> after)
    {
        using var old = before.GetEnumerator();
        var isOld = old.MoveNext();
        foreach (var now in after)
        {
            for (; isOld && string.CompareOrdinal(old.Current.Id, now.Id) < 0; isOld = old.MoveNext())
            {
                yield return Gone(old.Current);
            }

            var known = isOld && old.Current.Id == now.Id ? old.Current : null;
            if (known is null || known.Rfm != now.Rfm || !known.Segments.SequenceEqual(now.Segments))
            {
                yield return new SegmentChange(
                    now.Id, known?.Segments ?? [], now.Segments, now.Rfm, known?.Orders.Length ?? 0, now.Orders.Length, IsGone: false);
            }

            isOld = known is null ? isOld : old.MoveNext();
        }

        for (; isOld; isOld = old.MoveNext())
        {
            yield return Gone(old.Current);
        }
    }

    private static SegmentChange Gone(ContactFacts old) => new(old.Id, old.Segments, [], null, old.Orders.Length, 0, IsGone: true);
}
