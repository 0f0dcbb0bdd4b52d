using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Contacts;

/// <summary>A contact is the join of its captures, so neither order nor repetition can matter.</summary>
public sealed class ContactLawTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<CapturedEvent> Captures =
        from id in Gen.Choose(1, 40)
        from minute in Gen.Choose(0, 5)
        from field in Gen.Elements("firstName", "city", "custom.size")
        from value in Gen.Elements("a", "b", "c")
        from address in Gen.Elements("one@example.com", "two@example.com")
        from granted in Gen.Elements(true, false)
        from order in Gen.Choose(1, 3)
        from total in Gen.Choose(0, 50)
        from counts in Gen.Elements(true, true, false)
        from refund in Gen.Choose(0, 2)
        from change in Gen.Choose(1, 7)
        select Capture(id, minute, field, value, address, granted, order, total, counts, refund, change);

    [Fact]
    public void Captures_in_any_order_and_any_number_say_the_same()
    {
        var groups =
            from captures in Captures.ListOf(8)
            from seed in Gen.Choose(0, 1_000_000)
            select (captures.DistinctBy(one => one.Id).ToList(), seed);
        Prop.ForAll(groups.ToArbitrary(), sample =>
        {
            var (captures, seed) = sample;
            var shuffled = captures.Concat(captures).ToArray();
            new Random(seed).Shuffle(shuffled);
            return Meaning(JoinAll(captures)) == Meaning(JoinAll(shuffled));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void It_does_not_matter_who_is_merged_into_whom_first()
    {
        var groups = Captures.ListOf(9).Select(captures => captures.DistinctBy(one => one.Id).ToList());
        Prop.ForAll(groups.ToArbitrary(), captures =>
        {
            var parts = captures.Chunk(3).Select(JoinAll).ToList();
            var forwards = parts.Aggregate(new Contact(), (a, b) => a.Join(b));
            var backwards = parts.AsEnumerable().Reverse().Aggregate(new Contact(), (a, b) => b.Join(a));
            return Meaning(forwards) == Meaning(backwards);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_a_card_keeps_of_too_much_does_not_depend_on_the_order_it_came_in()
    {
        var parts = Enumerable.Range(0, 60).Select(i => Full(i)).ToArray();
        var whole = parts.Aggregate(new Contact(), (a, b) => a.Join(b));
        for (var seed = 0; seed < 20; seed++)
        {
            new Random(seed).Shuffle(parts);
            var halves = parts.Chunk(7)
                .Select(chunk => chunk.Aggregate(new Contact(), (a, b) => b.Join(a)))
                .Aggregate(new Contact(), (a, b) => a.Join(b));
            Assert.Equal(ContactHash.Of(whole), ContactHash.Of(halves));
        }

        Assert.Equal(CardLimits.MaxCustomFields, whole.Fields.Count);
        Assert.Equal(CardLimits.MaxAddresses, whole.Emails.Count);
        Assert.Contains("custom.f59-0", whole.Fields.Keys);
        Assert.Contains("p0@example.com", whole.Emails.Keys);
    }

    [Fact]
    public void An_address_taken_off_comes_back_when_it_is_given_again_later()
    {
        CapturedEvent Given(int minute) => Capture(minute, minute, "city", "a", "one@example.com", true, 1, 1, true, 0);
        var dropped = new CaptureBuilder("drop", Origins.Api, "card", Start.AddMinutes(2)).NoAddress("one@example.com").Build();
        Assert.Empty(JoinAll([Given(1), dropped]).Emails);
        Assert.Empty(JoinAll([dropped, Given(2), Given(1)]).Emails);
        Assert.Single(JoinAll([Given(3), dropped, Given(1)]).Emails);
        Assert.True(JoinAll([Given(1), dropped]).IsSomebody);
    }

    [Fact]
    public void A_value_without_room_is_not_on_the_card()
    {
        var said = new CaptureBuilder("c", "test", "form", Start)
            .Field("custom.long", new string('\u0001', 300))
            .Field("custom.short", "yes")
            .Build().Says;
        Assert.Equal(["custom.short"], said.Fields.Keys);
    }

    [Fact]
    public void The_hash_tells_contacts_apart_that_say_different_things()
    {
        var one = JoinAll([Capture(1, 0, "city", "a", "one@example.com", true, 1, 10, true, 0)]);
        var other = JoinAll([Capture(1, 0, "city", "b", "one@example.com", true, 1, 10, true, 0)]);
        Assert.NotEqual(ContactHash.Of(one), ContactHash.Of(other));
    }

    private static Contact Full(int i)
    {
        _ = EmailAddress.TryParse($"p{i}@example.com", out var email);
        var capture = new CaptureBuilder($"full-{i}", "test", "form", Start.AddMinutes(i)).Email(email);
        for (var field = 0; field < 5; field++)
        {
            capture.Field($"custom.f{i}-{field}", "value");
        }

        return capture.Build().Says;
    }

    private static Contact JoinAll(IEnumerable<CapturedEvent> captures) =>
        captures.Aggregate(new Contact(), (contact, capture) => contact.Join(capture.Says));

    // What is said by hand: a field or an address taken off, a tag put on or taken off, a source.
    private static CaptureBuilder Change(int change, string field, string value, string address, CaptureBuilder capture) => change switch
    {
        2 => capture.NoField(field),
        3 => capture.Tag(value),
        4 => capture.Tag(value, isSet: false),
        5 => capture.NoAddress(address == "one@example.com" ? "two@example.com" : "one@example.com"),
        6 => capture.Touch(new Touch(value, null, null, "f", 1m)),
        _ => capture,
    };

    private static string Meaning(Contact contact)
    {
        var sources = contact.Sources.Select(source => source.ToString());
        return string.Join('\n', [ContactHash.Of(contact), .. contact.TagNames, .. contact.EmailsInOrder, .. sources]);
    }

    private static CapturedEvent Capture(
        int id,
        int minute,
        string field,
        string value,
        string address,
        bool granted,
        int order,
        int total,
        bool counts,
        int refund,
        int change = 0)
    {
        _ = EmailAddress.TryParse(address, out var email);
        var capture = Change(change, field, value, address, new CaptureBuilder($"capture-{id}", "test", "form", Start.AddMinutes(minute)))
            .Email(email)
            .Field(field, change == 2 ? null : value)
            .Consent(ConsentPurpose.Marketing, "email", address, granted)
            .Order("shop", $"{order}", Start.AddDays(-order), total, "RUB", counts);
        return (refund == 0 ? capture : capture.Refund("shop", $"{order}", $"refund-{refund}", refund)).Build();
    }
}
