using ClientBase.Cli.Server;
using DotNet.Testcontainers.Builders;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The emulator as a container, where a Docker engine answers.</summary>
internal static class DockerAzurite
{
    private const string Image = "mcr.microsoft.com/azure-storage/azurite:3.35.0";
    private const int FirstPort = 10_000; // Inside the container.

    public static bool IsPossible =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 }
        || File.Exists("/var/run/docker.sock")
        || File.Exists(@"\\.\pipe\docker_engine");

    public static async Task<RunningAzurite> StartAsync()
    {
        var basePort = FreePorts.Find(3);
        var container = new ContainerBuilder(Image)
            .WithCommand("azurite", "--blobHost", "0.0.0.0", "--queueHost", "0.0.0.0", "--tableHost", "0.0.0.0", "--skipApiVersionCheck")
            .WithPortBinding(basePort, FirstPort)
            .WithPortBinding(basePort + 1, FirstPort + 1)
            .WithPortBinding(basePort + 2, FirstPort + 2)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilInternalTcpPortIsAvailable(FirstPort + 2))
            .Build();
        await container.StartAsync();
        return new RunningAzurite(basePort, () => container.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }
}
