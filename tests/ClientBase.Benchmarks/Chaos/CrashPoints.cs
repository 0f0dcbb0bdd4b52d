using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>
/// Every journey with a crash right before and right after each write it makes, or with the reply to it lost, then with faults of storage
/// by seeds, then with clocks an hour apart: the base has to come to the same as without, and every promise to hold.
/// </summary>
internal static class CrashPoints
{
    private const double ShareOfFaults = 0.06;

    private static readonly int EveryManieth = Figures.Setting("BENCH_EVERY", Figures.Sized(1, small: 9));
    private static readonly int Seeds = Figures.Sized(10, small: 1);

    public static Task RunAsync()
    {
        var only = Environment.GetEnvironmentVariable("BENCH_TRIALS") ?? "";
        return JourneyTrials.RunAsync(
            "chaos", (journey, whole) => Trials(journey, whole.Writes).Where(trial => trial.What.Contains(only, StringComparison.Ordinal)));
    }

    private static IEnumerable<Trial> Trials(Journey journey, IReadOnlyList<string> writes)
    {
        var first = EveryManieth == 1 ? 0 : journey.Name.Length % EveryManieth;
        for (var write = first; write < writes.Count; write += EveryManieth)
        {
            yield return new Trial(journey, Fate.Crash(write, isAfter: false), $"killed before write {write}, {writes[write]}");
            yield return new Trial(journey, Fate.Crash(write, isAfter: true), $"killed after write {write}, {writes[write]}");
            yield return new Trial(journey, Fate.LostReply(write), $"reply lost to write {write}, {writes[write]}");
        }

        for (var seed = 1; seed <= Seeds; seed++)
        {
            yield return new Trial(journey, Fate.Faults(seed, ShareOfFaults), $"faults of storage, seed {seed}");
        }

        foreach (var hours in new[] { 1, -1 })
        {
            var crash = Fate.Crash(writes.Count / 2, isAfter: true);
            yield return new Trial(journey, crash, $"killed in the middle, the next clock {hours} h ahead", TimeSpan.FromHours(hours));
        }
    }
}
