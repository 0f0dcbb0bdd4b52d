using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

[Trait("Category", "Slow")]
public sealed class RecomputePeopleTests(AzuriteFixture azurite) : RecomputeOnBase(azurite)
{
    [Fact]
    public async Task A_merged_contact_leaves_its_segments_to_the_one_it_is_part_of()
    {
        var first = await Base.FileAsync("a@example.com", 20);
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        var second = await Base.FileAsync(
            new CaptureBuilder("p1", "form:news", "form", Base.Clock.GetUtcNow().AddDays(-10)).Phone(phone)
                .Order("shop", "1", Base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: true).Build());
        await Base.RecomputeAsync();
        Assert.True(EmailAddress.TryParse("a@example.com", out var email));
        await Base.FileAsync(new CaptureBuilder("both", "form:news", "form", Base.Clock.GetUtcNow()).Email(email).Phone(phone).Build());

        await Base.RecomputeAsync();

        Assert.DoesNotContain(await Base.MembershipsAsync(), membership => membership.EndsWith(second, StringComparison.Ordinal));
        Assert.Contains("working", (await Base.ScoresAsync(first)).Segments);
        Assert.Single((await Base.CardAsync(first)).Contact.Orders);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task A_merge_cut_short_is_taken_in_whole_when_it_is_finished()
    {
        var first = await Base.FileAsync("a@example.com", 20);
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        await Base.FileAsync(
            new CaptureBuilder("p1", "form:news", "form", Base.Clock.GetUtcNow().AddDays(-10)).Phone(phone)
                .Order("shop", "1", Base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: true).Build());
        await Base.RecomputeAsync();
        var both = Base.Says("a@example.com", 0).Phone(phone).Build();
        Base.Requests.CutAfter(1); // The redirect.
        Assert.True(await IsCutAsync(() => Base.FileAsync(both)));
        Base.Requests.CutAfter(null);
        await Base.RecomputeAsync();

        await Base.FileAsync(both);
        await Base.RecomputeAsync();

        Assert.Contains("working", (await Base.ScoresAsync(first)).Segments);
        Assert.Contains(await Base.RowsAsync(Tables.Contacts, "q|9161234567|"), row => SearchRow.IdOf(row) == first);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task Who_cancelled_every_order_is_potential_again_and_loses_the_digits()
    {
        var id = await Base.FileAsync("a@example.com", 10, (10, 5m));
        await Base.RecomputeAsync();
        Assert.Equal("511", (await Base.ScoresAsync(id)).Rfm);
        await Base.FileAsync(Base.Says("a@example.com", 0)
            .Order("shop", "a@example.com-0", Base.Clock.GetUtcNow().AddDays(-10), 5m, "RUB", counts: false).Build());

        await Base.RecomputeAsync();

        Assert.Equal(["channel-email", "funnel-white", "loyalty-white", "potential", "rating-e"], (await Base.ScoresAsync(id)).Segments);
        Assert.Null((await Base.ScoresAsync(id)).Rfm);
        await AssertConsistentAsync();
    }

    [Fact]
    public async Task An_order_of_nobody_makes_nobody_to_score()
    {
        var order = new CaptureBuilder("pos", "shop:till", "order", Base.Clock.GetUtcNow())
            .Order("till", "1", Base.Clock.GetUtcNow(), 100m, "RUB", counts: true).Build();
        var id = await Base.FileAsync(order);

        await Base.RecomputeAsync();

        Assert.Null(await Base.Get<Functions.Contacts.Reading.ContactReader>().GetAsync(id, default));
        Assert.Empty(await Base.MembershipsAsync());
        Assert.Single(await Base.RowsAsync(Tables.Contacts, OrderRow.Prefix(id)));
    }

    [Fact]
    public async Task The_order_of_nobody_is_the_persons_who_turns_out_to_have_placed_it()
    {
        var order = new CaptureBuilder("pos", "shop:till", "order", Base.Clock.GetUtcNow().AddDays(-1))
            .Order("till", "1", Base.Clock.GetUtcNow().AddDays(-1), 100m, "RUB", counts: true).Build();
        await Base.FileAsync(order);
        await Base.RecomputeAsync();

        var id = await Base.FileAsync(Base.Says("a@example.com", 0)
            .Order("till", "1", Base.Clock.GetUtcNow().AddDays(-1), 100m, "RUB", counts: true).Build());
        await Base.RecomputeAsync();

        Assert.Contains("working", (await Base.ScoresAsync(id)).Segments);
        await AssertConsistentAsync();
    }
}
