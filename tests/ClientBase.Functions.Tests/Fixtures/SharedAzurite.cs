namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The emulator of this test process, started when it is first wanted and stopped when the process ends.</summary>
internal static partial class SharedAzurite
{
    public static Lazy<Task<RunningAzurite>> Running { get; } = new(StartAsync);

    private static async Task<RunningAzurite> StartAsync()
    {
        Func<Task<RunningAzurite>> start = NodeAzurite.StartAsync;
        PreferDocker(ref start);

        var azurite = await start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => azurite.Stop();
        return azurite;
    }

    /// <summary>Only compiled with the official packages, among which is Testcontainers.</summary>
    static partial void PreferDocker(ref Func<Task<RunningAzurite>> start);
}
