using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Crm.Digests;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Tests.Whole;

namespace ClientBase.Functions.Tests.Storage;

/// <summary>A write whose reply is lost is tried again, and refused because of what it has written itself: it is still one's own.</summary>
public sealed class LostReplyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_job_is_whose_change_it_was(int write)
    {
        using var app = await StartAsync(write);
        var jobs = app.Get<ImportStore>();
        var state = new ImportState(
            "1", ImportKind.Contacts, "shop", IsDryRun: false, DateTimeOffset.UnixEpoch, null, new Dictionary<string, string>());

        await jobs.AddAsync(state, default);
        var added = (await jobs.FindAsync("1", default))!;
        var changed = await jobs.SaveAsync(added, state with { Rows = 5 }, default);

        Assert.Equal(5, changed?.State.Rows);
        Assert.NotNull(await jobs.SaveAsync(changed!, state with { Rows = 6 }, default));
        Assert.Null(await jobs.SaveAsync(added, state with { Rows = 7 }, default));
    }

    [Fact]
    public async Task Work_is_used_once_and_that_once_counts()
    {
        using var app = await StartAsync(0);
        var windows = app.Get<FormWindows>();
        var until = DateTimeOffset.UnixEpoch.AddYears(80);

        Assert.True(await windows.IsFirstUseAsync("solved", until, default));
        Assert.False(await windows.IsFirstUseAsync("solved", until, default));
    }

    [Fact]
    public async Task A_month_is_mailed_once_and_that_once_goes()
    {
        using var app = await StartAsync(0);
        var reports = app.Get<ReportStore>();

        Assert.True(await reports.NoteMailedAsync("2026-02", default));
        Assert.False(await reports.NoteMailedAsync("2026-02", default));
    }

    [Fact]
    public async Task A_group_of_mails_takes_off_by_whoever_noted_it()
    {
        using var app = await StartAsync(1);
        var ledger = app.Get<LedgerStore>();
        Assert.True(await ledger.AppendAsync("c", "00", [new IntentGroup(0, [])]));
        var group = Assert.Single(await ledger.ReadAsync("c", "00"));

        var flying = await ledger.SaveAsync("c", "00", group.Group, group.ETag);

        Assert.NotNull(flying);
        Assert.NotNull(await ledger.SaveAsync("c", "00", flying.Group, flying.ETag));
        Assert.Null(await ledger.SaveAsync("c", "00", group.Group, group.ETag));
    }

    [Fact]
    public async Task The_digest_of_a_day_takes_off_by_whoever_noted_it()
    {
        using var app = await StartAsync(0);
        var digests = app.Get<DigestStore>();
        Task<DateTimeOffset?> TakeOffAsync() =>
            digests.TakeOffAsync("anna", new DateOnly(2026, 3, 1), DateTimeOffset.UnixEpoch, [], isRepeatable: false, default);

        Assert.Equal(DateTimeOffset.UnixEpoch, await TakeOffAsync());
        Assert.Null(await TakeOffAsync());
    }

    [Fact]
    public async Task An_undo_is_answered_as_done_by_whoever_did_it()
    {
        var kind = Fate.Kind();
        Assert.Equal(200, (await UndoAsync(kind)).Status);

        var lost = Fate.LostReply(kind.Writes.ToList().FindLastIndex(write => write.Contains("$batch", StringComparison.Ordinal)));
        var answer = await UndoAsync(lost);

        Assert.NotNull(lost.Struck);
        Assert.True(answer.Status == 200, answer.Text);
    }

    private async Task<WholeAnswer> UndoAsync(Fate fate)
    {
        await using var world = new World(azurite.ConnectionString, fate, Journey.Settings, new MailProvider());
        await world.CreateAsync();
        await world.AskAsync("PUT", "api/forms/news", new { kind = "newsletter" });
        await Journey.FormAsync(world, "news", "1", new { email = "ann@lost.example" });
        await Journey.FormAsync(world, "news", "2", new { email = "bob@lost.example" });
        await world.SettleAsync();
        var (ann, bob) = (await Journey.IdOfAsync(world, "ann@lost.example"), await Journey.IdOfAsync(world, "bob@lost.example"));
        await world.AskAsync("POST", $"api/contacts/{ann}/merge", new Dictionary<string, object> { ["with"] = bob, ["force"] = true });
        await world.SettleAsync();
        var survivor = (await world.AskAsync("GET", $"api/contacts/{ann}")).Json.GetProperty("id").GetString();
        fate.Begin();
        var answer = await world.App.AskAsync("POST", $"api/merges/{survivor}-{(survivor == ann ? bob : ann)}/undo");
        fate.Begin(isOn: false);
        return answer;
    }

    private async Task<WholeApp> StartAsync(int write)
    {
        var storage = new WholeStorage(azurite.ConnectionString);
        await storage.CreateAsync();
        var fate = Fate.LostReply(write);
        fate.Begin();
        return new WholeApp(storage, TimeProvider.System, Journey.Settings, fate.NewLife());
    }
}
