using System.Diagnostics;
using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>
/// Every journey with two instances that take its messages two at a time, or one message both, stopped in favour of each other at every
/// request to storage: the base has to come to the same as with one instance, and every promise to hold.
/// </summary>
internal static class Interleavings
{
    // What takes more requests than these reads and writes the base by pages: a loop that is the same each time round.
    private const int MostStops = 30;

    private static readonly int Step = Figures.Sized(1, small: 7);

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
        Figures.Write("interleavings", new { journeys = results, trials = results.Sum(one => one.Trials), broken = broken.Count });
        Figures.Print($"{results.Sum(one => one.Trials)} trials, {broken.Count} of them broken");
    }

    private static async Task<JourneyResult> PlayAsync(Journey journey, Emulators emulators)
    {
        var watch = Stopwatch.StartNew();
        var alone = await new Trial(journey, Fate.Kind(), "alone").PlayAsync(await emulators.NextAsync(), null);
        if (alone.Broken is { } wrong)
        {
            throw new InvalidOperationException($"{journey.Name} does not hold even with one instance: {wrong}");
        }

        var (trials, most, broken) = (0, Step + 1, new List<string>());
        for (var first = 0; first <= most; first += Step)
        {
            for (var second = 1; second <= most; second += Step)
            {
                var trial = new Trial(journey, Fate.Interleaved(first, second), $"stopped after {first} and {second} requests");
                var played = await trial.PlayAsync(await emulators.NextAsync(), alone.Digest);
                (trials, most) = (trials + 1, Math.Min(MostStops, Math.Max(most, trial.Fate.MostRequests)));
                if (played.Broken is { } fault)
                {
                    broken.Add($"{journey.Name}, {trial.What}: {fault}");
                    Console.WriteLine($"BROKEN {broken[^1]}");
                }
            }
        }

        Figures.Print($"{journey.Name,-16} {most,4} stops, {trials,4} trials, {broken.Count,3} broken, {watch.Elapsed.TotalSeconds:0} s");
        return new JourneyResult(journey.Name, most, trials, broken);
    }

    /// <summary>What became of a journey.</summary>
    private sealed record JourneyResult(string Name, int Stops, int Trials, IReadOnlyList<string> Broken);
}
