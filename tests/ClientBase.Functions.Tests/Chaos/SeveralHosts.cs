using System.Collections.Concurrent;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>Hosts on one storage, which are killed and replaced while others talk to them.</summary>
internal sealed class SeveralHosts : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly ConcurrentBag<AppProcess> _dead = [];
    private readonly string _connectionString;
    private readonly AppProcess[] _apps;

    private SeveralHosts(string connectionString, int count)
    {
        _connectionString = connectionString;
        _apps = new AppProcess[count];
    }

    public int Count => _apps.Length;

    public AppClient One => Volatile.Read(ref _apps[0]).Client;

    public AppClient Two => Volatile.Read(ref _apps[1]).Client;

    public static async Task<SeveralHosts> StartAsync(string connectionString, int count)
    {
        var hosts = new SeveralHosts(connectionString, count);
        await Task.WhenAll(Enumerable.Range(0, count).Select(hosts.StartAsync));
        return hosts;
    }

    /// <summary>Ends a worker as a crash does; its host starts another.</summary>
    public Task KillWorkerAsync(int host) => AppProcess.KillAsync(_apps[host].WorkerId!.Value);

    /// <summary>Ends a host and its worker as a power cut does, and starts another in its place.</summary>
    public async Task KillHostAsync(int host)
    {
        var killed = _apps[host];
        killed.Kill();
        await StartAsync(host);
        _dead.Add(killed);
    }

    /// <summary>The same with all of them at once.</summary>
    public Task KillAllAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(KillHostAsync));

    /// <summary>Sends what must be acknowledged, to one host after the other, until it is: as a browser or a shop does.</summary>
    public Task DeliverAsync(int number, Func<AppClient, Task<HttpResponseMessage>> send)
    {
        var tries = number;
        return Eventually.TrueAsync(
            () => TryAsync(Volatile.Read(ref _apps[tries++ % Count]).Client, send), () => $"delivery {number}", Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Concat(_dead))
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<bool> TryAsync(AppClient client, Func<AppClient, Task<HttpResponseMessage>> send)
    {
        try
        {
            using var response = await send(client);
            Assert.False((int)response.StatusCode is >= 400 and < 500, $"{response}: {await response.Content.ReadAsStringAsync()}");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task StartAsync(int host) =>
        Volatile.Write(ref _apps[host], await AppProcess.StartAsync(_connectionString, AppFixture.Settings));
}
