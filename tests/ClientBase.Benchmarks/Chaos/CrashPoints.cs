using System.Diagnostics;
using System.Globalization;
using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>
/// Every journey with a crash right before and right after each write it makes, then with faults of storage by seeds, then with clocks an
/// hour apart: the base has to come to the same as without, and every promise to hold.
/// </summary>
internal static class CrashPoints
{
    private const double ShareOfFaults = 0.06;

    private static readonly int EveryManieth = Figures.Sized(1, small: 9);
    private static readonly int Seeds = Figures.Sized(10, small: 1);

    public static async Task RunAsync()
    {
        var only = Environment.GetEnvironmentVariable("BENCH_CHAOS");
        using var emulators = new Emulators();
        var results = new List<JourneyResult>();
        foreach (var journey in Journeys.All.Where(one => only is null || one.Name == only))
        {
            results.Add(await PlayAsync(journey, emulators));
        }

        var broken = results.SelectMany(one => one.Broken).ToList();
        Figures.Write("chaos", new { journeys = results, trials = results.Sum(one => one.Trials), broken = broken.Count });
        Figures.Print($"{results.Sum(one => one.Trials)} trials, {broken.Count} of them broken");
    }

    private static async Task<JourneyResult> PlayAsync(Journey journey, Emulators emulators)
    {
        var watch = Stopwatch.StartNew();
        var whole = await new Trial(journey, Fate.Kind(), "undisturbed").PlayAsync(await emulators.NextAsync(), null);
        if (whole.Broken is { } wrong)
        {
            throw new InvalidOperationException($"{journey.Name} does not hold even when nothing befalls it: {wrong}");
        }

        var trials = Trials(journey, whole.Writes).ToList();
        var broken = new List<string>();
        foreach (var trial in trials)
        {
            // What people said carries the time of the clock that heard it: with another clock only the promises can be held.
            var played = await trial.PlayAsync(await emulators.NextAsync(), trial.Skew == default ? whole.Digest : null);
            if (played.Broken is { } fault)
            {
                broken.Add($"{journey.Name}, {trial.What}: {fault}");
                Console.WriteLine($"BROKEN {broken[^1]}");
            }
        }

        var (writes, seconds) = (whole.Writes.Count, watch.Elapsed.TotalSeconds);
        Figures.Print($"{journey.Name,-16} {writes,4} writes, {trials.Count,4} trials, {broken.Count,3} broken, {seconds:0} s");
        return new JourneyResult(journey.Name, whole.Writes.Count, trials.Count, broken);
    }

    private static IEnumerable<Trial> Trials(Journey journey, IReadOnlyList<string> writes)
    {
        if (Environment.GetEnvironmentVariable("BENCH_WRITE") is { } only)
        {
            var at = int.Parse(only, CultureInfo.InvariantCulture);
            yield return new Trial(journey, Fate.Crash(at, isAfter: true), $"killed after write {at}, {writes[at]}");
            yield break;
        }

        var first = EveryManieth == 1 ? 0 : journey.Name.Length % EveryManieth;
        for (var write = first; write < writes.Count; write += EveryManieth)
        {
            yield return new Trial(journey, Fate.Crash(write, isAfter: false), $"killed before write {write}, {writes[write]}");
            yield return new Trial(journey, Fate.Crash(write, isAfter: true), $"killed after write {write}, {writes[write]}");
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

    /// <summary>What became of a journey.</summary>
    private sealed record JourneyResult(string Name, int Writes, int Trials, IReadOnlyList<string> Broken);
}
