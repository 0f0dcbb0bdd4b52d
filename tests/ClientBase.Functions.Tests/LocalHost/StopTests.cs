using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>A host that is told to stop finishes what it has begun, and leaves nothing behind.</summary>
[Trait("Category", "Slow")]
public sealed class StopTests : IAsyncLifetime
{
    private RunningAzurite? _azurite;

    public async ValueTask InitializeAsync() => _azurite = await NodeAzurite.StartAsync();

    public ValueTask DisposeAsync()
    {
        _azurite!.Stop();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_taken_before_SIGTERM_is_filed_or_still_in_its_queue()
    {
        const int Forms = 100;
        var app = await AppProcess.StartAsync(_azurite!.ConnectionString);
        var worker = app.WorkerId!.Value;
        await app.Client.DefineFormAsync("stops");
        await Parallel.ForAsync(0, Forms, async (i, _) => await app.Client.LeadAsync("stops", new { email = $"p{i}@stops.example" }));

        Assert.Equal(0, await app.StopAsync());

        Assert.False(AppProcess.IsRunning(worker));
        await app.DisposeAsync();
        await using var next = await AppProcess.StartAsync(_azurite.ConnectionString);
        await next.Client.IdleAsync();
        Assert.Equal(Forms, (await next.Client.ContactsAsync()).Count);
        Assert.Equal(0, await next.Client.PoisonAsync());
    }

    [Fact]
    public async Task Control_C_in_a_terminal_stops_the_host_and_not_the_worker_under_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs setsid.");

        // Tests that were started in the background ignore Control-C, and so would all that they start.
        await using var app = HostCommand.Start(
            ["setsid", "env", "--default-signal=INT", "dotnet", AppProcess.LocalHost, AppProcess.AppFolder],
            new() { ["AzureWebJobsStorage"] = _azurite!.ConnectionString });
        await app.WaitUntilHealthyAsync();
        var worker = app.WorkerId!.Value;

        await AppProcess.SignalAsync("INT", -app.Id);

        Assert.Equal(0, await app.ExitCodeAsync());
        Assert.DoesNotContain("The worker ended", app.Log);
        Assert.False(AppProcess.IsRunning(worker));
    }

    [Fact]
    public async Task A_host_can_be_stopped_while_it_waits_for_its_worker()
    {
        using var copy = AppCopy.WithScript("echo $$ > pid; exec sleep 1000");
        await using var app = AppProcess.StartUnchecked(_azurite!.ConnectionString, folder: copy.Folder);
        await Eventually.TrueAsync(() => ReadPid(copy) is not null, () => $"the worker:\n{app.Log}");
        var worker = ReadPid(copy)!.Value;

        Assert.Equal(0, await app.StopAsync());

        Assert.False(AppProcess.IsRunning(worker));
    }

    private static int? ReadPid(AppCopy copy) =>
        File.Exists(copy.PathOf("pid")) && int.TryParse(File.ReadAllText(copy.PathOf("pid")), out var pid) ? pid : null;
}
