using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Identity.Merging;

public sealed class StrictestConsentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MergeId Merge = new("00aaaaaaaaaaaaaaaaaaaaaaaa", "01bbbbbbbbbbbbbbbbbbbbbbbb");

    [Fact]
    public void A_refusal_is_not_outweighed_by_a_later_yes_of_the_other()
    {
        var (ann, bob) = (Says("a1", granted: false, minute: 0), Says("b1", granted: true, minute: 5));

        var refusal = StrictestConsent.Of(Merge, ann, bob, Noon.AddHours(1));

        Assert.NotNull(refusal);
        Assert.False(Allows(ann.Join(bob).Join(refusal.Says)));
    }

    [Fact]
    public void What_the_person_says_after_the_merge_counts()
    {
        var (ann, bob) = (Says("a1", granted: false, minute: 0), Says("b1", granted: true, minute: 5));
        var refusal = StrictestConsent.Of(Merge, ann, bob, Noon.AddHours(1))!;

        Assert.True(Allows(ann.Join(bob).Join(refusal.Says).Join(Says("s1", granted: true, minute: 61))));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Where_both_say_the_same_nothing_is_added(bool one, bool other) =>
        Assert.Null(StrictestConsent.Of(Merge, Says("a1", one, 0), Says("b1", other, 5), Noon));

    [Fact]
    public void A_later_refusal_needs_no_help() =>
        Assert.Null(StrictestConsent.Of(Merge, Says("a1", granted: true, minute: 0), Says("b1", granted: false, minute: 5), Noon));

    private static bool Allows(Contact contact) => ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, "any");

    private static Contact Says(string id, bool granted, int minute) =>
        new CaptureBuilder(id, "form:test", "form", Noon.AddMinutes(minute))
            .Consent(ConsentPurpose.Offers, "any", "", granted).Build().Says;
}
