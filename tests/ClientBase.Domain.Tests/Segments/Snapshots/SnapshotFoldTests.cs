using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Tests.Segments.Snapshots;

public sealed class SnapshotFoldTests
{
    private static readonly Dictionary<string, ContactFacts?> NobodyAnew = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_fold_ends_where_the_contacts_are_now(int seed)
    {
        var random = new RandomBase(seed);
        var before = random.Contacts(60);
        var (after, changes) = Change(random, before, 200);

        var folded = SnapshotFold.Apply(Packed(before), Latest(changes), NobodyAnew);

        Assert.Equal(Lines(after), folded.Select(RandomBase.Line));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Changes_folded_one_part_after_another_end_where_all_at_once_do(int seed)
    {
        var random = new RandomBase(seed);
        var before = random.Contacts(60);
        var changes = Latest(Change(random, before, 200).Changes);
        var parts = changes.GroupBy(_ => random.Next(4)).Select(part => part.ToList()).ToList();

        var atOnce = SnapshotFold.Apply(Packed(before), changes, NobodyAnew).Select(RandomBase.Line);
        var oneByOne = parts.Aggregate(Packed(before), (known, part) => Repacked(SnapshotFold.Apply(known, part, NobodyAnew)));

        Assert.Equal(atOnce, oneByOne.Select(RandomBase.Line));
    }

    [Fact]
    public void Changes_folded_twice_count_once()
    {
        var random = new RandomBase(7);
        var before = random.Contacts(60);
        var changes = Latest(Change(random, before, 200).Changes);

        var once = Repacked(SnapshotFold.Apply(Packed(before), changes, NobodyAnew));
        var lines = once.Select(RandomBase.Line).ToList();

        Assert.Equal(lines, SnapshotFold.Apply(once, changes, NobodyAnew).Select(RandomBase.Line));
    }

    [Fact]
    public void Who_is_read_anew_keeps_the_segments_known_and_who_is_gone_leaves()
    {
        var random = new RandomBase(8);
        var contacts = random.Contacts(3);
        var known = random.Facts(contacts);
        var anew = new Dictionary<string, ContactFacts?>
        {
            [known[0].Id] = null,
            [known[1].Id] = ContactFacts.Of(random.Contact(known[1].Id)),
        };
        var changes = anew.Keys.SelectMany(id => new DirtyPart[]
        {
            new DirtyContact(id, "merge"), new DirtyOrder(id, "order", 5, null),
        });

        var folded = SnapshotFold.Apply(known, changes, anew).ToList();

        Assert.Equal([known[1].Id, known[2].Id], folded.Select(one => one.Id));
        Assert.Equal((known[1].Segments, known[1].Rfm), (folded[0].Segments, folded[0].Rfm));
        Assert.Same(anew[known[1].Id], folded[0]);
    }

    [Fact]
    public void A_contact_nobody_knew_comes_at_its_place()
    {
        var known = new RandomBase(9).Facts([new Contact { Id = "b" }, new Contact { Id = "d" }]);
        var changes = new[] { "a", "c", "e" }.Select(id => new DirtyPerson(id, "form", null, default));

        var folded = SnapshotFold.Apply(known, changes, NobodyAnew);

        Assert.Equal(["a", "b", "c", "d", "e"], folded.Select(one => one.Id));
    }

    // Changes the contacts at random, and says so as filing does: how each part is now.
    private static (List<Contact> After, List<DirtyPart> Changes) Change(RandomBase random, List<Contact> before, int times)
    {
        var people = before.ToDictionary(one => one.Id, StringComparer.Ordinal);
        var changes = new List<DirtyPart>();
        for (var i = 0; i < times; i++)
        {
            var id = random.Next(10) == 0 ? $"{random.Next(16):x2}new{random.Next(9)}" : random.Pick(before).Id;
            if (!people.TryGetValue(id, out var one))
            {
                one = random.Contact(id) with { Orders = new Contact().Orders };
                changes.Add(Person(one));
            }

            if (random.Next(4) == 0)
            {
                one = random.Contact(id) with { Orders = one.Orders };
                changes.Add(Person(one));
            }

            var (key, order) = (RandomBase.OrderKey(id, random.Next(6)), random.Order());
            one = one with { Orders = one.Orders.SetItem(key, order) };
            changes.Add(new DirtyOrder(id, $"order {key}", OrderFact.KeyOf(key), OrderFact.Of(key, order)));
            people[id] = one;
        }

        return ([.. people.Values], changes);
    }

    private static DirtyPerson Person(Contact one) => new(one.Id, "form", one.FirstSeen?.Said.At, ProfileFacts.Of(one));

    // A later change of a part replaces the row of the earlier one.
    private static List<DirtyPart> Latest(List<DirtyPart> changes) =>
        [.. changes.GroupBy(change => (change.ContactId, change.GetType(), (change as DirtyOrder)?.Key)).Select(group => group.Last())];

    private static IEnumerable<ContactFacts> Packed(List<Contact> contacts) =>
        Repacked(contacts.OrderBy(one => one.Id, StringComparer.Ordinal).Select(ContactFacts.Of));

    private static IEnumerable<ContactFacts> Repacked(IEnumerable<ContactFacts> facts)
    {
        var packed = SnapshotCodec.Pack(facts);
        return SnapshotCodec.Unpack(packed.Facts, packed.OrderKeys);
    }

    private static IEnumerable<string> Lines(List<Contact> contacts) =>
        contacts.OrderBy(one => one.Id, StringComparer.Ordinal).Select(one => RandomBase.Line(ContactFacts.Of(one)));
}
