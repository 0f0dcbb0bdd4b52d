using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Tests.Segments.Snapshots;

public sealed class SegmentChangeTests
{
    [Fact]
    public void A_snapshot_does_not_differ_from_itself()
    {
        var random = new RandomBase(1);
        var facts = random.Facts(random.Contacts(100));

        Assert.Empty(SegmentChange.Between(facts, facts));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Who_comes_goes_and_changes_is_found_and_nobody_else(int seed)
    {
        var random = new RandomBase(seed);
        var contacts = random.Contacts(200);
        var before = random.Facts(contacts.Where(_ => random.Next(4) > 0));
        var after = random.Facts(contacts.Where(_ => random.Next(4) > 0));
        foreach (var one in after.Where(_ => random.Next(3) == 0))
        {
            if (before.Find(old => old.Id == one.Id) is { } old)
            {
                (one.Segments, one.Rfm) = (old.Segments, old.Rfm);
            }
        }

        var changes = SegmentChange.Between(before, after).ToList();

        Assert.Equal(Expected(before, after), changes.Select(Line));
        Assert.Equal(changes.Select(change => change.ContactId).Order(StringComparer.Ordinal), changes.Select(change => change.ContactId));
    }

    [Fact]
    public void Other_digits_alone_are_a_change()
    {
        var before = new ContactFacts { Id = "a", Segments = ["working"], Rfm = "511" };
        var after = new ContactFacts { Id = "a", Segments = ["working"], Rfm = "411" };

        var change = Assert.Single(SegmentChange.Between([before], [after]));

        Assert.Equal(("a", "411", false), (change.ContactId, change.Rfm, change.IsGone));
    }

    // Looked up one by one, where the real thing walks both at once.
    private static IEnumerable<string> Expected(List<ContactFacts> before, List<ContactFacts> after)
    {
        foreach (var id in before.Concat(after).Select(one => one.Id).Distinct().Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.Find(one => one.Id == id), after.Find(one => one.Id == id));
            if (old is null || now is null || old.Rfm != now.Rfm || string.Join(' ', old.Segments) != string.Join(' ', now.Segments))
            {
                yield return Line(new SegmentChange(
                    id, old?.Segments ?? [], now?.Segments ?? [], now?.Rfm, old?.Orders.Length ?? 0, now?.Orders.Length ?? 0, now is null));
            }
        }
    }

    private static string Line(SegmentChange change) =>
        $"{change.ContactId} [{string.Join(' ', change.Before)}] [{string.Join(' ', change.After)}] " +
        $"{change.Rfm} {change.OrdersBefore} {change.OrdersAfter} {change.IsGone}";
}
