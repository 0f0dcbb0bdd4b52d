using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Identity.Merging;

public sealed class MergeSidesTests
{
    private readonly MergeSides _sides = new([From("anns", Says("ann", "ann"))], [From("bobs", Says("bob", "bob"))]);

    [Fact]
    public void A_capture_is_whose_key_it_names()
    {
        _sides.Share([Says("1", "ann"), Says("2", "bob"), Says("3", "ann", "bob"), Says("4", "eve")]);

        Expect(ours: "1", theirs: "2", nobodys: "3 4");
    }

    [Fact]
    public void What_a_capture_names_besides_leads_to_the_next_one_on_either_side()
    {
        _sides.Share([Says("1", "cid"), Says("2", "cid", "dan"), Says("3", "dan", "bob"), Says("4", "eve"), Says("5", "eve", "ann")]);

        Expect(ours: "4 5", theirs: "1 2 3", nobodys: "");
    }

    [Fact]
    public void A_key_that_both_come_to_in_one_round_tells_nothing()
    {
        _sides.Share([Says("1", "ann", "eve"), Says("2", "bob", "eve"), Says("3", "eve"), Says("4", "eve", "bob")]);

        Expect(ours: "1", theirs: "2 4", nobodys: "3");
    }

    [Fact]
    public void Who_names_somebody_new_is_not_told_by_the_browser()
    {
        _sides.Share([From("anns", Says("1", "eve")), From("anns", Says("2")), From("bobs", Says("3"))]);

        Expect(ours: "2", theirs: "3", nobodys: "1");
    }

    private void Expect(string ours, string theirs, string nobodys) => Assert.Equal(
        (ours, theirs, nobodys), (InOrder(_sides.Ours), InOrder(_sides.Theirs), InOrder(_sides.Nobodys)));

    private static string InOrder(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    private static CapturedEvent From(string browser, CapturedEvent capture) =>
        capture with { Data = new Dictionary<string, object?> { [CapturedBrowser.DataName] = browser } };

    private static CapturedEvent Says(string id, params string[] people)
    {
        var capture = new CaptureBuilder(id, "form:test", "form", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        foreach (var person in people)
        {
            Assert.True(EmailAddress.TryParse($"{person}@example.com", out var email));
            capture = capture.Email(email);
        }

        return capture.Build();
    }
}
