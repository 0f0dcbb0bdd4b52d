using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>Somebody of a campaign's ledger.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Outcome"><c>planned ambiguous sent refused skipped</c>.</param>
/// <param name="Reasons">Why it was skipped or refused.</param>
/// <param name="Variant">The variant of the mail.</param>
/// <param name="DueAt">When it is due; null: at once.</param>
/// <param name="At">When it was last handed to the provider.</param>
/// <param name="Channel">By which channel it went, or is to go first; null where nothing goes.</param>
public sealed record RecipientView(
    string Contact,
    string Outcome,
    IReadOnlyList<string> Reasons,
    string? Variant,
    DateTimeOffset? DueAt,
    DateTimeOffset? At,
    string? Channel)
{
    /// <summary>Shows an intent.</summary>
    public static RecipientView Of(Intent intent) =>
        new(intent.ContactId, OutcomeOf(intent.State), intent.Reasons ?? [], intent.Variant, intent.Due, intent.At,
            intent.State == IntentState.Skipped ? null : intent.ChannelName);

    /// <summary>A state in the API's spelling.</summary>
    public static string OutcomeOf(IntentState state) => state switch
    {
        IntentState.Planned => "planned",
        IntentState.InFlight => "ambiguous",
        IntentState.Accepted => "sent",
        IntentState.Refused => "refused",
        _ => "skipped",
    };
}

/// <summary>Lists whom a campaign was planned for, by what became of it: who is ambiguous, for one.</summary>
public sealed class ListRecipients(CampaignStore campaigns, LedgerStore ledger)
{
    private static readonly string[] Outcomes = [.. Enum.GetValues<IntentState>().Select(RecipientView.OutcomeOf).Distinct()];

    /// <summary>A page, in the order of their ids.</summary>
    [Function(nameof(ListRecipients))]
    [Asks("outcome", "Only of this outcome.", Words = ["planned", "ambiguous", "sent", "refused", "skipped"])]
    [AsksPaging]
    [Answers<Page<RecipientView>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}/recipients")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound($"There is no campaign '{id}'.");
        }

        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var outcome = request.Query["outcome"].ToString();
        if (outcome.Length > 0 && !Outcomes.Contains(outcome))
        {
            var why = $"one of {string.Join(", ", Outcomes)}";
            return Problems.BadRequest($"'outcome' is {why}.", new Dictionary<string, string[]> { ["outcome"] = [why] });
        }

        var found = new List<RecipientView>();
        foreach (var shard in ContactId.Shards.Where(shard => string.CompareOrdinal(shard + "}", paging.Continuation) > 0))
        {
            var intents = await ledger.IntentsAsync(id, shard, cancellationToken);
            found.AddRange(intents
                .Where(intent => outcome.Length == 0 || RecipientView.OutcomeOf(intent.State) == outcome)
                .Where(intent => string.CompareOrdinal(intent.ContactId, paging.Continuation) > 0)
                .OrderBy(intent => intent.ContactId, StringComparer.Ordinal)
                .Select(RecipientView.Of));
            if (found.Count > paging.Take)
            {
                return Results.Json(new Page<RecipientView>(found[..paging.Take], Paging.Encode(found[paging.Take - 1].Contact)));
            }
        }

        return Results.Json(new Page<RecipientView>(found, null));
    }
}
