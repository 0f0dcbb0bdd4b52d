using System.Runtime.CompilerServices;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Audience;

/// <summary>Decides who of a shard gets a campaign.</summary>
public sealed class CampaignPlanner(
    LedgerStore ledger,
    AudienceStore audiences,
    AudienceReader audience,
    CapReader caps,
    ReadingHours hours,
    SentMarks marks,
    ChannelSet channels,
    IOptions<CampaignOptions> options,
    TimeProvider clock)
{
    private const int PageSize = 1000;
    private const int MaxSkippedInGroup = 200;
    private const int GroupsAtOnce = 40; // Of 4 to 10 KB each.

    /// <summary>
    /// Records an intent for each frozen member of a shard that has none yet. A repeat, or another planner at the same time, adds nothing.
    /// </summary>
    /// <returns>All groups of the shard.</returns>
    public async Task<IReadOnlyList<IntentGroup>> PlanAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        var members = await audiences.FreezeAsync(campaign, shard, cancellationToken);
        while (true)
        {
            var known = await ledger.ReadAsync(campaign.Id, shard, cancellationToken: cancellationToken);
            var intents = known.SelectMany(stored => stored.Group.Intents).ToDictionary(intent => intent.ContactId, StringComparer.Ordinal);
            var groups = known.ConvertAll(stored => stored.Group);
            var room = await RoomAsync(campaign, shard, cancellationToken)
                - intents.Values.Count(intent => intent.State != IntentState.Skipped);
            var open = members.Where(member => !intents.ContainsKey(member.ContactId)).ToList();
            var decisions = DecideAsync(campaign, shard, open, room, cancellationToken);
            if (await AppendAsync(campaign, shard, decisions, groups))
            {
                return groups;
            }
        }
    }

    /// <summary>Decides for some members, without recording anything.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="members">The members, in the order of their ids.</param>
    /// <param name="room">Mails the campaign may still have.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async IAsyncEnumerable<SendDecision> DecideAsync(
        Campaign campaign,
        string shard,
        IReadOnlyList<FrozenMember> members,
        long room,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var policy = new SendPolicy(campaign.StartedAt ?? clock.GetUtcNow(), settings.FrequencyCap, settings.Quiet);
        var best = campaign.Definition.SendTime == SendTime.Best ? await hours.ReadAsync(shard, cancellationToken) : null;
        var reach = campaign.Definition.ReachBy(channels.IsReady);
        var isTimed = campaign.Definition.SendTime != SendTime.Now || policy.Quiet != QuietHours.None;
        foreach (var page in members.Chunk(PageSize))
        {
            var ids = Array.ConvertAll(page, member => member.ContactId);
            var people = await audience.ProfilesAsync(shard, ids, cancellationToken);
            var first = people.Where(person => person.Contact is not null).ToDictionary(
                person => person.ContactId,
                person => reach.Of(person.Contact!) is [var way, ..] ? way.Channel : null,
                StringComparer.Ordinal);
            var recent = await caps.PlannedAsync(
                campaign,
                [.. people.Select(person => person.Contact).OfType<Contact>()],
                id => first.GetValueOrDefault(id),
                cancellationToken);
            foreach (var (member, person) in page.Zip(people))
            {
                if (person.Contact is not { } contact)
                {
                    yield return new SendDecision(member.ContactId, [person.Barrier!]);
                    continue;
                }

                var zone = isTimed ? RecipientZone.Of(contact, settings.Zone) : settings.Zone;
                var recipient = new Recipient(contact, member.IsExcluded, recent.GetValueOrDefault(contact.Id)) { Reach = reach };
                var decision = CampaignDecision.Of(
                    campaign, recipient, policy, zone, best?.Of(campaign, contact.Id, zone, policy.Quiet));
                yield return decision.IsSend && room-- <= 0 ? new SendDecision(contact.Id, [SkipReason.Limit]) : decision;
            }
        }
    }

    // With a limit shards are planned one after another, so that it holds exactly.
    private async Task<long> RoomAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        if (campaign.Definition.Limit is not { } limit)
        {
            return long.MaxValue;
        }

        var used = 0;
        foreach (var before in ContactId.Shards.TakeWhile(one => one != shard))
        {
            var intents = await ledger.IntentsAsync(campaign.Id, before, cancellationToken);
            used += intents.Count(intent => intent.State != IntentState.Skipped);
        }

        return limit - used;
    }

    private async Task<bool> AppendAsync(
        Campaign campaign, string shard, IAsyncEnumerable<SendDecision> decisions, List<IntentGroup> groups)
    {
        var ready = new List<IntentGroup>();
        var skipped = new List<Intent>();

        // Those who are due at one time lie together, so that a group flies as a whole.
        var send = new Dictionary<DateTimeOffset, List<Intent>>();
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
            foreach (var channel in planned.GroupBy(intent => intent.ChannelName))
            {
                await marks.PlanAsync(
                    campaign.Id, channel.Key, shard, channel.Select(intent => intent.ContactId), clock.GetUtcNow());
            }

            var written = ready.Count == 0 || await ledger.AppendAsync(campaign.Id, shard, ready);
            groups.AddRange(ready);
            ready.Clear();
            return written;
        }

        await foreach (var decision in decisions)
        {
            var due = decision.Due ?? DateTimeOffset.MinValue;
            var intents = !decision.IsSend ? skipped : send.TryGetValue(due, out var together) ? together : send[due] = [];
            intents.Add(Intent.Of(decision));
            if (intents.Count == (decision.IsSend ? IntentGroup.MaxSize : MaxSkippedInGroup))
            {
                Close(intents);
            }

            if (ready.Count == GroupsAtOnce && !await WriteAsync())
            {
                return false;
            }
        }

        foreach (var intents in send.Values)
        {
            Close(intents);
        }

        Close(skipped);
        return await WriteAsync();
    }
}
