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

    private static readonly int Step = Figures.Setting("BENCH_EVERY", Figures.Sized(1, small: 7));

    public static Task RunAsync() => JourneyTrials.RunAsync("interleavings", Trials);

    // How many requests a message takes is found out on the way.
    private static IEnumerable<Trial> Trials(Journey journey, JourneyResult soFar)
    {
        for (var first = 0; first <= Most(); first += Step)
        {
            for (var second = 1; second <= Most(); second += Step)
            {
                yield return new Trial(journey, Fate.Interleaved(first, second), $"stopped after {first} and {second} requests");
            }
        }

        int Most() => Math.Min(MostStops, Math.Max(Step + 1, soFar.MostRequests));
    }
}
