using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>What is counted: segments, what advertising cost, files that are taken out, the month on paper.</summary>
internal sealed class Accounting(DemoBase demo)
{
    private const int Seed = 20_260_302;

    // Those that any base of this kind has somebody in, whatever day it is.
    private static readonly string[] NeverEmpty =
        ["potential", "working", "active", "regular", "dead", "vip", "trusted", "key", "funnel-green", "funnel-grey", "funnel-green-gold"];

    /// <summary>Has segments recomputed, and holds them against what is known of the orders.</summary>
    /// <param name="placed">Orders beside those of the sample.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Segment>> SegmentAsync(IReadOnlyList<SampleOrder> placed, CancellationToken cancellationToken)
    {
        await demo.RunTimerAsync("RecomputeSegments", cancellationToken);
        await Polling.UntilAsync(
            async () => (await demo.Api.SegmentsAsync(cancellationToken)).Items,
            all => all.All(segment => segment.UpdatedAt is not null),
            DemoBase.Patience,
            cancellationToken);
        await demo.SettleAsync(bar: null, cancellationToken);
        var segments = (await demo.Api.SegmentsAsync(cancellationToken)).Items;

        var ordersOf = demo.Sample.OrdersOf.Concat(placed.CountBy(order => order.Person))
            .GroupBy(one => one.Key, one => one.Value, (_, counts) => counts.Sum()).ToList();
        int CountOf(string id) => segments.FirstOrDefault(segment => segment.Id == id)?.Count ?? 0;
        DemoBase.Expect("segment potential", demo.Sample.People.Count - ordersOf.Count, CountOf("potential"));
        DemoBase.Expect("segment working", ordersOf.Count(count => count == 1), CountOf("working"));
        DemoBase.Expect("segment regular", ordersOf.Count(count => count > SampleBase.RegularOverOrders), CountOf(DemoRun.Audience));
        DemoBase.Expect(
            "customers in RFM segments",
            ordersOf.Count,
            segments.Where(segment => segment.Id.StartsWith("rfm-", StringComparison.Ordinal)).Sum(segment => segment.Count));
        foreach (var id in NeverEmpty.Concat(SampleProgram.Segments.Keys).Where(id => CountOf(id) == 0))
        {
            throw new DemoFailure($"segment {id} is empty");
        }

        return segments;
    }

    /// <summary>Posts what advertising cost.</summary>
    public async Task<int> CostAsync(CancellationToken cancellationToken)
    {
        var file = SampleFiles.Costs(demo.Sample.Now, new Random(Seed));
        var kept = await demo.Routes.PostFileAsync("costs", file, cancellationToken);
        var rows = file.Count(letter => letter == '\n') - 1;
        DemoBase.Expect("rows of costs", rows, kept.GetProperty("accepted").GetInt32());
        return rows;
    }

    /// <summary>Takes a segment out as CSV and by a link, and the month on paper.</summary>
    /// <returns>How many people were taken out.</returns>
    public async Task<int> ExportAsync(CancellationToken cancellationToken)
    {
        var csv = await demo.Api.ExportSegmentAsync(DemoRun.Audience, cancellationToken);
        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
        DemoBase.Expect("exported contacts", demo.Sample.Regulars.Count(), rows);

        var asked = await demo.Routes.PostAsync("exports", new { Segment = DemoRun.Audience, Format = "xlsx" }, cancellationToken);
        var export = await Polling.UntilAsync(
            () => demo.Api.ExportAsync(asked.GetProperty("id").GetString()!, cancellationToken),
            state => state.State is not ("queued" or "running"),
            DemoBase.Patience,
            cancellationToken);
        DemoBase.Expect("rows of the exported file", rows, (int)export.Rows);
        var paper = await demo.Routes.BytesAsync($"reports/monthly?month={demo.Sample.Now:yyyy-MM}", cancellationToken);
        return paper.AsSpan().StartsWith("%PDF"u8) ? rows : throw new DemoFailure("the state of the month is no PDF");
    }

    /// <summary>Has records of the same people found.</summary>
    /// <returns>How many pairs.</returns>
    public async Task<int> CompareAsync(CancellationToken cancellationToken)
    {
        await demo.RunTimerAsync("ProposeDuplicates", cancellationToken);
        var seconds = demo.Sample.People.Count(person => person.SecondOf is not null);
        var found = await Polling.UntilAsync(
            async () => (await demo.Routes.ItemsAsync("duplicates", cancellationToken)).Count,
            count => count >= seconds,
            DemoBase.Patience,
            cancellationToken);
        return found >= seconds ? found : throw new DemoFailure($"{seconds} pairs of records expected, {found} found");
    }
}
