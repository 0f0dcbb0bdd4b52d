using Azure.Data.Tables;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Reporting;

/// <summary>What an automation changed, by those who were left without it.</summary>
/// <param name="Share">The share that is left without it.</param>
/// <param name="Since">Since when it has been this share: who entered earlier is not compared.</param>
/// <param name="Within">How long after entering orders count, such as <c>14d</c>: as long as for the goal, else a week.</param>
/// <param name="Sent">People who went through it.</param>
/// <param name="Size">People held out.</param>
/// <param name="OrdersPerContact">Their orders a person.</param>
/// <param name="SentOrdersPerContact">Orders a person of those who went through it.</param>
/// <param name="Lift">By how much more these ordered.</param>
/// <param name="LiftLow">The lower end of what the lift may be, 95 times of 100.</param>
/// <param name="LiftHigh">The upper end.</param>
/// <param name="PValue">How often chance alone makes a difference as large.</param>
/// <param name="Decidable">Whether there are orders enough to tell.</param>
/// <param name="Needs">People a side it takes to find a difference as it is now; null when there is none to be seen.</param>
public sealed record AutomationHoldoutView(
    double Share,
    DateTimeOffset Since,
    string Within,
    int Sent,
    int Size,
    double? OrdersPerContact,
    double? SentOrdersPerContact,
    double? Lift,
    double? LiftLow,
    double? LiftHigh,
    double? PValue,
    bool Decidable,
    int? Needs);

/// <summary>Compares who went through an automation with who was held out, by their orders.</summary>
/// <remarks>Who is held out follows from a hash, so runs are not read: one range of rows and one snapshot a shard.</remarks>
public sealed class CompareHoldout(
    TableServiceClient service, AutomationStore automations, Snapshots snapshots, KeptAnswers kept, TimeProvider clock)
{
    private static readonly TimeSpan UsualWithin = TimeSpan.FromDays(7);

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Orders of both sides, each person's from their own entering on, as of the last recompute.</summary>
    [Function("GetAutomationHoldout")]
    [Answers<AutomationHoldoutView>]
    [Refuses(409, "It leaves nobody out.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations/{id}/holdout")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await automations.GetAsync(id, cancellationToken) is not { } automation)
        {
            return ShowAutomations.Unknown(id);
        }

        if (automation.Definition.Holdout <= 0)
        {
            return Problems.Conflict($"'{id}' leaves nobody out: give it a holdout, such as 0.1.");
        }

        var (view, at) = await kept.GetAsync(
            $"{KeptAnswers.Figures}automations/{id}/holdout/{automation.Version}",
            Client.MaxAgeOf(request),
            () => CompareAsync(automation, cancellationToken),
            cancellationToken);
        Client.TellAge(request, clock.GetUtcNow() - at);
        return Results.Json(view);
    }

    private async Task<AutomationHoldoutView> CompareAsync(Automation automation, CancellationToken cancellationToken)
    {
        var definition = automation.Definition;
        var versions = await automations.VersionsAsync(automation.Id, cancellationToken);
        var since = versions.TakeWhile(version => version.Definition.Holdout.Equals(definition.Holdout))
            .Select(version => version.UpdatedAt).DefaultIfEmpty(automation.UpdatedAt).Last();
        var within = definition.Goal?.Within ?? UsualWithin;
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => TallyAsync(shard, automation, since, within, cancellationToken)));
        var (held, sent) = shards.Aggregate((all, one) => (all.Held.Add(one.Held), all.Sent.Add(one.Sent)));
        var found = HoldoutResult.Of(held, sent);
        return new AutomationHoldoutView(
            definition.Holdout, since, Durations.Write(within), sent.People, found.Size, found.OrdersPerContact, found.SentOrdersPerContact,
            found.Lift, found.LiftLow, found.LiftHigh, found.PValue, found.IsDecidable, found.Needs);
    }

    private async Task<(OrderTally Held, OrderTally Sent)> TallyAsync(
        string shard, Automation automation, DateTimeOffset since, TimeSpan within, CancellationToken cancellationToken)
    {
        var entered = await EnteredAsync(shard, automation.Id, since, cancellationToken);
        var (held, sent) = (default(OrderTally), default(OrderTally));
        if (entered.Count == 0)
        {
            return (held, sent);
        }

        var facts = SnapshotCodec.Unpack((await snapshots.ReadAsync(shard, withKeys: false, cancellationToken)).Facts)
            .Where(contact => entered.ContainsKey(contact.Id)).ToDictionary(contact => contact.Id, StringComparer.Ordinal);
        foreach (var (contact, at) in entered)
        {
            var orders = facts.GetValueOrDefault(contact)?.Orders.Count(order => order.PlacedAt >= at && order.PlacedAt < at + within) ?? 0;
            (held, sent) = automation.Definition.IsHeldOut(automation.Id, contact) ? (held.With(orders), sent) : (held, sent.With(orders));
        }

        return (held, sent);
    }

    // Each person counts once, from the first time on.
    private async Task<Dictionary<string, DateTimeOffset>> EnteredAsync(
        string shard, string id, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var first = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var range = TallyRow.RunsSince(shard, id, since);
        await foreach (var row in _table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
        {
            first[TallyRow.RunIn(row).Contact] = TallyRow.EnteredAt(row, id); // The latest come first.
        }

        return first;
    }
}
