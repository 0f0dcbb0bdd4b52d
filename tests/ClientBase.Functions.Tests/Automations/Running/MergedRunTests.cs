using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>Merges and their undo in the middle of runs, and the frequency cap of those who are one person.</summary>
[Trait("Category", "Slow")]
public sealed class MergedRunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly RunBase _app = new(azurite, new() { ["Campaigns:FrequencyCap"] = "2" });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_two_by_one_key_one_goes_on_while_they_are_one_person_and_both_do_once_they_are_two_again()
    {
        await _app.DefineAsync(
            "series", new { on = "form" }, [Send("One"), Wait("1d"), Send("Two"), Wait("1d"), Send("Three")], new { purpose = "service" });
        var ana = await _app.FillAsync("ana@example.com");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var ben = await _app.FillAsync("ben@example.com");
        var merge = await MergeAsync(ana, ben);
        await _app.PassAsync(Day);
        Assert.Equal(["One", "One", "Two"], await _app.SubjectsAsync());
        Assert.Equal("entered 2 active 1 completed 0 exited 1 goal 0", await _app.StatsAsync("series"));

        await UndoAsync(merge);
        await _app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["One", "One", "Two", "Two"], await _app.SubjectsAsync());
        await _app.PassAsync(Day);
        Assert.Equal(["One", "One", "Two", "Two", "Three", "Three"], await _app.SubjectsAsync());
        Assert.Equal(2, (await _app.OutboxAsync()).Where(mail => mail.Subject == "Three").Select(mail => mail.To).Distinct().Count());
        Assert.Equal("entered 2 active 0 completed 2 exited 0 goal 0", await _app.StatsAsync("series"));
        Assert.Empty(await _app.RowsAsync(Tables.Contacts, "n|00"));
    }

    [Fact]
    public async Task A_merge_of_those_who_are_one_person_lets_nobody_enter_again_nor_go_on_twice()
    {
        await _app.DefineAsync("series", new { on = "form" }, [Send("One"), Wait("1d"), Send("Two")], new { purpose = "service" });
        var ana = await _app.FillAsync("ana@example.com");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var ben = await _app.FillAsync("ben@example.com");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var cleo = await _app.FillAsync("cleo@example.com");
        await MergeAsync(ana, ben);
        await _app.PassAsync(Day);
        await MergeAsync(ana, cleo);
        await _app.FillAsync("cleo@example.com");
        await _app.PassAsync(Day);

        Assert.Equal(2, (await _app.SubjectsAsync()).Count(subject => subject == "Two")); // Cleo's had left before she was one of them.
        Assert.Equal("entered 3 active 0 completed 2 exited 1 goal 0", await _app.StatsAsync("series"));
    }

    [Fact]
    public async Task A_run_about_an_order_ends_when_the_order_goes_to_another_person()
    {
        await _app.DefineAsync("thanks", new { on = "order" }, [Wait("1d"), Send("Thanks")], new { purpose = "service" });
        var ana = await _app.FillAsync("ana@example.com");
        var ben = await _app.FillAsync("ben@example.com");
        var merge = await MergeAsync(ana, ben);
        foreach (var (id, email) in new[] { (901, "ana@example.com"), (902, "ben@example.com") })
        {
            await _app.TellAsync(Shopify("orders/create", $$"""
                {"id":{{id}},"email":"{{email}}","created_at":"2026-03-01T11:00:00Z","updated_at":"2026-03-01T11:00:00Z",
                "total_price":"10.00","currency":"EUR"}
                """, _app.Clock.GetUtcNow()));
        }

        Assert.Equal("entered 2 active 2 completed 0 exited 0 goal 0", await _app.StatsAsync("thanks"));
        await UndoAsync(merge);
        await _app.PassAsync(Day);

        var survivor = (await _app.CardAsync(merge.Survivor)).Contact.PrimaryEmail;
        Assert.Equal(survivor, Assert.Single(await _app.OutboxAsync()).To);
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 0", await _app.StatsAsync("thanks"));
        var lines = (await _app.RunsAsync("thanks", merge.Survivor)).Select(Line).Order();
        Assert.Equal(["completed entered waiting sent completed", "exited entered waiting exited:taken-apart"], lines);
    }

    [Fact]
    public async Task What_both_got_counts_for_the_cap_of_the_one_they_are_whatever_their_shards()
    {
        await _app.DefineAsync("one", new { on = "form", form = "news" }, [Send("One")]);
        await _app.DefineAsync("series", new { on = "form", form = "news" }, [Wait("1d"), Send("Later")]);
        await _app.DefineAsync("more", new { on = "form", form = "more" }, [Send("More")]);
        var ana = await _app.FillAsync("ana@example.com");
        var ben = await OfAnotherShardAsync(ana);
        await MergeAsync(ana, ben);
        var late = await _app.FillAsync("ana@example.com", form: "more");
        Assert.Equal(["One", "One"], await _app.SubjectsAsync());
        Assert.Equal("active entered held:frequency-cap", await _app.RunAsync("more", late));

        await _app.PassAsync(Day);
        Assert.Equal(["One", "One"], await _app.SubjectsAsync());
        await _app.PassAsync(7 * Day);
        Assert.Equal(4, (await _app.OutboxAsync()).Count); // The cap of two: of three that were held up one waits on.
    }

    private async Task<string> OfAnotherShardAsync(string contactId)
    {
        for (var number = 0; ; number++)
        {
            var capture = _app.Form($"other{number}@example.com", "none", agrees: true, more: null, id: null);
            var id = await _app.FileAsync(capture);
            if (ContactId.ShardOf(id) != ContactId.ShardOf(contactId))
            {
                await _app.SettleAsync();
                return await _app.FillAsync($"other{number}@example.com");
            }
        }
    }

    private async Task<MergeId> MergeAsync(string one, string other)
    {
        var merged = await _app.Get<ContactMerging>().MergeAsync(one, other, isForced: false, new MergeCause("by hand"), default);
        Assert.NotNull(merged.Merge);
        return merged.Merge;
    }

    private async Task UndoAsync(MergeId merge)
    {
        Assert.NotNull((await _app.Get<MergeUndoing>().UndoAsync(merge, null, default)).Decisions);
        await _app.SettleAsync();
    }
}
