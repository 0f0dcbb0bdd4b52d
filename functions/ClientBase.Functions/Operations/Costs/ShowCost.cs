using System.Globalization;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Operations.Costs;

/// <summary>A sum of money.</summary>
/// <param name="Amount">The sum; null: not known.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CostAmount(decimal? Amount, string Currency);

/// <summary>What 10,000 operations cost.</summary>
/// <param name="Queue">Of queues.</param>
/// <param name="Table">Of tables.</param>
/// <param name="Blob">Of blobs, as if all were writes.</param>
public sealed record CostPrices(decimal Queue, decimal Table, decimal Blob);

/// <summary>What the app used of its storage, and what that costs.</summary>
/// <param name="Days">Over how many days, today among them.</param>
/// <param name="Leads">Forms that were posted and taken in these days.</param>
/// <param name="Transactions">Requests to the storage.</param>
/// <param name="PerThousandLeads">All of them, divided by the leads: null without a lead.</param>
/// <param name="Prices">The prices it goes by (<c>Costs__*</c>), of 10,000 operations.</param>
/// <param name="Notes">What is not in it.</param>
public sealed record CostView(
    int Days, long Leads, StorageTransactions Transactions, CostAmount PerThousandLeads, CostPrices Prices, IReadOnlyList<string> Notes);

/// <summary>Tells what leads cost in transactions of the storage.</summary>
public sealed class ShowCost(UsageStore usage, IOptions<CostOptions> options, TimeProvider clock)
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    private static readonly string[] Notes =
    [
        "Counted are the requests the app itself sends, repeats too; the host that wakes it asks its queues besides.",
        "Function executions, traffic, stored data, mails and telemetry are not in it.",
    ];

    /// <summary>Transactions of the last days, by leads.</summary>
    [Function(nameof(ShowCost))]
    [Asks("days", "How many days, today among them: 1 to 366, 30 where left out.", Type = typeof(int))]
    [Answers<CostView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ops/cost")] HttpRequest request, CancellationToken cancellationToken)
    {
        var days = UsualDays;
        if (request.Query["days"].ToString() is { Length: > 0 } asked
            && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MostDays))
        {
            string[] why = [$"a whole number from 1 to {MostDays}"];
            return Problems.BadRequest($"'days' is {why[0]}.", new Dictionary<string, string[]> { ["days"] = why });
        }

        await usage.KeepAsync(cancellationToken);
        var (used, leads) = await usage.SinceAsync(clock.GetUtcNow().AddDays(1 - days), cancellationToken);
        var prices = new CostPrices(options.Value.Queue, options.Value.Table, options.Value.Blob);
        decimal? perThousand = leads == 0 ? null : Math.Round(options.Value.CostOf(used) / leads * 1000, 6);
        return Results.Json(new CostView(days, leads, used, new CostAmount(perThousand, options.Value.Currency), prices, Notes));
    }
}
