using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts.Duplicates;

[Trait("Category", "Slow")]
public sealed class DecideTests(AzuriteFixture azurite) : DuplicatesOnBase(azurite)
{
    [Fact]
    public async Task Accepted_the_two_are_merged_and_a_repeat_says_the_same()
    {
        var (one, other) = await TwiceAsync();

        var (status, body) = await AcceptAsync(ApartMark.Of(one, other));

        Assert.Equal((200, one), (status, body.GetProperty("id").GetString()));
        Assert.Equal(one, (await App.CardAsync(other)).Contact.Id);
        Assert.Empty(await ListAsync());
        var again = await AcceptAsync(ApartMark.Of(one, other));
        Assert.Equal(body.GetProperty("mergeId").GetString(), again.Body.GetProperty("mergeId").GetString());
        var entry = Assert.Single(await TimelineAsync(one), entry => entry.Kind == "merge");
        Assert.Equal("duplicate accepted", entry.Data.GetProperty("because").GetString());
    }

    [Fact]
    public async Task A_rule_forbids_it_and_force_overrides()
    {
        var (one, other) = await TwiceAsync(shopIds: true);
        var pair = Assert.Single(await ListAsync());

        var refused = await AcceptAsync(pair.Id);
        Assert.Equal(409, refused.Status);
        Assert.Contains("acme", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(pair.Id, Assert.Single(await ListAsync()).Id);

        Assert.Equal(200, (await AcceptAsync(pair.Id, force: true)).Status);
        Assert.Equal(one, (await App.CardAsync(other)).Contact.Id);
        Assert.Contains(
            "acme",
            Assert.Single(await TimelineAsync(one), entry => entry.Kind == "merge").Data.GetProperty("against").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_it_never_comes_again_whatever_becomes_of_the_two()
    {
        var (one, other) = await TwiceAsync();
        var id = ApartMark.Of(one, other);

        Assert.Equal(200, (await RejectAsync(id)).Status);
        Assert.Equal(200, (await RejectAsync(id)).Status);
        Assert.Empty(await ListAsync());

        // Both change.
        await FormAsync("r.one@example.com", "+79160000001", "Геннадий", "Ракитин", "1966-06-06", "Омск", "ул. Новая, 7");
        await FormAsync("r.two@example.org", null, "Геннадий", "Ракитин", "1966-06-06", "Омск", "ул. Новая, 7");
        await SearchAsync();
        Assert.Empty(await ListAsync());

        // One of them is merged with a third, who is as alike.
        var third = await FormAsync("r.three@example.net", null, "Гена", "Ракитин", "1966-06-06", "Омск", "ул. Новая, 7");
        await SearchAsync();
        Assert.Equal(2, (await ListAsync()).Count);
        Assert.Equal(200, (await AcceptAsync(ApartMark.Of(other, third))).Status);
        await SearchAsync();
        Assert.Empty(await ListAsync());
        Assert.Equal(409, (await MergeAsync(one, third)).Status);

        // And that merge is undone: the two from before stay two, and the third is free again.
        Assert.Equal(200, (await UndoAsync($"{other}-{third}")).Status);
        await SearchAsync();
        Assert.Equal(ApartMark.Of(one, third), Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task What_was_undone_is_not_proposed_again()
    {
        var (one, other) = await TwiceAsync();
        App.Clock.Advance(TimeSpan.FromTicks(12_345)); // Clocks do not stop at whole milliseconds.
        await AcceptAsync(ApartMark.Of(one, other));
        App.Clock.Advance(TimeSpan.FromTicks(12_345));
        await UndoAsync($"{one}-{other}");

        await SearchAsync();

        Assert.Empty(await ListAsync());
        foreach (var (id, with) in new[] { (one, other), (other, one) })
        {
            var timeline = await TimelineAsync(id);
            var merge = Assert.Single(timeline, entry => entry.Kind == "merge");
            Assert.Equal((true, with), (merge.Data.GetProperty("undone").GetBoolean(), merge.Data.GetProperty("with").GetString()));
            Assert.Equal(with, Assert.Single(timeline, entry => entry.Kind == "merge.undone").Data.GetProperty("with").GetString());
        }
    }

    [Fact]
    public async Task Who_was_merged_meanwhile_cannot_be_rejected()
    {
        var (one, other) = await TwiceAsync();
        await MergeAsync(one, other);

        Assert.Equal(409, (await RejectAsync(ApartMark.Of(one, other))).Status);
    }

    [Fact]
    public async Task What_nobody_proposed_is_not_found()
    {
        var (one, other) = (await FormAsync("x.one@example.com"), await FormAsync("x.two@example.com"));
        string[] ids = ["nonsense", ApartMark.Of(one, other), $"{one}-{one}", ApartMark.Of(one, "00" + new string('z', 24))];

        foreach (var id in ids)
        {
            Assert.Equal(404, (await AcceptAsync(id)).Status);
            Assert.Equal(404, (await RejectAsync(id)).Status);
        }
    }

    private async Task<(string One, string Other)> TwiceAsync(bool shopIds = false)
    {
        await StrangersAsync(40);
        var one = await FormAsync(
            "r.one@example.com", null, "Геннадий", "Ракитин", "1966-06-06", "Омск", "ул. Новая, 7", shopIds ? "1" : null);
        var other = await FormAsync(
            "r.two@example.org", null, "Гена", "Ракитин", "1966-06-06", "Омск", "ул. Новая, 7", shopIds ? "2" : null);
        await SearchAsync();
        return (one, other);
    }
}
