using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Contacts.Merging;

public sealed class MergeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Merged_by_hand_two_are_one_and_the_longest_known_survives()
    {
        var (ann, bob) = await AnnAndBobAsync();

        var (status, body) = await MergeAsync(bob, ann);

        Assert.Equal(200, status);
        Assert.Equal((ann, $"{ann}-{bob}"), (body.GetProperty("id").GetString(), body.GetProperty("mergeId").GetString()));
        var card = await _app.CardAsync(bob);
        Assert.Equal((ann, "Tver"), (card.Contact.Id, card.Contact.Field(ContactFields.City)));
        Assert.Equal(["ann@example.com", "bob@example.com"], card.Contact.Emails.Keys);
        Assert.Equal(2, card.Contact.Orders.Count);
        var entry = Assert.Single(await TimelineAsync(ann), entry => entry.Kind == "merge");
        Assert.Equal($"{ann}-{bob}", entry.Data.GetProperty("mergeId").GetString());
    }

    [Fact]
    public async Task A_merge_by_a_key_in_common_tells_its_id_too()
    {
        var ann = await _app.FileAsync(Form("a1", email: "ann"));
        var bob = await _app.FileAsync(Form("b1", phone: "1", minute: 1));
        await _app.FileAsync(Form("s1", email: "ann", phone: "1", minute: 2));

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
            _app.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await MergeAsync(ann, bob);
            }
            catch (Exception)
            {
                isCut = true;
            }

            _app.Requests.CutAfter(null);
            Assert.Equal($"{ann}-{bob}", (await MergeAsync(ann, bob)).Body.GetProperty("mergeId").GetString());
            Assert.Contains(bob, (await _app.CardAsync(ann)).Contact.MergedFrom);
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_rule_forbids_it_and_force_overrides()
    {
        var one = await _app.FileAsync(Order("a1", "1", 10m, customer: "1"));
        var other = await _app.FileAsync(Order("b1", "2", 20m, customer: "2", minute: 1));

        var refused = await MergeAsync(one, other);
        Assert.Equal(409, refused.Status);
        Assert.Contains("acme", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        Assert.Equal(200, (await MergeAsync(one, other, force: true)).Status);
        Assert.Equal(one, await _app.ColdFiling().FileAsync(Order("s1", "3", 30m, customer: "2", minute: 2), default));
        Assert.Equal(3, (await _app.CardAsync(one)).Contact.Orders.Count);
    }

    [Fact]
    public async Task Who_is_unknown_cannot_be_merged()
    {
        var ann = await _app.FileAsync(Form("a1", email: "ann"));

        Assert.Equal(404, (await MergeAsync(ann, "00" + new string('z', 24))).Status);
        Assert.Equal(404, (await MergeAsync("nobody", ann)).Status);
        Assert.Equal(400, (await MergeAsync(ann, ann)).Status);
        Assert.Equal(404, (await UndoAsync("nonsense")).Status);
        Assert.Equal(404, (await UndoAsync($"{ann}-{"00" + new string('z', 24)}")).Status);
    }

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
        await _app.ColdFiling().FileAsync(Form("s1", email: "ann", phone: "1", minute: 9), default);
        Assert.Equal([ann, bob], new[] { (await _app.CardAsync(ann)).Contact.Id, (await _app.CardAsync(bob)).Contact.Id });
        Assert.Equal(200, (await MergeAsync(ann, bob, force: true)).Status);
        Assert.Equal(ann, (await _app.CardAsync(bob)).Contact.Id);
        Assert.Equal(200, (await UndoAsync($"{ann}-{bob}")).Status);
        Assert.Equal(bob, (await _app.CardAsync(bob)).Contact.Id);
    }

    [Fact]
    public async Task Each_gets_back_its_own_consents_orders_and_what_was_said_since()
    {
        var (ann, bob) = await AnnAndBobAsync();
        await MergeAsync(ann, bob);
        await _app.FileAsync(Form("s1", email: "bob", phone: "7", city: "Perm", minute: 20, consent: false));
        await _app.FileAsync(Order("s2", "12", 5m, customer: "1", minute: 21));
        await _app.FileAsync(Order("s3", "11", 55m, email: "bob", minute: 22)); // A new version of Bob's own order.
        await _app.FileAsync(Form("s4", phone: "7", city: "Ufa", minute: 23));
        await _app.FileAsync(Form("s5", email: "ann", phone: "8", minute: 24));

        var (_, body) = await UndoAsync($"{ann}-{bob}");

        Assert.Equal(["s1", "s3", "s4"], body.GetProperty("moved").EnumerateArray().Select(id => id.GetString()));
        var (one, other) = ((await _app.CardAsync(ann)).Contact, (await _app.CardAsync(bob)).Contact);
        Assert.Equal(["acme:10", "acme:12"], one.Orders.Keys);
        Assert.Equal(("acme:11", 55m), (Assert.Single(other.Orders).Key, other.Orders["acme:11"].Net));
        Assert.Equal(("Omsk", "Ufa"), (one.Field(ContactFields.City), other.Field(ContactFields.City)));
        Assert.True(ConsentView.Allows(one.Consents, ConsentPurpose.Marketing, "email"));
        Assert.False(ConsentView.Allows(other.Consents, ConsentPurpose.Marketing, "email"));
        Assert.Equal(bob, await _app.ColdFiling().FileAsync(Form("s6", phone: "7", minute: 30), default)); // The claim made since is Bob's.
        Assert.Equal(ann, await _app.ColdFiling().FileAsync(Form("s7", phone: "8", minute: 31), default));
        Assert.DoesNotContain(await TimelineAsync(ann), entry => entry.Id is "s1" or "s3" or "s4");
        Assert.True(Assert.Single(await TimelineAsync(ann), entry => entry.Kind == "merge").Data.GetProperty("undone").GetBoolean());
        await AssertFoldsAsync(ann, bob);
    }

    [Fact]
    public async Task What_names_both_is_kept_and_a_repeat_of_it_changes_nothing()
    {
        var ann = await _app.FileAsync(Form("a1", email: "ann"));
        var bob = await _app.FileAsync(Form("b1", phone: "1", minute: 1));
        var bridge = Form("s1", email: "ann", phone: "1", city: "Perm", minute: 2);
        await _app.FileAsync(bridge);

        var (_, body) = await UndoAsync($"{ann}-{bob}");
        Assert.Equal("s1", Assert.Single(body.GetProperty("kept").EnumerateArray()).GetString());
        var before = await HashesAsync(ann, bob);

        await _app.ColdFiling().FileAsync(bridge, default);

        Assert.Equal(before, await HashesAsync(ann, bob));
        await AssertFoldsAsync(ann, bob);
    }

    [Fact]
    public async Task Merges_are_undone_in_the_reverse_order()
    {
        var (ann, bob) = await AnnAndBobAsync();
        var cid = await _app.FileAsync(Form("c1", email: "cid", minute: -5));
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
        var cid = await _app.FileAsync(Form("c1", email: "cid", city: "Kazan", minute: 40));
        var before = await HashesAsync(bob);
        await MergeAsync(ann, bob);
        await MergeAsync(ann, cid);

        Assert.Equal(200, (await UndoAsync($"{ann}-{bob}")).Status);

        Assert.Equal(before, await HashesAsync(bob));
        Assert.Equal([cid], (await _app.CardAsync(ann)).Contact.MergedFrom);
        await AssertFoldsAsync(ann, bob);
    }

    [Fact]
    public async Task Cut_short_at_any_write_an_undo_goes_on_and_ends_the_same()
    {
        string? expected = null;
        for (var writes = 0; ; writes++)
        {
            using var app = new TestApp(azurite);
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
            var hosts = new[] { _app.ColdFiling(), _app.ColdFiling() };

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
            var ids = (await IdsAsync(ann, _app)).Concat(await IdsAsync(bob, _app)).ToList();
            Assert.All(said, capture => Assert.Single(ids, id => id == capture.Id));
            Assert.Equal(13, (await _app.CardAsync(bob)).Contact.Orders.Count);
            Assert.Single((await _app.CardAsync(ann)).Contact.Orders);
        }
    }

    private async Task<(string Ann, string Bob)> AnnAndBobAsync(string suffix = "", TestApp? app = null)
    {
        app ??= _app;
        var ann = await app.FileAsync(Form($"a1{suffix}", email: $"ann{suffix}", name: "Ann", city: "Omsk", consent: true));
        await app.FileAsync(Order($"a2{suffix}", $"10{suffix}", 10m, customer: $"1{suffix}", email: $"ann{suffix}", minute: 1));
        var phone = suffix.Length == 0 ? "1" : null;
        var bob = await app.FileAsync(Form($"b1{suffix}", email: $"bob{suffix}", phone: phone, name: "Bob", minute: 2, consent: true));
        await app.FileAsync(Order($"b2{suffix}", $"11{suffix}", 20m, email: $"bob{suffix}", name: "Bob", minute: 3));
        await app.FileAsync(Form($"b3{suffix}", email: $"bob{suffix}", city: "Tver", minute: 4));
        return (ann, bob);
    }

    private async Task<(int Status, JsonElement Body)> MergeAsync(
        string one, string other, bool force = false, TestApp? app = null)
    {
        app ??= _app;
        return await app.CallAsync(request => app.Get<MergeContacts>().RunAsync(request, one, default), new { with = other, force });
    }

    private async Task<(int Status, JsonElement Body)> UndoAsync(string mergeId, TestApp? app = null)
    {
        app ??= _app;
        return await app.CallAsync(request => app.Get<UndoMerge>().RunAsync(request, mergeId, default));
    }

    private Task<string[]> HashesAsync(params string[] contactIds) => HashesAsync(_app, contactIds);

    private static async Task<string[]> HashesAsync(TestApp app, params string[] contactIds)
    {
        var cards = await Task.WhenAll(contactIds.Select(app.CardAsync));
        Assert.Equal(contactIds, cards.Select(card => card.Contact.Id));
        return [.. cards.Select(card => ContactHash.Of(card.Contact))];
    }

    private async Task AssertFoldsAsync(params string[] contactIds)
    {
        foreach (var id in contactIds)
        {
            var replayed = await _app.Get<ClientBase.Functions.Operations.Replay.ContactReplay>().ReplayAsync(id, default);
            Assert.True(replayed!.Same);
        }
    }

    private async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string contactId, TestApp? app = null)
    {
        app ??= _app;
        var contact = (await app.CardAsync(contactId)).Contact;
        return (await app.Get<TimelineStore>().ReadAsync(contact, new Paging(1000, null), default)).Items;
    }

    private async Task<string[]> IdsAsync(string contactId, TestApp app) =>
        [.. (await TimelineAsync(contactId, app)).Select(entry => entry.Id)];
}
