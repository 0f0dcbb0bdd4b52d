using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Operations.Backups;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Contacts.Merging.People;

namespace ClientBase.Functions.Tests.Operations.Backups;

[Trait("Category", "Slow")]
public sealed class BackupTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);
    private readonly TestApp _other = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _other.CreateAsync();
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_copy_put_back_into_an_empty_base_is_the_same_base()
    {
        await FillAsync(_app);
        var id = await CopiedBase.BackUpAsync(_app);

        await RestoreAsync(_app, _other);

        Assert.Equal(await _app.HashesAsync(), await _other.HashesAsync());
        Assert.Equal(await CopiedBase.RowsAsync(_app), await CopiedBase.RowsAsync(_other));
        var blobs = await CopiedBase.BlobsAsync(_app);
        Assert.Contains(blobs, blob => blob.StartsWith(Containers.Snapshots, StringComparison.Ordinal));
        Assert.Equal(blobs, await CopiedBase.BlobsAsync(_other));
        Assert.True(Assert.Single(await _other.TakeAsync<RecomputeAsked>(Queues.Recompute)).IsRebuild);
        var shown = (await _other.Get<RestoreRuns>().ShowAsync(default))!;
        Assert.Equal((id, "completed", 0L), (shown.Backup, shown.State, shown.Counts["filing"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whoever_dies_in_the_middle_of_copying_or_restoring_it_goes_on(int seed)
    {
        await FillAsync(_app);
        await _app.Get<BackupRuns>().StartAsync(default);
        await CopiedBase.DoAllDyingAsync(_app, Queues.Backups, seed);
        await CopiedBase.CarryAsync(_app.Container(Containers.Backups), _other.Container(Containers.Backups));
        Assert.Equal(202, (await CopiedBase.AskAsync(_other)).Status);

        await CopiedBase.DoAllDyingAsync(_other, Queues.Restores, seed);

        Assert.Equal("completed", (await _other.Get<RestoreRuns>().ShowAsync(default))!.State);
        Assert.Equal(await _app.HashesAsync(), await _other.HashesAsync());
        Assert.Equal(await CopiedBase.RowsAsync(_app), await CopiedBase.RowsAsync(_other));
    }

    [Fact]
    public async Task A_restore_whose_messages_are_lost_goes_on_when_it_is_asked_for_again()
    {
        await FillAsync(_app);
        await CopiedBase.BackUpAsync(_app);
        await CopiedBase.CarryAsync(_app.Container(Containers.Backups), _other.Container(Containers.Backups));
        await CopiedBase.AskAsync(_other);
        await CopiedBase.DoAllAsync(_other, Queues.Restores, step => step.Stage != "rows");

        var (status, body) = await CopiedBase.AskAsync(_other);

        Assert.Equal((202, "changes"), (status, body.GetProperty("state").GetString()));
        await CopiedBase.DoAllAsync(_other, Queues.Restores);
        Assert.Equal(await _app.HashesAsync(), await _other.HashesAsync());
    }

    [Fact]
    public async Task Somebody_erased_after_the_copy_does_not_come_back()
    {
        var erased = await _app.FileAsync(Form("e1", email: "erased", phone: "7", name: "Zinaida", city: "Zelenograd"));
        await _app.FileAsync(Order("e2", "77", 10m, customer: "e", email: "erased", minute: 1));
        var stays = await _app.FileAsync(Form("e3", email: "stays", name: "Boris", minute: 2));
        await CopiedBase.BackUpAsync(_app);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        await EraseAsync(_app, erased);

        await RestoreAsync(_app, _other);

        Assert.Equal([stays], (await _other.ContactsAsync()).Select(contact => contact.Id));
        Assert.DoesNotContain(
            await CopiedBase.RowsAsync(_other),
            row => row.Contains("Zinaida", StringComparison.Ordinal) || row.Contains("erased@", StringComparison.Ordinal));
        Assert.Null(await _other.ColdErasedFilingAsync(Order("e4", "77", 11m, customer: "e", minute: 3)));
        Assert.Equal(1, (await _other.Get<RestoreRuns>().ShowAsync(default))!.Counts["erasures"]);
    }

    [Fact]
    public async Task Who_was_erased_before_and_came_back_stays()
    {
        var first = await _app.FileAsync(Form("b1", email: "back", name: "Vera"));
        await EraseAsync(_app, first);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        var minute = (int)(_app.Clock.GetUtcNow() - Noon).TotalMinutes;
        var again = await _app.FileAsync(Form("b2", email: "back", name: "Vera", consent: true, minute: minute));
        await CopiedBase.BackUpAsync(_app);

        await RestoreAsync(_app, _other);

        Assert.Equal([again], (await _other.ContactsAsync()).Select(contact => contact.Id));
    }

    [Fact]
    public async Task What_is_filed_while_the_copy_is_made_is_whole_after_a_restore()
    {
        await FillAsync(_app);
        await _app.Get<BackupRuns>().StartAsync(default);
        var left = await CopiedBase.DoAllAsync(_app, Queues.Backups, step => step.Stage == "changes");
        await _app.FileAsync(Form("l1", email: "late", phone: "9", name: "Lada", minute: 90));
        await _app.FileAsync(Form("l2", email: "p1", city: "Late", minute: 91));
        foreach (var step in left)
        {
            await _app.Get<CopyPart>().RunAsync(step, default);
        }

        await CopiedBase.DoAllAsync(_app, Queues.Backups);
        await CopiedBase.CarryAsync(_app.Container(Containers.Backups), _other.Container(Containers.Backups));
        await CopiedBase.AskAsync(_other);
        left = await CopiedBase.DoAllAsync(_other, Queues.Restores, step => step.Stage == "filing");

        // As if the rows of one event had been copied before it and others after it.
        var email = new IdentityKey(IdentityKind.Email, "late@example.com");
        var contacts = _other.Table(Tables.Contacts);
        Assert.Equal(204, (await contacts.DeleteEntityAsync(ContactId.ShardOf(email), ClaimRow.Key(email))).Status);
        foreach (var step in left)
        {
            await _other.Get<RestorePart>().RunAsync(step, default);
        }

        await CopiedBase.DoAllAsync(_other, Queues.Restores);
        Assert.Equal(await _app.HashesAsync(), await _other.HashesAsync());
        Assert.True((await contacts.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(
            ContactId.ShardOf(email), ClaimRow.Key(email))).HasValue);
        Assert.Equal(1, (await _other.Get<RestoreRuns>().ShowAsync(default))!.Counts["filing"]);
    }

    [Fact]
    public async Task A_base_that_is_not_empty_is_refused()
    {
        await _app.FileAsync(Form("n1", email: "somebody"));
        Assert.Equal(409, (await CopiedBase.AskAsync(_app)).Status); // No copy yet.
        var id = await CopiedBase.BackUpAsync(_app);

        var (status, body) = await CopiedBase.AskAsync(_app, id);

        Assert.Equal(409, status);
        Assert.Contains("not empty", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(409, (await CopiedBase.AskAsync(_app, "20200101T000000Z")).Status);
        Assert.Equal(400, (await CopiedBase.AskAsync(_app, "../last")).Status);
        Assert.Empty(await _app.TakeAsync<JobStep>(Queues.Restores));
    }

    [Fact]
    public async Task A_campaign_that_was_being_sent_is_held()
    {
        using var from = new CampaignBase(azurite);
        await from.CreateAsync();
        await from.MembersAsync(2);
        await from.DefineAsync();
        await from.StartAsync();
        await CopiedBase.BackUpAsync(from);

        await RestoreAsync(from, _other);

        Assert.Equal(CampaignState.Paused, (await _other.Get<CampaignStore>().GetAsync("spring", default))!.State);
    }

    [Fact]
    public async Task Health_tells_how_old_the_last_whole_copy_is()
    {
        Assert.Equal("none yet", (await NotesAsync())["last"]);
        var id = await CopiedBase.BackUpAsync(_app);
        await _app.Get<BackupRuns>().StartAsync(default); // Not whole.
        Assert.Equal(id, (await NotesAsync())["last"]);
        _app.Clock.Advance(TimeSpan.FromHours(47));
        Assert.DoesNotContain("warning", (await NotesAsync()).Keys);
        _app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("no whole copy of the last two days", (await NotesAsync())["warning"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_base_that_never_had_a_whole_copy_health_tells_too()
    {
        _app.Clock.SetUtcNow(TimeProvider.System.GetUtcNow()); // Its container is as old as storage says.
        await _app.Get<BackupRuns>().StartAsync(default); // Not whole.
        Assert.DoesNotContain("warning", (await NotesAsync()).Keys);
        _app.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal("none yet", (await NotesAsync())["last"]);
        Assert.Contains("no whole copy of the last two days", (await NotesAsync())["warning"], StringComparison.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, string>> NotesAsync() => await _app.Get<BackupAge>().NotesAsync(default);

    /// <summary>People, orders, a merge by hand, segments, a block log, and a row of every type there is.</summary>
    private static async Task FillAsync(TestApp app)
    {
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await app.FileAsync(Form($"f{i}", email: $"p{i}", name: $"Анна{i}", city: "Tver", minute: i, consent: i % 2 == 0)));
            await app.FileAsync(Order($"o{i}", $"{i}", 10.5m * i, customer: $"c{i}", email: $"p{i}", minute: 20 + i));
        }

        Assert.Equal(200, (await app.CallAsync(
            request => app.Get<MergeContacts>().RunAsync(request, ids[0], default), new { with = ids[1], force = true })).Status);
        await app.Get<RunRecompute>().RunAsync(new RecomputeAsked("r", IsRebuild: false, IsSoon: false), default);
        await app.TakeAsync<RecomputeAsked>(Queues.Recompute);
        var log = new BlockLog(Azure.Storage.Blobs.Specialized.SpecializedBlobExtensions.GetBlockBlobClient(
            app.Container(Containers.Imports), "log"));
        await log.WriteAsync(7, [1, 2, 3], default);
        await log.WriteAsync(9, [4], default);
        await app.Table(Tables.Poison).AddEntityAsync(new Azure.Data.Tables.TableEntity("p 1", "r'1")
        {
            ["Text"] = "line\nПривет \"quoted\"",
            ["Yes"] = true,
            ["Int"] = 5,
            ["Long"] = long.MaxValue,
            ["Double"] = 0.1,
            ["At"] = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero),
            ["Bytes"] = new byte[] { 0, 255 },
            ["Guid"] = Guid.Parse("5f3b5ae0-3f4f-4d3d-9d53-8a2f5d9a6f11"),
        });
    }

    private static async Task RestoreAsync(TestApp from, TestApp into)
    {
        await CopiedBase.CarryAsync(from.Container(Containers.Backups), into.Container(Containers.Backups));
        Assert.Equal(202, (await CopiedBase.AskAsync(into)).Status);
        await CopiedBase.DoAllAsync(into, Queues.Restores);
    }

    private static async Task EraseAsync(TestApp app, string contactId) =>
        Assert.Equal(200, (await app.CallAsync(request => app.Get<EraseContact>().RunAsync(request, contactId, default))).Status);
}
