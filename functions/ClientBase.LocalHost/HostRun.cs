using System.Net;
using System.Net.Sockets;
using ClientBase.LocalHost.Azurite;
using ClientBase.LocalHost.Http;
using ClientBase.LocalHost.Jobs;
using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClientBase.LocalHost;

/// <summary>One run of the host: storage, worker, triggers and HTTP come up in this order and go down in the other.</summary>
internal sealed class HostRun(HostSettings settings)
{
    // The Functions host's own limit: https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#limits
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    /// <summary>Runs until it is told to stop.</summary>
    /// <exception cref="StartException">It cannot start, or no worker can be kept running.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        CheckPort();
        await using var emulator = await Emulator.StartAsync(settings);
        await StorageCheck.RunAsync(settings);
        await using var backend = BuildBackend();
        await backend.StartAsync(CancellationToken.None);
        var worker = backend.Services.GetRequiredService<WorkerSupervisor>();
        try
        {
            await worker.StartAsync(AddressOf(backend), stop);
            await ServeAsync(backend.Services, worker, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop before it was ready.
        }
        finally
        {
            await worker.StopAsync();
            await backend.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>What the worker talks to, and all that is made once.</summary>
    private WebApplication BuildBackend()
    {
        var builder = WebApplication.CreateSlimBuilder();
        HostLogging.Configure(builder.Logging, settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(settings)
            .AddSingleton<IHostLifetime, NoLifetime>()
            .AddSingleton<WorkerLog>().AddSingleton<WorkerSupervisor>().AddSingleton<JobsHost>()
            .AddSingleton<KeyCheck>().AddSingleton<FunctionRoutes>().AddSingleton<AdminRoutes>();
        var backend = builder.Build();
        backend.MapGrpcService<FunctionRpcService>();
        return backend;
    }

    /// <summary>What the world talks to: an app of its own, because its routes are known only now.</summary>
    private WebApplication BuildFront(IServiceProvider services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        HostLogging.Configure(builder.Logging, settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Bytes;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var front = builder.Build();
        services.GetRequiredService<AdminRoutes>().Map(front);
        services.GetRequiredService<FunctionRoutes>().Map(front);
        return front;
    }

    private async Task ServeAsync(IServiceProvider services, WorkerSupervisor worker, CancellationToken stop)
    {
        var jobs = services.GetRequiredService<JobsHost>();
        await jobs.StartAsync(stop);
        await using var front = BuildFront(services);
        await front.StartAsync(stop);
        Banner.Print(settings, worker, services.GetRequiredService<FunctionRoutes>());

        var isGivenUp = await Task.WhenAny(Task.Delay(Timeout.Infinite, stop), worker.GivenUp) == worker.GivenUp;
        await DrainAsync(jobs, front);
        if (isGivenUp)
        {
            throw await worker.GivenUp;
        }
    }

    /// <summary>First no more messages, then no more requests: what was taken is finished.</summary>
    private static async Task DrainAsync(JobsHost jobs, WebApplication front)
    {
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await jobs.StopAsync(patience.Token);
            await front.StopAsync(patience.Token);
        }
        catch (Exception) when (patience.IsCancellationRequested)
        {
            // Messages that were not finished come back to the next host.
        }
    }

    private static Uri AddressOf(WebApplication backend) =>
        new(backend.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    // Before anything else is started: a second host on one port is the commonest mistake.
    private void CheckPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, settings.Port));
        }
        catch (SocketException taken)
        {
            throw new StartException(
                $"Port {settings.Port} is taken: {taken.Message}. "
                + "Stop what listens there, or choose another by FUNCTIONS_PORT or --port.",
                taken);
        }
    }
}
