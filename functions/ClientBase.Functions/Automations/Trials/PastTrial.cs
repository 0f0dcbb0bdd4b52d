using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Trials;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Automations.Trials;

/// <summary>Tries an automation on the past of the whole base: by its snapshots, 32 reads of blobs and none of a contact.</summary>
/// <remarks>
/// Segments are taken back by the record of who entered and left. Consents and addresses are those of today, and the clock is the shop's.
/// Carts, deliveries and requests lie in rows of their own, which are read of a base of some size only.
/// </remarks>
public sealed class PastTrial(
    Snapshots snapshots,
    PastParts parts,
    SegmentChanges changes,
    ShopKnowledgeReader knowledge,
    LoyaltyTerms loyalty,
    ISendingRules rules,
    KeyedTurns turns)
{
    private const string Turn = "~backtest";
    private const int MostWithParts = 50_000;

    /// <summary>The runs there would have been after an instant, up to another; null: what is kept does not tell.</summary>
    public async Task<IReadOnlyList<TrialRun>?> RunAsync(
        Automation automation, DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var definition = automation.Definition;
        var isOfParts = PastParts.Tell(definition.Trigger);
        var needs = definition.Rules.Select(rule => rule.Needs).ToList();
        if (needs.Any(one => one.Forecast is not null))
        {
            return null; // Forecasts of the past are not kept.
        }

        if (!isOfParts && !PastOccasions.AreTold(definition.Trigger) && definition.Trigger is not SegmentTrigger)
        {
            return null;
        }

        var program = definition.Trigger is TierTrigger ? await loyalty.GetAsync(cancellationToken) : null;
        if (definition.Trigger is TierTrigger && program is null)
        {
            return null; // Nobody can reach a tier.
        }

        using var turn = await turns.WaitAsync(Turn, cancellationToken); // A shard of the base lies in memory meanwhile.
        var shop = await knowledge.ReadAsync(needs, isFresh: false, cancellationToken);
        var trial = new AutomationTrial(automation.Id, definition, new TrialLimits(rules.FrequencyCap, rules.Quiet, until));
        var (runs, seen) = (new List<TrialRun>(), 0);
        foreach (var shard in ContactId.Shards)
        {
            var (facts, details) = await snapshots.ReadWholeAsync(shard, cancellationToken);
            var people = ShardDecision.Beside(SnapshotCodec.Unpack(facts.Facts), DetailsCodec.Unpack(details)).ToList();
            seen += people.Count;
            if (isOfParts && seen > MostWithParts)
            {
                return null;
            }

            var beside = isOfParts ? await parts.OfShardAsync(shard, definition.Trigger, cancellationToken) : ShardParts.None;
            var members = await PastMembership.ReadAsync(changes, definition.Segments, shard, after, cancellationToken);
            runs.AddRange(people.SelectMany(one => trial.Of(Person(one.Contact, one.Details))));

            TrialPerson Person(ContactFacts contact, ContactDetails its) => new(
                contact.Id,
                rules.Zone,
                [
                    .. PastOccasions.Of(definition, contact, its, program, rules.Zone, after, until),
                    .. beside.Occasions[contact.Id].Where(one => one.At > after && one.At <= until),
                    .. definition.Trigger is SegmentTrigger segment
                        ? members.Occasions(segment, contact.Id).Where(one => one.At <= until)
                        : [],
                ],
                [.. PastOccasions.EventsOf(contact, its), .. beside.Events[contact.Id]],
                (rule, at) => rule.Matches(PersonFacts.Of(contact, its, members.At(contact, at), shop, needs, at, isPast: true), at),
                (send, _) => BarrierOf(definition.Purpose, send, contact, its));
        }

        return runs;
    }

    private static string? BarrierOf(AutomationPurpose purpose, SendStep send, ContactFacts contact, ContactDetails details)
    {
        var address = send.Channel switch
        {
            "email" => "email",
            "sms" => "phone",
            _ => null,
        };
        return address is not null && !details.Person.Any(one => one.Kind == DetailKind.Text && one.Name == address)
            ? $"no-{send.Channel}"
            : purpose == AutomationPurpose.Marketing && !contact.Profile.Has(ProfileTraits.AgreedToMarketing)
                ? SkipReason.NoConsent
                : null;
    }
}
