using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Tests.Whole;
using AllJourneys = ClientBase.Tests.Whole.Journeys;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>
/// A few of the trials that <c>ClientBase.Benchmarks</c> makes of every journey: <c>-- chaos</c> at every write, <c>-- interleavings</c> at
/// every request of two instances.
/// </summary>
[Trait("Category", "Slow")]
public sealed class CrashPointTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("leads")]
    [InlineData("merge and undo")]
    public async Task Killed_at_a_write_it_comes_to_the_same_base(string name)
    {
        var journey = AllJourneys.All.Single(one => one.Name == name);
        var whole = await new Trial(journey, Fate.Kind(), "undisturbed").PlayAsync(azurite.ConnectionString, null);
        Assert.Null(whole.Broken);
        var write = whole.Writes.Count / 2;
        var fate = Fate.Crash(write, isAfter: true);
        var cut = await new Trial(journey, fate, "killed").PlayAsync(azurite.ConnectionString, whole.Digest);
        Assert.NotNull(fate.Struck);
        Assert.True(cut.Broken is null, $"write {write}, {whole.Writes[write]}: {cut.Broken}");
    }

    [Theory]
    [InlineData("leads", 3, 4)]
    [InlineData("automation", 5, 2)]
    public async Task Stopped_in_favour_of_each_other_two_instances_come_to_the_same_base(string name, int first, int second)
    {
        var journey = AllJourneys.All.Single(one => one.Name == name);
        var alone = await new Trial(journey, Fate.Kind(), "alone").PlayAsync(azurite.ConnectionString, null);
        Assert.Null(alone.Broken);
        var fate = Fate.Interleaved(first, second);
        var both = await new Trial(journey, fate, "both").PlayAsync(azurite.ConnectionString, alone.Digest);
        Assert.Null(both.Broken);
        Assert.True(fate.MostRequests > Math.Max(first, second), $"only {fate.MostRequests} requests");
    }

    [Fact]
    public void Every_function_can_be_called_in_a_trial()
    {
        using var app = new WholeApp(new WholeStorage(azurite.ConnectionString), TimeProvider.System, Journey.Settings);
        var all = AppFunctions.Http.Select(function => function.Method)
            .Concat(AppFunctions.Queues.Values.Select(function => function.Method)).Concat(AppFunctions.Timers.Values);

        Assert.All(all, method => Assert.IsType(method.DeclaringType!, app.Get(method.DeclaringType!)));
    }

    [Fact]
    public async Task What_is_broken_is_found()
    {
        // Else everything above would pass against a checker that sees nothing.
        await using var world = new World(azurite.ConnectionString, Fate.Kind(), Journey.Settings, new MailProvider());
        await world.CreateAsync();
        await world.AskAsync("PUT", "api/forms/news", new { kind = "newsletter" });
        await Journey.FormAsync(world, "news", "c1", new { email = "ann@checker.example" });
        await Journey.FormAsync(world, "news", "c2", new { email = "bob@checker.example" });
        await world.SettleAsync();
        var rows = await world.Storage.RowsAsync(Tables.Contacts);
        Assert.Null(new BaseChecker(rows).FirstBroken(world.Acknowledged));

        Assert.Contains("is on no timeline", Broken(row => !row.RowKey.StartsWith(TimelineRow.AllPrefix, StringComparison.Ordinal)));
        Assert.Contains("who is not there", Broken(row => !row.RowKey.StartsWith(ContactRow.Prefix, StringComparison.Ordinal)));
        Assert.Contains("no such membership", Broken(row => !row.RowKey.StartsWith("m|", StringComparison.Ordinal)));
        var twin = new Azure.Data.Tables.TableEntity(rows.First(row => row.RowKey.StartsWith(ContactRow.Prefix, StringComparison.Ordinal)))
        {
            RowKey = ContactRow.Key("00aaaaaaaaaaaaaaaaaaaaaaaa"),
        };
        Assert.Contains("the same address", new BaseChecker([.. rows, twin]).FirstBroken(world.Acknowledged));

        string? Broken(Func<Azure.Data.Tables.TableEntity, bool> kept) =>
            new BaseChecker([.. rows.Where(kept)]).FirstBroken(world.Acknowledged);
    }
}
