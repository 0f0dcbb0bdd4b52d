namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The emulator of this test process, started when it is first wanted and stopped when the process ends.</summary>
internal static class SharedAzurite
{
    public static Lazy<Task<RunningAzurite>> Running { get; } = new(StartAsync);

    private static async Task<RunningAzurite> StartAsync()
    {
        var azurite = DockerAzurite.IsPossible ? await DockerAzurite.StartAsync() : await NodeAzurite.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => azurite.Stop();
        return azurite;
    }
}
