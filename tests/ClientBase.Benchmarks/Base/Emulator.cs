using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Base;

/// <summary>An emulator for so many people.</summary>
/// <remarks>
/// Azurite keeps its tables in memory and writes all of them anew every five seconds, as one text of JSON, which Node ends at 512 million
/// characters. For more people than fit it writes nothing.
/// </remarks>
internal static class Emulator
{
    /// <summary>So many people with all their rows fit.</summary>
    public const int MostOnDisk = 20_000;

    public static Task<RunningAzurite> StartAsync(int people) =>
        people > MostOnDisk ? NodeAzurite.StartInMemoryAsync() : NodeAzurite.StartAsync();
}
