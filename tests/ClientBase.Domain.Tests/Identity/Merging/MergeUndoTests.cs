using System.Collections.Immutable;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Tests.Identity.Merging;

public sealed class MergeUndoTests
{
    private const string Ann = "00aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Bob = "01bbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Cid = "02cccccccccccccccccccccccc";

    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Undone_at_once_both_are_what_they_were()
    {
        var ann = Says("a1", email: "ann", city: "Omsk");
        var bob = Says("b1", email: "bob", city: "Tver", minute: 1);

        var split = Undo([Before(Ann, ann), Before(Bob, bob)]);

        Assert.Equal((Hash(ann), Hash(bob)), (ContactHash.Of(split.Survivor), ContactHash.Of(split.Restored)));
        Assert.Empty(split.Decisions.Moved.Union(split.Decisions.Kept));
    }

    [Fact]
    public void What_was_said_since_goes_to_whom_its_keys_name()
    {
        var (ann, bob) = (Says("a1", email: "ann"), Says("b1", email: "bob"));
        var (since, other) = (Says("s1", email: "bob", city: "Tver", minute: 2), Says("s2", email: "ann", city: "Omsk", minute: 3));

        var split = Undo([Before(Ann, ann), Before(Bob, bob), Since(since), Since(other)]);

        Assert.Equal(["s1"], split.Decisions.Moved);
        Assert.Equal((Hash(ann, other), Hash(bob, since)), (ContactHash.Of(split.Survivor), ContactHash.Of(split.Restored)));
    }

    [Fact]
    public void Keys_first_said_since_are_of_whom_they_were_said_with()
    {
        var split = Undo(
        [
            Before(Ann, Says("a1", email: "ann")), Before(Bob, Says("b1", email: "bob")),
            Since(Says("s3", phone: "3", minute: 4)), Since(Says("s2", phone: "2", email: "new", minute: 3)),
            Since(Says("s1", phone: "2", email: "bob", minute: 2)),
        ]);

        Assert.Equal(["s1", "s2"], split.Decisions.Moved);
        Assert.Equal(["s3"], split.Decisions.Kept); // Nobody else has this telephone.
    }

    [Fact]
    public void What_names_both_stays_with_the_survivor_and_is_told()
    {
        var split = Undo(
        [
            Before(Ann, Says("a1", email: "ann")), Before(Bob, Says("b1", email: "bob")),
            Since(Says("s1", email: "ann", email2: "bob", minute: 2)),
        ]);

        Assert.Equal(["s1"], split.Decisions.Kept);
        Assert.Contains("bob@example.com", split.Survivor.Emails.Keys);
        Assert.Equal(Hash(Says("b1", email: "bob")), ContactHash.Of(split.Restored));
    }

    [Fact]
    public void What_names_nobody_goes_to_whom_its_browser_is_known_by()
    {
        var split = Undo(
        [
            Before(Ann, Says("a1", email: "ann", browser: "shared")), Before(Bob, Says("b1", email: "bob", browser: "shared")),
            Since(Says("s1", browser: "bobs", minute: 2)), Since(Says("s2", email: "bob", browser: "bobs", minute: 3)),
            Since(Says("s3", browser: "shared", minute: 4)), Since(Says("s4", browser: "nobodys", minute: 5)),
            Since(Says("s5", email: "ann", browser: "anns", minute: 6)), Since(Says("s6", browser: "anns", minute: 7)),
        ]);

        Assert.Equal(["s1", "s2"], split.Decisions.Moved);
        Assert.Equal(["s5", "s6"], split.Decisions.Stayed);
        Assert.Equal(["s3", "s4"], split.Decisions.Kept);
    }

    [Fact]
    public void A_shared_telephone_names_whose_name_came_with_it()
    {
        var split = Undo(
        [
            Before(Ann, Says("a1", phone: "1", name: "Ann")), Before(Bob, Says("b1", phone: "1", name: "Bob")),
            Since(Says("s1", phone: "1", name: "Bob", city: "Tver", minute: 2)), Since(Says("s2", phone: "1", minute: 3)),
        ]);

        Assert.Equal(["s1"], split.Decisions.Moved);
        Assert.Equal(["s2"], split.Decisions.Kept);
    }

