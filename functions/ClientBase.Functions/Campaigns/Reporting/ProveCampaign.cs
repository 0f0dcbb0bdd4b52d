using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>Every member of the frozen segment, once: what became of them.</summary>
/// <param name="State">Where the campaign stands.</param>
/// <param name="Members">Members of the segment when it was sent.</param>
/// <param name="Planned">Those whose mail has yet to leave.</param>
/// <param name="Sent">Mails the provider took.</param>
/// <param name="Skipped">Who does not get it, by the first reason; who is left out for comparison is one.</param>
/// <param name="Refused">Mails the provider refused.</param>
/// <param name="Ambiguous">Mails in flight, without word from the provider.</param>
/// <param name="Adds">Whether every member is counted exactly once, and nobody else.</param>
public sealed record ProofView(
    string State, int Members, int Planned, int Sent, IReadOnlyDictionary<string, int> Skipped, int Refused, int Ambiguous, bool Adds);

/// <summary>Proves, at any moment, that nobody of a campaign's audience was missed or counted twice.</summary>
public sealed class ProveCampaign(CampaignStore campaigns, LedgerStore ledger, AudienceStore audiences)
{
    /// <summary>Compares the frozen audience with the ledger, person by person.</summary>
    [Function(nameof(ProveCampaign))]
    [Answers<ProofView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}/proof")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(id, cancellationToken) is not { } campaign)
        {
            return Problems.NotFound($"There is no campaign '{id}'.");
        }

        var proof = new Proof();
        foreach (var shard in ContactId.Shards)
        {
            // The ledger first: nobody is in it who was not frozen before.
            var intents = await ledger.IntentsAsync(id, shard, cancellationToken);
            proof.Add(await audiences.FindAsync(id, shard, cancellationToken) ?? [], intents);
        }

        return Results.Json(proof.Of(campaign));
    }

    private sealed class Proof
    {
        private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
        private int _members;
        private int _planned;
        private int _sent;
        private int _refused;
        private int _ambiguous;
        private bool _isWhole = true;

        public void Add(IReadOnlyList<FrozenMember> members, IReadOnlyList<Intent> intents)
        {
            var open = members.Select(member => member.ContactId).ToHashSet(StringComparer.Ordinal);
            _members += open.Count;
            foreach (var intent in intents)
            {
                // False for a stranger, and for somebody who was there before.
                _isWhole &= open.Remove(intent.ContactId);
                Count(intent);
            }

            _planned += open.Count; // Nobody has decided about them yet.
        }

        public ProofView Of(Campaign campaign) => new(
            CampaignView.NameOf(campaign.State), _members, _planned, _sent, _skipped, _refused, _ambiguous,
            _isWhole && _members == _planned + _sent + _skipped.Values.Sum() + _refused + _ambiguous);

        private void Count(Intent intent)
        {
            switch (intent.State)
            {
                case IntentState.Planned:
                    _planned++;
                    break;
                case IntentState.InFlight:
                    _ambiguous++;
                    break;
                case IntentState.Accepted:
                    _sent++;
                    break;
                case IntentState.Refused:
                    _refused++;
                    break;
                default:
                    var reason = intent.Reasons is [var first, ..] ? first.Split(':')[0] : "unknown";
                    _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;
                    break;
            }
        }
    }
}
