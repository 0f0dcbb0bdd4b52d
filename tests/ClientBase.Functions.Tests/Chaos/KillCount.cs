using System.Globalization;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>How often something is killed: seldom by default, as often as <c>CLIENTBASE_CHAOS_KILLS</c> says for a long run.</summary>
internal static class KillCount
{
    public static int Of(int byDefault) =>
        int.TryParse(Environment.GetEnvironmentVariable("CLIENTBASE_CHAOS_KILLS"), CultureInfo.InvariantCulture, out var kills)
            ? kills
            : byDefault;
}
