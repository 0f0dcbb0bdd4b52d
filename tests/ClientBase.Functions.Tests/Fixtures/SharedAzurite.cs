namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>
/// The emulators of this test process, each started when it is first wanted and stopped when the process ends. An emulator does one
/// thing at a time, so test classes take turns with two.
/// </summary>
internal static class SharedAzurite
{
    private static readonly Lazy<Task<RunningAzurite>>[] Running = [new(StartAsync), new(StartAsync)];

    private static int _taken;

    public static Task<RunningAzurite> NextAsync() => Running[(uint)Interlocked.Increment(ref _taken) % Running.Length].Value;

    private static async Task<RunningAzurite> StartAsync()
    {
        var azurite = DockerAzurite.IsPossible ? await DockerAzurite.StartAsync() : await NodeAzurite.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => azurite.Stop();
        return azurite;
    }
}
