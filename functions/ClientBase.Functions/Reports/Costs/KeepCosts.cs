using ClientBase.Domain.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Storage.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Reports.Costs;

/// <summary>What was spent on a channel on a day.</summary>
/// <param name="Day"><c>2026-03-01</c>.</param>
/// <param name="Channel">As <c>utm_source</c> names it.</param>
/// <param name="Campaign">As <c>utm_campaign</c> names it, or null.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CostView(string Day, string Channel, string? Campaign, decimal Amount, string Currency);

/// <summary>What became of a file of costs.</summary>
/// <param name="Accepted">Rows that are kept.</param>
/// <param name="Changed">Of them those that were not known so before.</param>
/// <param name="Errors">Why the others are not, by row.</param>
public sealed record CostsKept(int Accepted, int Changed, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>Takes and shows what channels have cost. A row of the same day, channel and campaign replaces the one before.</summary>
public sealed class KeepCosts(ReportStore store, ReportCatalogue reports)
{
    private const int MaxBytes = 10 * 1024 * 1024;
    private const int Tries = 5;

    /// <summary>CSV or XLSX: day, channel, amount, maybe campaign and currency; <c>?currency=</c> is that of rows without.</summary>
    [Function("ImportCosts")]
    [Takes("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [Asks("currency", "ISO 4217 of rows that name none.")]
    [Answers<CostsKept>]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "costs")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } bytes)
        {
            return Problems.TooLarge(MaxBytes);
        }

        var currency = request.Query["currency"] is [{ Length: 3 } asked]
            ? asked.ToUpperInvariant()
            : await reports.CurrencyAsync(cancellationToken) ?? "RUB";
        try
        {
            var (costs, errors) = CostFile.Read(bytes, currency);
            return costs.Count == 0 && errors.Count > 0
                ? Problems.BadRequest("No row of the file can be used.", errors)
                : Results.Json(new CostsKept(costs.Count, await SaveAsync(costs, cancellationToken), errors));
        }
        catch (InputRefusedException refused)
        {
            return Problems.BadRequest(refused.Message);
        }
    }

    /// <summary>All that is kept, the latest day first.</summary>
    [Function("ListCosts")]
    [AsksPaging]
    [Answers<Page<CostView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "costs")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var rows = (await store.CostsAsync(cancellationToken)).Items
            .OrderByDescending(cost => cost.Key, StringComparer.Ordinal)
            .Where(cost => paging.Continuation is null || string.CompareOrdinal(cost.Key, paging.Continuation) < 0)
            .Take(paging.Take + 1).ToList();
        var isMore = rows.Count > paging.Take;
        var page = isMore ? rows[..paging.Take] : rows;
        return Results.Json(new Page<CostView>(
            [.. page.Select(cost => new CostView(cost.Day, cost.Channel, cost.Campaign, cost.Amount, cost.Currency))],
            isMore ? Paging.Encode(page[^1].Key) : null));
    }

    // Somebody else may import at the same time: then again over what they have kept.
    private async Task<int> SaveAsync(IReadOnlyList<KeptCost> costs, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            var (known, etag) = await store.CostsAsync(cancellationToken);
            var byKey = known.ToDictionary(cost => cost.Key, StringComparer.Ordinal);
            var changed = 0;
            foreach (var cost in costs.GroupBy(cost => cost.Key).Select(same => same.Last() with { Amount = same.Sum(one => one.Amount) }))
            {
                changed += byKey.TryGetValue(cost.Key, out var before) && before == cost ? 0 : 1;
                byKey[cost.Key] = cost;
            }

            var kept = byKey.Values.Where(cost => cost.Amount > 0).OrderBy(cost => cost.Key, StringComparer.Ordinal);
            if (changed == 0 || await store.TrySaveCostsAsync(kept, etag, cancellationToken))
            {
                return changed;
            }

            if (tried == Tries)
            {
                throw new InvalidOperationException("Costs are imported by too many at once.");
            }
        }
    }
}
