using System.Runtime.CompilerServices;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Decides who of a shard gets a campaign.</summary>
public sealed class CampaignPlanner(
    CampaignStore campaigns,
    LedgerStore ledger,
    AudienceReader audience,
    SentMarks marks,
    IOptions<CampaignOptions> options,
    TimeProvider clock)
{
    private const string Channel = "email";
    private const int MaxSkippedInGroup = 200;
    private const int GroupsAtOnce = 40; // Of 4 to 10 KB each.

    /// <summary>
    /// Records an intent for each member of a shard that has none yet. A repeat, or another planner at the same time, adds nothing.
    /// </summary>
    /// <returns>All groups of the shard.</returns>
    public async Task<IReadOnlyList<IntentGroup>> PlanAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = await ledger.ReadAsync(campaign.Id, shard, cancellationToken: cancellationToken);
            var planned = known.SelectMany(stored => stored.Group.Intents).Select(intent => intent.ContactId)
                .ToHashSet(StringComparer.Ordinal);
            var groups = known.ConvertAll(stored => stored.Group);
            if (await AppendAsync(campaign, shard, planned, groups, cancellationToken))
            {
                return groups;
            }
        }
    }

    /// <summary>Decides, without recording anything.</summary>
    public async IAsyncEnumerable<SendDecision> DecideAsync(
        Campaign campaign, string shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var others = await OthersAsync(campaign.Id, cancellationToken);
        var excluded = await Task.WhenAll(campaign.Definition.Exclude.Select(async segment =>
            (Segment: segment, Members: await audience.IdsAsync(segment, shard, cancellationToken))));
        await foreach (var page in audience.MembersAsync(campaign.Definition.Segment, shard, cancellationToken))
        {
            var recent = await RecentMailsAsync(campaign.Id, shard, page, others, cancellationToken);
            foreach (var member in page)
            {
                var barred = excluded.Where(one => one.Members.Contains(member.ContactId)).Select(one => one.Segment).ToList();
                yield return member.Contact is { } contact
                    ? Eligibility.Plan(
                        new Recipient(contact, barred, recent.GetValueOrDefault(member.ContactId)),
                        campaign.Definition.Exclude,
                        options.Value.FrequencyCap,
                        clock.GetUtcNow())
                    : new SendDecision(member.ContactId, [member.Barrier!]);
            }
        }
    }

    private async Task<bool> AppendAsync(
        Campaign campaign, string shard, HashSet<string> planned, List<IntentGroup> groups, CancellationToken cancellationToken)
    {
        var (send, skipped, ready) = (new List<Intent>(), new List<Intent>(), new List<IntentGroup>());
        void Close(List<Intent> intents)
        {
            if (intents.Count > 0)
            {
                ready.Add(new IntentGroup(groups.Count + ready.Count, [.. intents]));
                intents.Clear();
            }
        }

        async Task<bool> WriteAsync()
        {
            var planned = ready.SelectMany(group => group.Intents).Where(intent => intent.State == IntentState.Planned);
            await marks.PlanAsync(campaign.Id, Channel, shard, planned.Select(intent => intent.ContactId), clock.GetUtcNow());
            var written = ready.Count == 0 || await ledger.AppendAsync(campaign.Id, shard, ready);
            groups.AddRange(ready);
            ready.Clear();
            return written;
        }

        await foreach (var decision in DecideAsync(campaign, shard, cancellationToken))
        {
            if (!planned.Add(decision.ContactId))
            {
                continue;
            }

            var (intents, size) = decision.IsSend ? (send, IntentGroup.MaxSize) : (skipped, MaxSkippedInGroup);
            intents.Add(Intent.Of(decision));
            if (intents.Count == size)
            {
                Close(intents);
            }

            if (ready.Count == GroupsAtOnce && !await WriteAsync())
            {
                return false;
            }
        }

        Close(send);
        Close(skipped);
        return await WriteAsync();
    }

    /// <summary>Marketing mails that count for the cap, of the people of a page of members.</summary>
    private async Task<IReadOnlyDictionary<string, int>> RecentMailsAsync(
        string campaignId,
        string shard,
        IReadOnlyList<AudienceMember> page,
        IReadOnlyDictionary<string, CampaignState> others,
        CancellationToken cancellationToken)
    {
        if (others.Count == 0)
        {
            return new Dictionary<string, int>();
        }

        var now = clock.GetUtcNow();
        var since = now - Eligibility.CapPeriod;
        return await marks.CountAsync(
            shard,
            page[0].ContactId,
            page[^1].ContactId,
            Channel,
            mail => mail.Campaign != campaignId && mail.Counts(since, others.TryGetValue(mail.Campaign, out var state) ? state : null),
            now,
            cancellationToken);
    }

    // Without another campaign in the period of the cap nothing has to be counted. People may have set a cap of their own.
    private async Task<IReadOnlyDictionary<string, CampaignState>> OthersAsync(string campaignId, CancellationToken cancellationToken)
    {
        var active = await campaigns.ActiveSinceAsync(clock.GetUtcNow() - Eligibility.CapPeriod, cancellationToken);
        return active.Where(other => other.Id != campaignId).ToDictionary(other => other.Id, other => other.State, StringComparer.Ordinal);
    }
}
