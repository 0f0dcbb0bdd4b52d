using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Merging;

public sealed class UndoTests(AzuriteFixture azurite) : MergeOnBase(azurite)
{
    [Fact]
    public async Task Undone_both_are_what_they_were_and_stay_two()
    {
        var (ann, bob) = await AnnAndBobAsync();
        var before = await HashesAsync(ann, bob);
        await MergeAsync(ann, bob);

        var (status, body) = await UndoAsync($"{ann}-{bob}");

        Assert.Equal((200, ann, bob), (status, body.GetProperty("id").GetString(), body.GetProperty("restored").GetString()));
        Assert.Equal(before, await HashesAsync(ann, bob));
        Assert.Equal(409, (await UndoAsync($"{ann}-{bob}")).Status);
        Assert.Equal(409, (await MergeAsync(ann, bob)).Status);

        // A capture with a key of each does not make them one again.
        await App.ColdFiling().FileAsync(Form("s1", email: "ann", phone: "1", minute: 9), default);
        Assert.Equal([ann, bob], new[] { (await App.CardAsync(ann)).Contact.Id, (await App.CardAsync(bob)).Contact.Id });
        Assert.Equal(200, (await MergeAsync(ann, bob, force: true)).Status);
        Assert.Equal(ann, (await App.CardAsync(bob)).Contact.Id);
        Assert.Equal(200, (await UndoAsync($"{ann}-{bob}")).Status);
        Assert.Equal(bob, (await App.CardAsync(bob)).Contact.Id);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Each_gets_back_its_own_consents_orders_and_what_was_said_since()
    {
        var (ann, bob) = await AnnAndBobAsync();
        await MergeAsync(ann, bob);
        await App.FileAsync(Form("s1", email: "bob", phone: "7", city: "Perm", minute: 20, consent: false));
        await App.FileAsync(Order("s2", "12", 5m, customer: "1", minute: 21));
        await App.FileAsync(Order("s3", "11", 55m, email: "bob", minute: 22)); // A new version of Bob's own order.
        await App.FileAsync(Form("s4", phone: "7", city: "Ufa", minute: 23));
        await App.FileAsync(Form("s5", email: "ann", phone: "8", minute: 24));

        var (_, body) = await UndoAsync($"{ann}-{bob}");

        Assert.Equal(["s1", "s3", "s4"], body.GetProperty("moved").EnumerateArray().Select(id => id.GetString()));
        var (one, other) = ((await App.CardAsync(ann)).Contact, (await App.CardAsync(bob)).Contact);
        Assert.Equal(["acme:10", "acme:12"], one.Orders.Keys);
        Assert.Equal(("acme:11", 55m), (Assert.Single(other.Orders).Key, other.Orders["acme:11"].Net));
        Assert.Equal(("Omsk", "Ufa"), (one.Field(ContactFields.City), other.Field(ContactFields.City)));
        Assert.True(ConsentView.Allows(one.Consents, ConsentPurpose.Marketing, "email"));
        Assert.False(ConsentView.Allows(other.Consents, ConsentPurpose.Marketing, "email"));
        Assert.Equal(bob, await App.ColdFiling().FileAsync(Form("s6", phone: "7", minute: 30), default)); // The claim made since is Bob's.
        Assert.Equal(ann, await App.ColdFiling().FileAsync(Form("s7", phone: "8", minute: 31), default));
        Assert.DoesNotContain(await TimelineAsync(ann), entry => entry.Id is "s1" or "s3" or "s4");
        Assert.True(Assert.Single(await TimelineAsync(ann), entry => entry.Kind == "merge").Data.GetProperty("undone").GetBoolean());
        await AssertFoldsAsync(ann, bob);
    }

    [Fact]
    public async Task What_names_both_is_kept_and_a_repeat_of_it_changes_nothing()
    {
        var ann = await App.FileAsync(Form("a1", email: "ann"));
        var bob = await App.FileAsync(Form("b1", phone: "1", minute: 1));
        var bridge = Form("s1", email: "ann", phone: "1", city: "Perm", minute: 2);
        await App.FileAsync(bridge);

        var (_, body) = await UndoAsync($"{ann}-{bob}");
        Assert.Equal("s1", Assert.Single(body.GetProperty("kept").EnumerateArray()).GetString());
        var before = await HashesAsync(ann, bob);

        await App.ColdFiling().FileAsync(bridge, default);

        Assert.Equal(before, await HashesAsync(ann, bob));
        await AssertFoldsAsync(ann, bob);
    }

    [Fact]
    public async Task Merges_are_undone_in_the_reverse_order()
    {
        var (ann, bob) = await AnnAndBobAsync();
        var cid = await App.FileAsync(Form("c1", email: "cid", minute: -5));
        var before = await HashesAsync(ann, bob, cid);
        await MergeAsync(ann, bob);
        await MergeAsync(ann, cid);

        var refused = await UndoAsync($"{ann}-{bob}");
        Assert.Equal(409, refused.Status);
        Assert.Contains($"{cid}-{ann}", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await UndoAsync($"{cid}-{ann}")).Status);
        Assert.Equal(200, (await UndoAsync($"{ann}-{bob}")).Status);
        Assert.Equal(before, await HashesAsync(ann, bob, cid));
    }

