using ClientBase.Cli.Demo.Samples;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>Looks at what the pages of the dashboard show: none of them may be empty.</summary>
internal sealed class LookingRound(DemoBase demo)
{
    private static readonly string[] Lists =
    [
        "contacts", "segments", "campaigns", "automations", "tasks?state=open", "tasks?state=overdue", "tasks?state=done",
        "deals?stage=new", "deals?stage=qualified", "deals?stage=offer", "deals?stage=negotiation", "deals?stage=won", "deals?stage=lost",
        "requests?state=open", "requests?state=answered", "requests?state=closed", "duplicates", "forms", "imports", "exports", "outbox",
        "products", "costs", "ops/queues", "automations/welcome/runs", "automations/abandoned-cart/runs", "automations/review/runs",
        "automations/back-in-stock/runs", $"campaigns/{SampleCampaigns.Autumn}/recipients", $"segments/{DemoRun.Audience}/changes",
    ];

    /// <summary>Looks at every list and every report.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> LookAsync(IProgress<double> bar, CancellationToken cancellationToken)
    {
        await Polling.UntilAsync(
            async () => (await demo.Routes.ItemsAsync("automations/back-in-stock/runs", cancellationToken)).Count,
            count => count > 0,
            DemoBase.Patience,
            cancellationToken);
        var lists = await DemoBase.ForEachAsync(
            Lists,
            async (path, _) => HoldFull(path, (await demo.Routes.ItemsAsync(path, cancellationToken)).Count),
            bar,
            cancellationToken);
        var reports = (await demo.Routes.ItemsAsync("reports", cancellationToken)).Select(report => report.GetProperty("name").GetString()!)
            .ToList();
        return lists + await DemoBase.ForEachAsync(
            reports,
            async (name, _) => HoldFull(
                $"reports/{name}",
                (await demo.Routes.GetAsync($"reports/{name}", cancellationToken)).GetProperty("rows").GetArrayLength()),
            bar,
            cancellationToken);
    }

    private static void HoldFull(string what, int count)
    {
        if (count == 0)
        {
            throw new DemoFailure($"{what} is empty");
        }
    }
}