    [Fact]
    public void A_refusal_that_both_could_have_meant_counts_for_both()
    {
        var split = Undo(
        [
            Before(Ann, Says("a1", email: "ann", agrees: true)), Before(Bob, Says("b1", email: "bob", phone: "1", agrees: true)),
            Since(Says("s1", phone: "9", minute: 2, agrees: false)),
        ]);

        Assert.False(ConsentView.Allows(split.Survivor.Consents, ConsentPurpose.Offers, "any"));
        Assert.False(ConsentView.Allows(split.Restored.Consents, ConsentPurpose.Offers, "any"));
    }

    [Fact]
    public void The_refusals_repeated_to_the_other_are_as_old_as_the_last_of_them_and_tell_which_undo_they_are_of()
    {
        var split = Undo(
        [
            Before(Ann, Says("a1", email: "ann")), Before(Bob, Says("b1", email: "bob", phone: "1")),
            Since(Says("s1", phone: "8", minute: 2, agrees: false)),
            Since(new CaptureBuilder("s2", "form:test", "form", Noon.AddMinutes(5))
                .Consent(ConsentPurpose.Marketing, "any", "", false).Build()),
        ]);

        var repeated = Assert.Single(split.Moved);
        Assert.Equal(Noon.AddMinutes(5), repeated.At);
        Assert.Equal(2, repeated.Says.Consents.Count);
        Assert.Equal(new MergeId(Ann, Bob).ToString(), Assert.Single(repeated.Data).Value);
    }

    [Fact]
    public void Both_are_marked_as_two_people_and_keep_marks_of_their_own()
    {
        var (ann, bob) = (new Contact { Id = Ann }, new Contact { Id = Bob, NotSame = [ApartMark.Of(Bob, Cid)] });
        var merged = ann.Join(bob) with { MergedFrom = [Bob] };

        var split = MergeUndo.Decide(merged, bob, [], UndoDecisions.None);

        Assert.True(ApartMark.Bars(split.Survivor, split.Restored));
        Assert.Equal([ApartMark.Of(Ann, Bob)], split.Survivor.NotSame);
        Assert.Contains(ApartMark.Of(Bob, Cid), split.Restored.NotSame);
    }

    [Fact]
    public void An_undo_that_goes_on_decides_the_same_whatever_came_meanwhile()
    {
        List<FiledCapture> filed =
        [
            Before(Ann, Says("a1", email: "ann")), Before(Bob, Says("b1", email: "bob")), Since(Says("s1", email: "bob", phone: "2")),
        ];
        var first = Undo(filed);

        var second = Undo([.. filed, Since(Says("s2", email: "ann", phone: "2", minute: 5))], first.Decisions);

        Assert.Equal(["s1"], second.Decisions.Moved);
        Assert.Equal(["s2"], second.Decisions.Kept); // By now the telephone is Bob's, so it names both.
    }

    [Fact]
    public void Nothing_is_lost_and_nothing_is_invented_whatever_was_said_since()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var filed = Enumerable.Range(0, 12).Select(i => (i % 4) switch
            {
                0 => Before(Ann, Any(random, $"a{i}", "ann")),
                1 => Before(Bob, Any(random, $"b{i}", "bob")),
                _ => Since(Any(random, $"s{i}", random.Next(3) switch { 0 => "ann", 1 => "bob", _ => null })),
            }).ToArray();
            var split = Undo(filed);
            random.Shuffle(filed);
            var again = Undo(filed);

