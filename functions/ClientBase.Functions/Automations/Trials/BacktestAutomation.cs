using System.Globalization;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Trials;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Trials;

/// <summary>What an automation would have done: entered = would send + stopped. Null where what is kept does not tell.</summary>
/// <param name="From">From when on.</param>
/// <param name="To">Until when.</param>
/// <param name="Entered">Runs that would have begun.</param>
/// <param name="WouldSend">Of those, how many would have brought a message at least.</param>
/// <param name="Messages">Messages that would have left.</param>
/// <param name="Stopped">Of those that would have brought none, how many by reason.</param>
/// <param name="BoughtAnyway">Runs after which the person ordered within the time of the goal (7 days without one).</param>
/// <param name="Notes">What to know of these figures.</param>
public sealed record BacktestView(
    DateTimeOffset From,
    DateTimeOffset To,
    int? Entered,
    int? WouldSend,
    int? Messages,
    IReadOnlyDictionary<string, int>? Stopped,
    int? BoughtAnyway,
    IReadOnlyList<string> Notes);

/// <summary>Tells what an automation would have done in the past. Nothing is sent and nothing is kept.</summary>
public sealed class BacktestAutomation(AutomationStore automations, PastTrial past, TimeProvider clock)
{
    private const int UsualDays = 90;
    private const int MaxDays = 1095;

    /// <summary>The figures of the last days.</summary>
    [Function(nameof(BacktestAutomation))]
    [Asks("days", "How far back: 1 to 1095, 90 where left out.", Type = typeof(int))]
    [Answers<BacktestView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "automations/{id}/backtest")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var days = UsualDays;
        if (request.Query["days"] is [{ Length: > 0 } text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is 0 or > MaxDays))
        {
            return Problems.BadRequest(
                $"'days' is a whole number from 1 to {MaxDays}.",
                new Dictionary<string, string[]> { ["days"] = [$"a whole number from 1 to {MaxDays}"] });
        }

        if (await automations.GetAsync(id, cancellationToken) is not { } automation)
        {
            return ShowAutomations.Unknown(id);
        }

        var now = clock.GetUtcNow();
        var from = now.AddDays(-days);
        return await past.RunAsync(automation, from, now, cancellationToken) is { } runs
            ? Results.Json(ViewOf(TrialCounts.Of(runs), automation.Definition, from, now))
            : Results.Json(new BacktestView(from, now, null, null, null, null, null, [WhyNot(automation.Definition)]));
    }

    private static BacktestView ViewOf(
        TrialCounts counts, AutomationDefinition definition, DateTimeOffset from, DateTimeOffset to) => new(
        from,
        to,
        counts.Entered,
        counts.WouldSend,
        counts.Messages,
        counts.Stopped,
        counts.BoughtAnyway,
        [
            "Consents and addresses are those of today; of messages only this automation's count for the frequency cap.",
            .. definition.Trigger is TierTrigger
                ? ["Tiers are those of the program of today; what was returned by now counts as never bought."]
                : Array.Empty<string>(),
        ]);

    private static string WhyNot(AutomationDefinition definition) =>
        definition.Rules.Select(rule => rule.Needs.Forecast).FirstOrDefault(field => field is not null) is { } field
            ? $"A rule asks for {field}, and forecasts of the past are not kept."
        : PastParts.Tell(definition.Trigger)
            ? $"Of a base of this size the past of '{definition.Trigger.On}' is not read in one request."
        : definition.Trigger switch
        {
            TierTrigger => "There is no loyalty program, so nobody reaches a tier: define it with PUT /api/loyalty.",
            BackInStockTrigger or PriceDropTrigger =>
                "Of a product the stock and the price of now are kept, not those before: what is kept does not tell when "
                + $"'{definition.Trigger.On}' happened. How many wait for it now is 'watchers' of GET /api/products/{{shop}}/{{id}}; "
                + "who was told since it is switched on, GET /api/automations/{id}/runs.",
            _ => $"What is kept does not tell when '{definition.Trigger.On}' happened.",
        };
}
