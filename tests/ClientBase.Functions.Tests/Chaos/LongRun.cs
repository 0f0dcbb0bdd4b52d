using System.Globalization;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>How much is tried: little by default, as much as the environment says for a long run.</summary>
internal static class LongRun
{
    /// <summary>What decides what is killed when: <c>CLIENTBASE_CHAOS_SEED</c>, else by chance.</summary>
    public static int Seed => Number("SEED") ?? Random.Shared.Next();

    /// <summary>How many hosts share the storage: <c>CLIENTBASE_CHAOS_HOSTS</c>, else two.</summary>
    public static int Hosts => Number("HOSTS") ?? 2;

    /// <summary>How often something is killed: <c>CLIENTBASE_CHAOS_KILLS</c>.</summary>
    /// <param name="byDefault">Where that is not set.</param>
    public static int Kills(int byDefault) => Number("KILLS") ?? byDefault;

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable($"CLIENTBASE_CHAOS_{name}"), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
