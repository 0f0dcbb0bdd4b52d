using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>A worker that dies, a host that dies, and what was under way.</summary>
[Trait("Category", "Slow")]
public sealed class KeptRunningTests : IAsyncLifetime
{
    private RunningAzurite? _azurite;

    public async ValueTask InitializeAsync() => _azurite = await NodeAzurite.StartAsync();

    public ValueTask DisposeAsync()
    {
        _azurite!.Stop();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_worker_that_dies_is_started_again()
    {
        await using var app = await StartAsync();
        var first = app.WorkerId!.Value;

        await KillWorkerAsync(app);

        // This request comes while there is no worker, and waits for the next one.
        Assert.Equal(HttpStatusCode.OK, await app.Client.StatusOfAsync("api/health"));
        Assert.Contains("The worker ended with code 137; another is started.", app.Log);
        Assert.NotEqual(first, app.WorkerId);
        Assert.False(AppProcess.IsRunning(first));
    }

    [Fact]
    public async Task What_a_dead_worker_had_begun_is_filed_once()
    {
        const int Forms = 300;
        await using var app = await StartAsync();
        await app.Client.DefineFormAsync("deaths");
        var kills = 0;
        await Parallel.ForAsync(0, Forms, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            if (i % 100 == 50 && Interlocked.Increment(ref kills) > 0)
            {
                await KillWorkerAsync(app);
            }

            await Eventually.TrueAsync(() => TryPostAsync(app, i), () => $"form {i}");
        });
        await app.Client.IdleAsync();

        var contacts = await app.Client.ContactsAsync();
        Assert.Equal(Forms, contacts.Count);
        Assert.All(await Task.WhenAll(contacts.Select(app.Client.TimelineAsync)), timeline => Assert.Single(timeline));
        Assert.Equal(3, kills);
    }

    [Fact]
    public async Task Three_starts_that_fail_end_the_host()
    {
        using var copy = AppCopy.WithScript("test -e started && exit 7; touch started; exec $WORKER \"$@\"");
        await using var app = AppProcess.StartUnchecked(_azurite!.ConnectionString, folder: copy.Folder);
        await app.WaitUntilHealthyAsync();

        await KillWorkerAsync(app);
        var waiting = app.Client.StatusOfAsync("api/health");

        Assert.Equal(1, await app.ExitCodeAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await waiting);
        Assert.EndsWith("The worker ended with code 7 before it was ready. What it printed is above.", app.Log.Trim());
        Assert.Equal(2, app.Log.Split("Another try.").Length - 1);
    }

    [Fact]
    public async Task A_worker_does_not_outlive_its_host()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a process end together with its parent.");
        await using var app = await StartAsync();

        await AppProcess.KillAsync(app.Id);

        await Eventually.TrueAsync(() => !AppProcess.IsRunning(app.WorkerId!.Value), () => "the end of the worker");
    }

    private Task<AppProcess> StartAsync() => AppProcess.StartAsync(_azurite!.ConnectionString);

    /// <summary>Kills the worker, and waits until the host knows.</summary>
    private static async Task KillWorkerAsync(AppProcess app)
    {
        int Deaths() => app.Log.Split("another is started").Length;
        var before = Deaths();
        await AppProcess.KillAsync(app.WorkerId!.Value);
        await Eventually.TrueAsync(() => Deaths() > before, () => $"the host to notice:\n{app.Log}");
    }

    private static async Task<bool> TryPostAsync(AppProcess app, int form)
    {
        try
        {
            using var response = await app.Client.PostFormAsync("deaths", new { email = $"p{form}@deaths.example" }, $"form-{form}");
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
