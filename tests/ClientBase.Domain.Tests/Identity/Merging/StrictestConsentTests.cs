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

    [Theory]
    [InlineData(60)]
    [InlineData(5)]
    [InlineData(2)]
    public void The_refusal_is_said_as_of_the_merge_and_where_a_clock_ran_ahead_as_of_the_yes(int mergedAt)
    {
        var (ann, bob) = (Says("a1", granted: false, minute: 0), Says("b1", granted: true, minute: 5));

        var refusal = StrictestConsent.Of(Merge, ann, bob, Noon.AddMinutes(mergedAt))!;

        Assert.Equal(Noon.AddMinutes(Math.Max(5, mergedAt)), Assert.Single(refusal.Says.Consents).Value.Said.At);
        Assert.Equal(Noon.AddMinutes(mergedAt), refusal.At);
        Assert.False(Allows(ann.Join(bob).Join(refusal.Says)));
    }

    [Fact]
    public void The_refusal_tells_which_merge_it_is_of()
    {
        var refusal = StrictestConsent.Of(Merge, Says("a1", granted: false, minute: 0), Says("b1", granted: true, minute: 5), Noon)!;

        Assert.Equal(Merge.ToString(), Assert.Single(refusal.Data, one => one.Key == "strictestOf").Value);
        Assert.True(StrictestConsent.IsOne(refusal));
        Assert.False(StrictestConsent.IsOne(refusal with { Source = "form:test" }));
        Assert.False(StrictestConsent.IsOne(refusal with { Id = "c1" }));
    }

    private static bool Allows(Contact contact) => ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, "any");

    private static Contact Says(string id, bool granted, int minute) =>
        new CaptureBuilder(id, "form:test", "form", Noon.AddMinutes(minute))
            .Consent(ConsentPurpose.Offers, "any", "", granted).Build().Says;
}
