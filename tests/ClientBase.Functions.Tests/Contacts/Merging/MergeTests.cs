using ClientBase.Domain.Contacts;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Merging;

public sealed class MergeTests(AzuriteFixture azurite) : MergeOnBase(azurite)
{
    [Fact]
    public async Task Merged_by_hand_two_are_one_and_the_longest_known_survives()
    {
        var (ann, bob) = await AnnAndBobAsync();

        var (status, body) = await MergeAsync(bob, ann);

        Assert.Equal(200, status);
        Assert.Equal((ann, $"{ann}-{bob}"), (body.GetProperty("id").GetString(), body.GetProperty("mergeId").GetString()));
        var card = await App.CardAsync(bob);
        Assert.Equal((ann, "Tver"), (card.Contact.Id, card.Contact.Field(ContactFields.City)));
        Assert.Equal(["ann@example.com", "bob@example.com"], card.Contact.Emails.Keys);
        Assert.Equal(2, card.Contact.Orders.Count);
        var entry = Assert.Single(await TimelineAsync(ann), entry => entry.Kind == "merge");
        Assert.Equal($"{ann}-{bob}", entry.Data.GetProperty("mergeId").GetString());
    }

    [Fact]
    public async Task A_merge_by_a_key_in_common_tells_its_id_too()
    {
        var ann = await App.FileAsync(Form("a1", email: "ann"));
        var bob = await App.FileAsync(Form("b1", phone: "1", minute: 1));
        await App.FileAsync(Form("s1", email: "ann", phone: "1", minute: 2));

        var entry = Assert.Single(await TimelineAsync(ann), entry => entry.Kind == "merge");
        Assert.Equal($"{ann}-{bob}", entry.Data.GetProperty("mergeId").GetString());
        Assert.Equal("s1", entry.Data.GetProperty("because").GetString());
    }

    [Fact]
    public async Task A_repeat_names_the_same_merge_and_finishes_one_that_was_cut_short()
    {
        for (var writes = 0; ; writes++)
        {
            var (ann, bob) = await AnnAndBobAsync($"{writes}");
            App.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await MergeAsync(ann, bob);
            }
            catch (Exception)
            {
                isCut = true;
            }

            App.Requests.CutAfter(null);
            Assert.Equal($"{ann}-{bob}", (await MergeAsync(ann, bob)).Body.GetProperty("mergeId").GetString());
            Assert.Contains(bob, (await App.CardAsync(ann)).Contact.MergedFrom);
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_rule_forbids_it_and_force_overrides()
    {
        var one = await App.FileAsync(Order("a1", "1", 10m, customer: "1"));
        var other = await App.FileAsync(Order("b1", "2", 20m, customer: "2", minute: 1));

        var refused = await MergeAsync(one, other);
        Assert.Equal(409, refused.Status);
        Assert.Contains("acme", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        Assert.Equal(200, (await MergeAsync(one, other, force: true)).Status);
        Assert.Equal(one, await App.ColdFiling().FileAsync(Order("s1", "3", 30m, customer: "2", minute: 2), default));
        Assert.Equal(3, (await App.CardAsync(one)).Contact.Orders.Count);
    }

    [Fact]
    public async Task Who_is_unknown_cannot_be_merged()
    {
        var ann = await App.FileAsync(Form("a1", email: "ann"));

        Assert.Equal(404, (await MergeAsync(ann, "00" + new string('z', 24))).Status);
        Assert.Equal(404, (await MergeAsync("nobody", ann)).Status);
        Assert.Equal(400, (await MergeAsync(ann, ann)).Status);
        Assert.Equal(404, (await UndoAsync("nonsense")).Status);
        Assert.Equal(404, (await UndoAsync($"{ann}-{"00" + new string('z', 24)}")).Status);
    }
}
