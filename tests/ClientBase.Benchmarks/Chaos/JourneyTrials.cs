using System.Diagnostics;
using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>Plays every journey undisturbed, then under other fates, and tells which of these break a promise.</summary>
internal static class JourneyTrials
{
    /// <summary>Plays them all, or the one that BENCH_CHAOS names.</summary>
    /// <param name="figure">What the figure is called.</param>
    /// <param name="trialsOf">The trials of a journey, by what it came to undisturbed; asked for one by one as they are played.</param>
    public static async Task RunAsync(string figure, Func<Journey, TrialResult, IEnumerable<Trial>> trialsOf)
    {
        var only = Environment.GetEnvironmentVariable("BENCH_CHAOS");
        using var emulators = new Emulators();
        var results = new List<JourneyResult>();
        foreach (var journey in Journeys.All.Where(one => only is null || one.Name == only))
        {
            results.Add(await PlayAsync(journey, trialsOf, emulators));
        }

        var broken = results.SelectMany(one => one.Broken).ToList();
        Figures.Write(figure, new { journeys = results, trials = results.Sum(one => one.Trials), broken = broken.Count });
        Figures.Print($"{results.Sum(one => one.Trials)} trials, {broken.Count} of them broken");
    }

    private static async Task<JourneyResult> PlayAsync(
        Journey journey, Func<Journey, TrialResult, IEnumerable<Trial>> trialsOf, Emulators emulators)
    {
        var watch = Stopwatch.StartNew();
        var whole = await new Trial(journey, Fate.Kind(), "undisturbed").PlayAsync(await emulators.NextAsync(), null);
        if (whole.Broken is { } wrong)
        {
            throw new InvalidOperationException($"{journey.Name} does not hold even when nothing befalls it: {wrong}");
        }

        var (trials, broken) = (0, new List<string>());
        foreach (var trial in trialsOf(journey, whole))
        {
            // What people said carries the time of the clock that heard it: with another clock only the promises can be held.
            var played = await trial.PlayAsync(await emulators.NextAsync(), trial.Skew == default ? whole.Digest : null);
            trials++;
            if (played.Broken is { } fault)
            {
                broken.Add($"{journey.Name}, {trial.What}: {fault}");
                Console.WriteLine($"BROKEN {broken[^1]}");
            }
        }

        var (writes, seconds) = (whole.Writes.Count, watch.Elapsed.TotalSeconds);
        Figures.Print($"{journey.Name,-16} {writes,4} writes, {trials,4} trials, {broken.Count,3} broken, {seconds:0} s");
        return new JourneyResult(journey.Name, writes, trials, broken);
    }

    /// <summary>What became of a journey.</summary>
    private sealed record JourneyResult(string Name, int Writes, int Trials, IReadOnlyList<string> Broken);
}
