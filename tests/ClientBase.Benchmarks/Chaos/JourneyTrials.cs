using System.Diagnostics;
using ClientBase.Tests.Whole;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>Plays every journey undisturbed, then under other fates, and tells which of these break a promise.</summary>
internal static class JourneyTrials
{
    /// <summary>Plays them all, or the one that BENCH_CHAOS names.</summary>
    /// <param name="figure">What the figure is called.</param>
    /// <param name="trialsOf">The trials of a journey, by what is known of it; asked for one by one as they are played.</param>
    public static async Task RunAsync(string figure, Func<Journey, JourneyResult, IEnumerable<Trial>> trialsOf)
    {
        var only = Environment.GetEnvironmentVariable("BENCH_CHAOS");
        var run = only is null ? figure : $"{figure} {only}";
        var progress = new Progress<TrialEnd>(run);
        using var emulators = new Emulators();
        var results = new List<JourneyResult>();
        foreach (var journey in Journeys.All.Where(one => only is null || one.Name == only))
        {
            results.Add(await PlayAsync(journey, trialsOf, emulators, progress));
        }

        var (trials, broken) = (results.Sum(one => one.Trials), results.Sum(one => one.Broken.Count));
        var journeys = results.Select(one => new { one.Name, writes = one.Writes.Count, one.Trials, one.Broken });
        Figures.Write(run.Replace(' ', '-'), new { journeys, trials, broken });
        Figures.Print($"{trials} trials, {broken} of them broken");
        progress.End();
    }

    private static async Task<JourneyResult> PlayAsync(
        Journey journey,
        Func<Journey, JourneyResult, IEnumerable<Trial>> trialsOf,
        Emulators emulators,
        Progress<TrialEnd> progress)
    {
        var watch = Stopwatch.StartNew();
        var whole = await new Trial(journey, Fate.Kind(), "undisturbed").PlayAsync(await emulators.NextAsync(), null);
        if (whole.Broken is { } wrong)
        {
            throw new InvalidOperationException($"{journey.Name} does not hold even when nothing befalls it: {wrong}");
        }

        var result = new JourneyResult(journey.Name, whole.Writes);
        foreach (var trial in trialsOf(journey, result))
        {
            var name = $"{journey.Name}, {trial.What}";
            var end = await progress.DoAsync(name, async () =>
            {
                // What people said carries the time of the clock that heard it: with another clock only the promises can be held.
                var played = await trial.PlayAsync(await emulators.NextAsync(), trial.Skew == default ? whole.Digest : null);
                return new TrialEnd(played.Broken, trial.Fate.MostRequests);
            });
            result.Note(name, end);
        }

        var (writes, seconds) = (whole.Writes.Count, watch.Elapsed.TotalSeconds);
        Figures.Print($"{journey.Name,-16} {writes,4} writes, {result.Trials,4} trials, {result.Broken.Count,3} broken, {seconds:0} s");
        return result;
    }
}

/// <summary>How a trial ended.</summary>
/// <param name="Broken">The promise that was broken; null: none.</param>
/// <param name="MostRequests">How many requests a message took at most of those that two instances took at once.</param>
internal sealed record TrialEnd(string? Broken, int MostRequests);

/// <summary>What became of a journey so far.</summary>
/// <param name="Name">The journey.</param>
/// <param name="Writes">What it writes undisturbed, in order.</param>
internal sealed record JourneyResult(string Name, IReadOnlyList<string> Writes)
{
    private readonly List<string> _broken = [];

    public IReadOnlyList<string> Broken => _broken;

    public int Trials { get; private set; }

    /// <summary>How many requests a message took at most of those that two instances took at once.</summary>
    public int MostRequests { get; private set; }

    public void Note(string trial, TrialEnd end)
    {
        (Trials, MostRequests) = (Trials + 1, Math.Max(MostRequests, end.MostRequests));
        if (end.Broken is { } broken)
        {
            _broken.Add($"{trial}: {broken}");
            Console.WriteLine($"BROKEN {_broken[^1]}");
        }
    }
}
