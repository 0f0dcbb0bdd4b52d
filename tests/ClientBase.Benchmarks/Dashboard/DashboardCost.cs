using ClientBase.Benchmarks.Base;
using ClientBase.Benchmarks.Leads;

namespace ClientBase.Benchmarks.Dashboard;

/// <summary>What each page of the dashboard costs over a base of 20,000 contacts, seen by a browser and counted before storage.</summary>
/// <remarks>
/// Reads are those of a page that is gone to in an open tab, the median of some visits; what the frame around it asks every two minutes
/// (late tasks, queues) is counted once, for itself. Paint is that of a tab which opens the page as its first; what it reads then comes
/// first: with the frame, and with all that is kept for some minutes counted anew where nobody has asked for it before.
/// </remarks>
internal static class DashboardCost
{
    private static readonly int Contacts = Figures.Setting("BENCH_CONTACTS", Figures.Sized(GeneratedBase.MostWithAllRows, small: 2_000));
    private static readonly int Visits = Figures.Sized(3, small: 1);

    public static async Task RunAsync()
    {
        var folder = await GeneratedBase.ReadyAsync(Contacts);
        var azurite = await folder.StartCopyAsync();
        try
        {
            await using var counter = await StorageCounter.StartAsync(azurite);
            await using var app = AppUnderTest.Start(AppUnderTest.Command, counter.ConnectionString);
            await app.UntilHealthyAsync();
            var shop = new DashboardBase(app.Client, folder.Made!.AsOf, Contacts);
            await shop.FillAsync(app);
            await using var reader = await PageReader.StartAsync(app.Client.BaseAddress!, counter);
            var frame = await reader.OpenAsync("help"); // A page that asks for nothing itself.
            var pages = new List<PageCost>();
            foreach (var place in shop.Places)
            {
                pages.Add(await MeasureAsync(reader, place));
            }

            Report(new Figure(Contacts, frame, pages, reader.OtherHosts, reader.Errors));
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<PageCost> MeasureAsync(PageReader reader, string place)
    {
        var paint = await reader.PaintAsync(place);
        var visits = new List<IReadOnlyDictionary<string, int>>();
        for (var visit = 0; visit < Visits; visit++)
        {
            visits.Add(await reader.VisitAsync(place));
        }

        var median = visits.OrderBy(counts => counts.Values.Sum()).ElementAt(Visits / 2);
        var cost = new PageCost(
            place.Length > 0 ? place : "today", paint.Reads, median.Values.Sum(), median, paint.Paint, paint.Whole, paint.Kilobytes);
        var kinds = string.Join(", ", median.Select(kind => $"{kind.Key} {kind.Value}"));
        var times = $"painted {cost.PaintMs,5:0} ms, whole {cost.WholeMs,5:0} ms";
        Figures.Print($"{cost.Page,-32} {cost.First,4} reads, then {cost.Reads,3}, {times}  {kinds}");
        return cost;
    }

    private static void Report(Figure figure)
    {
        Figures.Write("dashboard", figure);
        Figures.Print($"the frame: {figure.Frame.Values.Sum()} reads each two minutes");
        Figures.Print($"most reads of a page {figure.MostReads}, {figure.OverSixteen} of {figure.Pages.Count} pages over 16");
        Figures.Print($"slowest first paint {figure.SlowestPaintMs:0} ms");
        Figures.Print($"{figure.OtherHosts} requests to other hosts, {figure.Errors} errors in the browser");
    }

    private sealed record Figure(
        int Contacts, IReadOnlyDictionary<string, int> Frame, IReadOnlyList<PageCost> Pages, int OtherHosts, int Errors)
    {
        public int MostReads => Pages.Max(page => page.Reads);

        public int OverSixteen => Pages.Count(page => page.Reads > 16);

        public double SlowestPaintMs => Pages.Max(page => page.PaintMs);
    }

    /// <summary>What a page costs.</summary>
    /// <param name="Page">Its place behind the hash.</param>
    /// <param name="First">Transactions of storage when a tab begins with it.</param>
    /// <param name="Reads">Transactions of storage when an open tab goes to it.</param>
    /// <param name="Kinds">Of what kind they are.</param>
    /// <param name="PaintMs">From the address to the first paint.</param>
    /// <param name="WholeMs">From the address to when all it asked for is shown.</param>
    /// <param name="Kilobytes">What came over the wire for it, scripts included.</param>
    private sealed record PageCost(
        string Page, int First, int Reads, IReadOnlyDictionary<string, int> Kinds, double PaintMs, double WholeMs, double Kilobytes);
}