            Assert.Equal(ContactHash.Of(split.Survivor), ContactHash.Of(again.Survivor));
            Assert.Equal(ContactHash.Of(split.Restored), ContactHash.Of(again.Restored));
            var whole = FiledCapture.Fold(filed.Select(one => one.Capture));
            Assert.Equal(ContactHash.Of(whole), ContactHash.Of(split.Survivor.Join(split.Restored)));
            Assert.Equal(Hash([.. OfOne(filed, split, "b")]), ContactHash.Of(split.Restored));
            Assert.Equal(Hash([.. OfOne(filed, split, "a")]), ContactHash.Of(split.Survivor));
        }
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("a")]
    [InlineData("b")]
    public void Nobody_has_an_order_back_that_is_another_customers_by_now(string whoHadIt)
    {
        List<FiledCapture> filed = [Before(Ann, Says("a1", email: "ann")), Before(Bob, Says("b1", email: "bob"))];
        filed.AddRange(whoHadIt.Select(who => Before(who == 'a' ? Ann : Bob, Ordered($"{who}2", minute: 1))));
        var order = Ordered("b2", minute: 1).Says.Orders["acme:1"].GoElsewhere(new Stamp(Noon.AddMinutes(2), "c1"));

        var split = Undo([.. filed, Since(MovedOrder.Of("acme:1", order, "shop:acme"))]);

        Assert.Equal(
            (whoHadIt.Contains('a'), whoHadIt.Contains('b')), (split.Survivor.Orders.Count > 0, split.Restored.Orders.Count > 0));
        Assert.DoesNotContain(split.Survivor.Orders.Values.Concat(split.Restored.Orders.Values), one => one.Counts);
    }

    [Fact]
    public void What_both_are_told_stays_with_both_when_the_undo_was_cut_short()
    {
        var left = Ordered("b2", minute: 1).Says.Orders["acme:1"].GoElsewhere(new Stamp(Noon.AddMinutes(2), "c1"));
        var told = MovedOrder.Of("acme:1", left, "shop:acme");
        List<FiledCapture> filed =
        [
            Before(Ann, Says("a1", email: "ann")), Before(Ann, Ordered("a2", minute: 1)),
            Before(Bob, Says("b1", email: "bob")), Before(Bob, Ordered("b2", minute: 1)), Since(told),
        ];
        var first = Undo(filed);

        var again = Undo([.. filed, Before(Bob, told)], first.Decisions);

        Assert.DoesNotContain(told.Id, again.Decisions.Moved);
        Assert.DoesNotContain(again.Survivor.Orders.Values.Concat(again.Restored.Orders.Values), order => order.Counts);
    }

    [Fact]
    public void What_went_either_way_or_could_be_of_both_is_decided()
    {
        var decided = new UndoDecisions(["moved"], ["stayed"], ["kept"]);

        Assert.Equal(["moved", "stayed", "kept"], new[] { "moved", "stayed", "kept", "open" }.Where(decided.Include));
    }

    private static IEnumerable<CapturedEvent> OfOne(IEnumerable<FiledCapture> filed, MergeSplit split, string beginning) => filed
        .Select(one => one.Capture)
        .Where(capture => capture.Id.StartsWith(beginning, StringComparison.Ordinal)
            || (capture.Id[0] == 's' && split.Decisions.Moved.Contains(capture.Id) == (beginning == "b")));

    private static MergeSplit Undo(IReadOnlyList<FiledCapture> filed, UndoDecisions? decided = null)
    {
        var bob = FiledCapture.Fold(filed.Where(one => one.ContactId == Bob).Select(one => one.Capture)) with { Id = Bob };
        var ann = FiledCapture.Fold(filed.Select(one => one.Capture)) with { Id = Ann, MergedFrom = [Bob] };
        return MergeUndo.Decide(ann, bob, filed, decided ?? UndoDecisions.None);
    }

    private static FiledCapture Before(string contactId, CapturedEvent capture) => new(capture, contactId, []);

    private static FiledCapture Since(CapturedEvent capture) => new(capture, Ann, ImmutableSortedSet.Create(StringComparer.Ordinal, Bob));

    private static string Hash(params CapturedEvent[] captures) => ContactHash.Of(FiledCapture.Fold(captures));

    private static CapturedEvent Any(Random random, string id, string? email) => Says(
        id,
        email,
        phone: random.Next(3) == 0 || email is null ? $"{random.Next(4)}" : null,
        city: $"c{random.Next(5)}",
        minute: random.Next(9));

    private static CapturedEvent Says(
        string id,
        string? email = null,
        string? phone = null,
        string? name = null,
        string? city = null,
        string? email2 = null,
        int minute = 0,
        bool? agrees = null,
        string? browser = null)
    {
        var capture = new CaptureBuilder(id, "form:test", "form", Noon.AddMinutes(minute))
            .Data(CapturedBrowser.DataName, browser)
            .Email(Email(email)).Email(Email(email2)).Name(new PersonName(name, null, null)).Field(ContactFields.City, city);
        _ = PhoneNumber.TryParse(phone is null ? null : $"+7916123450{phone}", null, out var number);
        capture.Phone(number);
        return (agrees is { } granted ? capture.Consent(ConsentPurpose.Offers, "any", "", granted) : capture).Build();
    }

    private static CapturedEvent Ordered(string id, int minute) => new CaptureBuilder(id, "shop:acme", "order", Noon.AddMinutes(minute))
        .Order("acme", "1", Noon, 100m, "RUB", counts: true).Build();

    private static EmailAddress? Email(string? name) => EmailAddress.TryParse($"{name}@example.com", out var email) ? email : null;
}