    [Fact]
    public async Task One_of_several_is_taken_out_and_the_others_stay()
    {
        var (ann, bob) = await AnnAndBobAsync();
        var cid = await App.FileAsync(Form("c1", email: "cid", city: "Kazan", minute: 40));
        var before = await HashesAsync(bob);
        await MergeAsync(ann, bob);
        await MergeAsync(ann, cid);

        Assert.Equal(200, (await UndoAsync($"{ann}-{bob}")).Status);

        Assert.Equal(before, await HashesAsync(bob));
        Assert.Equal([cid], (await App.CardAsync(ann)).Contact.MergedFrom);
        await AssertFoldsAsync(ann, bob);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Cut_short_at_any_write_an_undo_goes_on_and_ends_the_same()
    {
        string? expected = null;
        for (var writes = 0; ; writes++)
        {
            using var app = new TestApp(Azurite);
            await app.CreateAsync();
            var (ann, bob) = await AnnAndBobAsync("", app);
            await MergeAsync(ann, bob, app: app);
            await app.FileAsync(Form("s1", email: "bob", phone: "7", city: "Perm", minute: 20));
            await app.FileAsync(Order("s2", "11", 7m, email: "bob", minute: 21));
            await app.FileAsync(Form("s3", email: "ann", phone: "8", minute: 22));
            await app.FileAsync(Form("s4", phone: "9", minute: 23));

            app.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await UndoAsync($"{ann}-{bob}", app);
            }
            catch (Exception)
            {
                isCut = true;
            }

            app.Requests.CutAfter(null);
            if (isCut)
            {
                // Events that come in between find their people.
                Assert.Equal(ann, await app.ColdFiling().FileAsync(Form("t1", email: "ann", city: "Omsk", minute: 30), default));
                await app.ColdFiling().FileAsync(Form("t2", email: "bob", city: "Perm", minute: 31), default);
                Assert.Equal(200, (await UndoAsync($"{ann}-{bob}", app)).Status);
            }
            else
            {
                await app.ColdFiling().FileAsync(Form("t1", email: "ann", city: "Omsk", minute: 30), default);
                await app.ColdFiling().FileAsync(Form("t2", email: "bob", city: "Perm", minute: 31), default);
            }

            var ends = JsonSerializer.Serialize(new
            {
                hashes = await HashesAsync(app, ann, bob),
                rows = (await app.RowsAsync(Tables.Contacts))
                    .Select(row => row.RowKey[..2] + (row.GetString(ClaimRow.Contact) ?? ""))
                    .Where(row => row[0] is 'c' or 'k' or 'p' or 't').Order(StringComparer.Ordinal),
                timelines = new[] { await IdsAsync(ann, app), await IdsAsync(bob, app) },
            });
            expected ??= isCut ? null : ends;
            if (writes == 0)
            {
                expected = ends;
            }

            Assert.Equal(expected, ends);
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Events_that_come_while_it_is_undone_are_each_filed_once()
    {
        for (var round = 0; round < 4; round++)
        {
            var (ann, bob) = await AnnAndBobAsync($"{round}");
            await MergeAsync(ann, bob);
            var said = Enumerable.Range(0, 24)
                .Select(i => i % 2 == 0
                    ? Form($"e{round}-{i}", email: $"ann{round}", city: $"c{i}", minute: 50 + i)
                    : Order($"e{round}-{i}", $"{round}-{i}", i, email: $"bob{round}", minute: 50 + i))
                .ToList();
            var hosts = new[] { App.ColdFiling(), App.ColdFiling() };

            var filing = Task.WhenAll(hosts.Select((host, h) => Task.Run(async () =>
            {
                foreach (var capture in said.Where((_, i) => i / 2 % 2 == h))
                {
                    await host.FileAsync(capture, default);
                }
            })));
            Assert.Equal(200, (await UndoAsync($"{ann}-{bob}")).Status);
            await filing;

            await AssertFoldsAsync(ann, bob);
            var ids = (await IdsAsync(ann, App)).Concat(await IdsAsync(bob, App)).ToList();
            Assert.All(said, capture => Assert.Single(ids, id => id == capture.Id));
            Assert.Equal(13, (await App.CardAsync(bob)).Contact.Orders.Count);
            Assert.Single((await App.CardAsync(ann)).Contact.Orders);
        }
    }
}
