using ClientBase.Cli.Server;
using Testcontainers.Azurite;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The emulator as a container, where a Docker engine answers.</summary>
internal static partial class SharedAzurite
{
    private const string Image = "mcr.microsoft.com/azure-storage/azurite:3.35.0";

    private static bool HasDocker =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 }
        || File.Exists("/var/run/docker.sock")
        || File.Exists(@"\\.\pipe\docker_engine");

    static partial void PreferDocker(ref Func<Task<RunningAzurite>> start)
    {
        if (HasDocker)
        {
            start = StartContainerAsync;
        }
    }

    private static async Task<RunningAzurite> StartContainerAsync()
    {
        var basePort = FreePorts.Find(3);
        var container = new AzuriteBuilder()
            .WithImage(Image)
            .WithCommand("--skipApiVersionCheck")
            .WithPortBinding(basePort, AzuriteBuilder.BlobPort)
            .WithPortBinding(basePort + 1, AzuriteBuilder.QueuePort)
            .WithPortBinding(basePort + 2, AzuriteBuilder.TablePort)
            .Build();
        await container.StartAsync();
        return new RunningAzurite(basePort, () => container.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }
}
