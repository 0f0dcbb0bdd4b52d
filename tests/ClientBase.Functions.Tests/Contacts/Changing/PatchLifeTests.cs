using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Operations.Replay;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Changing.CardApp;

namespace ClientBase.Functions.Tests.Contacts.Changing;

/// <summary>What becomes of a change by hand: repeats, crashes, changes at once, merges, undo and erasure.</summary>
public sealed class PatchLifeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CardApp _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_repeat_with_its_idempotency_key_is_one_change()
    {
        var id = await _app.PersonAsync("twice@patch.example");
        _app.IdempotencyKey = "k1";
        await _app.PatchedAsync(id, new { city = "Омск" });
        await _app.PatchedAsync(id, new { city = "Омск" });
        Assert.Single(await _app.HistoryAsync(id, "city"));
    }

    [Fact]
    public async Task A_change_is_a_read_and_a_batch_and_one_of_each_for_a_key()
    {
        var id = await _app.PersonAsync("few@patch.example", "+79165550500");
        var (reads, writes) = await CountAsync(() => _app.PatchedAsync(id, new { city = "Омск", tags = new[] { "x" } }));
        Assert.Equal((1 + 4, 1), (reads, writes)); // Four for the answer: the card, its parts, browsers, who has the telephone.
        (reads, writes) = await CountAsync(() => _app.PatchedAsync(id, new { email = "fewer@patch.example" }));
        Assert.Equal(2 + 4, reads);
        Assert.InRange(writes, 1, 2); // The key may lie in another shard.
    }

    [Fact]
    public async Task A_change_cut_short_anywhere_is_finished_by_its_repeat()
    {
        for (var writes = 0; writes < 6; writes++)
        {
            var one = await _app.PersonAsync(
                $"one{writes}@cut.example", $"+7916555060{writes}", more: says => says.Field("region", "Сибирь"));
            _app.Clock.Advance(TimeSpan.FromSeconds(1));
            var two = await _app.PersonAsync($"two{writes}@cut.example");
            _app.IdempotencyKey = $"cut-{writes}";
            var body = new { email = $"two{writes}@cut.example", city = "Омск", region = (string?)null, tags = new[] { "a" } };
            _app.Requests.CutAfter(writes);
            try
            {
                await _app.PatchAsync(one, body);
            }
            catch (Exception)
            {
                // The process has ended here.
            }

            _app.Requests.CutAfter(null);
            await _app.PatchedAsync(one, body);
            var card = await _app.ShowAsync(one);
            Assert.Equal([two], Texts(card, "mergedFrom"));
            Assert.Equal(("Омск", null), (Field(card, "city"), Field(card, "region")));
            Assert.True((await _app.Get<ContactReplay>().ReplayAsync(one, default))!.Same);
            Assert.Equal([one], await AllIdsAsync(_app.ListAsync, $"?email=two{writes}@cut.example"));
            _app.IdempotencyKey = null;
        }
    }

    [Fact]
    public async Task Changes_at_once_are_all_kept()
    {
        var id = await _app.PersonAsync("race@patch.example");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _app.PatchedAsync(
            id, new { custom = new Dictionary<string, string> { [$"f{i}"] = "x" } })));
        Assert.Equal(8, (await _app.ShowAsync(id)).GetProperty("custom").EnumerateObject().Count());
    }

    [Fact]
    public async Task Replay_undo_and_another_base_make_the_same_of_it()
    {
        var one = await _app.PersonAsync("one@replay.example", more: says => says.Field(ContactFields.City, "Омск"));
        var two = await _app.PersonAsync("two@replay.example");
        await _app.PatchedAsync(one, new { city = (string?)null, tags = new[] { "a" }, phone = "+79165550100" });
        await _app.PatchedAsync(two, new { tags = new[] { "b" }, occupation = "cook" });
        var hashes = new[] { one, two }.Select(id => _app.ShowAsync(id).Result.GetProperty("hash").GetString()).ToList();
        foreach (var id in new[] { one, two })
        {
            Assert.True((await _app.Get<ContactReplay>().ReplayAsync(id, default))!.Same);
        }

        var (_, merged) = await _app.CallAsync(request => _app.Get<MergeContacts>().RunAsync(request, one, default), new { with = two });
        Assert.Equal(["a", "b"], Texts(await _app.ShowAsync(one), "tags"));
        Assert.Single(await _app.HistoryAsync(one, "occupation"));
        await _app.CallAsync(request => _app.Get<UndoMerge>().RunAsync(request, merged.GetProperty("mergeId").GetString()!, default));
        Assert.Equal(hashes, new[] { one, two }.Select(id => _app.ShowAsync(id).Result.GetProperty("hash").GetString()));

        using var copy = new CardApp(azurite);
        await copy.CreateAsync();
        var captures = (await _app.RowsAsync(Tables.Contacts, "t|")).OrderBy(row => row.Timestamp).Select(TimelineRow.ReadCapture);
        foreach (var capture in captures.OfType<CapturedEvent>())
        {
            await copy.FileAsync(capture);
        }

        Assert.Equal(hashes, new[] { one, two }.Select(id => copy.ShowAsync(id).Result.GetProperty("hash").GetString()));
    }

    [Fact]
    public async Task Who_came_by_an_import_alone_goes_with_it_whatever_was_typed_since()
    {
        Assert.True(EmailAddress.TryParse("file@gone.example", out var email));
        var id = await _app.FileAsync(new CaptureBuilder("row-1", "import", "import", _app.Clock.GetUtcNow()).Email(email).Build());
        await _app.PatchedAsync(id, new { city = "Омск", tags = new[] { "x" }, custom = new { size = 1 } });
        await _app.Get<CaptureRetraction>().RetractAsync(id, new HashSet<string> { "row-1" }, default);
        Assert.Equal(404, (await _app.PatchAsync(id, new { city = "Омск" })).Status);
        // What is left waits for the recompute, which takes it away.
        Assert.All(
            (await _app.RowsAsync(Tables.Contacts)).Where(row => row.RowKey.Contains(id, StringComparison.Ordinal)),
            row => Assert.Contains(
                new[] { DirtyRow.PrefixOf(id), ReportRow.PrefixOf(id), UncomparedRow.Key(id) },
                prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_erasure_takes_what_was_typed_with_it()
    {
        var id = await _app.PersonAsync("erased@patch.example", "+79165550900", "Зоя");
        await _app.PatchedAsync(id, new { city = "Сызрань", tags = new[] { "zz" }, email = "other@erased.example", occupation = "пекарь" });
        await _app.PatchedAsync(id, new { email = (string?)null });
        Assert.Equal(200, (await _app.CallAsync(request => _app.Get<EraseContact>().RunAsync(request, id, default))).Status);
        var rows = (await _app.RowsAsync(Tables.Contacts)).Where(row => row.RowKey.Contains(id, StringComparison.Ordinal)
            || row.Any(one => one.Value is string text && text.Contains(id, StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.StartsWith(DirtyRow.PrefixOf(id), row.RowKey, StringComparison.Ordinal));
    }

    private async Task<(int Reads, int Writes)> CountAsync(Func<Task> change)
    {
        _app.Requests.Clear();
        await change();
        return (_app.Requests.Count - _app.Requests.Batches, _app.Requests.Batches);
    }
}
