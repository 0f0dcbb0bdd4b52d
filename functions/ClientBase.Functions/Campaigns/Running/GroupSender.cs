using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Sends the due mails of a group of intents.</summary>
/// <remarks>
/// Each flight is written to the ledger before a mail of it leaves, and its results after. Who loses the race for a flight sends nothing
/// of it; who dies in one leaves its mails in flight, where <see cref="AnswerDeadline"/> decides when they are sent again.
/// </remarks>
public sealed class GroupSender(
    CampaignStore campaigns,
    LedgerStore ledger,
    LedgerEvents events,
    AudienceReader audience,
    CapReader caps,
    MailComposer composer,
    WinnerFinder winner,
    MessageSender messages,
    ChannelSet channels,
    SendRate rate,
    FlightSlots slots,
    AnswerDeadline deadline,
    IOptions<CampaignOptions> options,
    TimeProvider clock)
{
    /// <summary>Sends what is due, as long as the campaign is sending.</summary>
    /// <returns>The group as it is then, and how long to wait before trying again with what the channel would not take now.</returns>
    public async Task<(StoredGroup Group, TimeSpan? RetryAfter)> SendAsync(
        string campaignId, string shard, StoredGroup stored, CancellationToken cancellationToken)
    {
        while (stored.Group.Due(clock.GetUtcNow(), deadline.AfterTakeOff, rate.Burst(IntentGroup.MaxSize)) is { Count: > 0 } due)
        {
            if (await rate.WaitAsync(due.Count, cancellationToken) is { } turn)
            {
                return (stored, turn);
            }

            using var slot = await slots.WaitAsync(cancellationToken);
            if (await campaigns.GetAsync(campaignId, cancellationToken) is not { IsSending: true } campaign)
            {
                break;
            }

            campaign = await winner.DecideAsync(campaign, cancellationToken);
            var flight = await PrepareAsync(campaign, shard, due, cancellationToken);
            if (await ledger.SaveAsync(campaignId, shard, stored.Group.Change(flight.TakeOff), stored.ETag) is not { } flying)
            {
                stored = await ReadAsync(campaignId, shard, stored.Group.Number, cancellationToken);
                continue;
            }

            var reached = await Task.WhenAll(flight.Boarded.Select(one => messages.SendAsync(one.Contact, one.Mails, cancellationToken)));
            AppMetrics.MailsAnswered(reached.Select(one => one.Outcome.Kind.ToString()));
            stored = await SettleAsync(campaignId, shard, flying, [.. flight.Boarded.Select(one => one.Contact.Id).Zip(reached)]);
            if (reached.Where(one => one.Outcome.Kind == SendResult.NotSent).Max(one => one.Outcome.RetryAfter) is { } wait)
            {
                return (stored, wait);
            }
        }

        return (stored, null);
    }

    // Consent, the cap and the night are looked at again: much may have happened since planning.
    private async Task<Flight> PrepareAsync(Campaign campaign, string shard, IReadOnlyList<Intent> due, CancellationToken cancellationToken)
    {
        var flight = new Flight([], []);
        var intents = due.OrderBy(intent => intent.ContactId, StringComparer.Ordinal).ToList();
        string[] ids = [.. intents.Select(intent => intent.ContactId)];
        var members = await audience.ReadAsync(shard, ids, cancellationToken);
        var reach = campaign.Definition.ReachBy(channels.IsReady);
        var ways = members.Where(member => member.Contact is not null)
            .ToDictionary(member => member.ContactId, member => reach.Of(member.Contact!), StringComparer.Ordinal);
        var before = await caps.BeforeAsync(
            campaign,
            [.. members.Select(member => member.Contact).OfType<Contact>()],
            id => ways.GetValueOrDefault(id) is [var first, ..] ? first.Channel : null,
            cancellationToken);
        var heard = due.Any(intent => intent.State == IntentState.InFlight)
            ? await events.HeardOfAsync(campaign.Id, shard, cancellationToken)
            : new HashSet<string>();
        foreach (var (intent, member) in intents.Zip(members))
        {
            if (intent.HeardOf(heard) is { State: IntentState.Accepted } settled)
            {
                flight.TakeOff[intent.ContactId] = _ => settled; // The provider has spoken of it: it has left.
                continue;
            }

            flight.TakeOff[intent.ContactId] =
                Barrier(intent, member, reach, before.GetValueOrDefault(member.ContactId))
                ?? await BoardAsync(campaign, intent, member.Contact!, ways[member.ContactId], flight, cancellationToken);
        }

        return flight;
    }

    // What keeps the mail from leaving now; null when nothing does.
    private Func<Intent, Intent>? Barrier(Intent intent, AudienceMember member, CampaignReach reach, int recentMails)
    {
        var now = clock.GetUtcNow();
        var decision = member.Contact is { } contact
            ? Eligibility.Recheck(
                contact, intent.State == IntentState.InFlight ? 0 : recentMails, options.Value.FrequencyCap, now, reach)
            : new SendDecision(member.ContactId, [member.Barrier!]);
        if (!decision.IsSend)
        {
            return planned => planned.GiveUp(decision.Reasons);
        }

        var quiet = options.Value.Quiet;
        if (quiet == QuietHours.None || intent.State == IntentState.InFlight)
        {
            return null;
        }

        var morning = quiet.EndAfter(now, RecipientZone.Of(member.Contact!, options.Value.Zone));
        return morning > now ? planned => planned.Postpone(morning) : null;
    }

    private async Task<Func<Intent, Intent>> BoardAsync(
        Campaign campaign,
        Intent intent,
        Contact contact,
        IReadOnlyList<ChannelAddress> ways,
        Flight flight,
        CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // As precise as the ledger.
        var flown = intent.TakeOff(now, messages.KnowsRepeats(ways.Select(way => way.Channel))).By(ways[0].Channel) with
        {
            Variant = intent.Variant ?? campaign.Verdict?.Winner,
        };
        try
        {
            var mails = await composer.ComposeAsync(campaign, flown.Variant, contact, ways, flown.At!.Value, cancellationToken);
            flight.Boarded.Add((contact, mails));
            return _ => flown;
        }
        catch (TemplateException broken)
        {
            return planned => planned.GiveUp([$"template: {broken.Message}"]);
        }
    }

    // Not cancelled: what is known now must not be forgotten.
    private async Task<StoredGroup> SettleAsync(
        string campaignId, string shard, StoredGroup flying, IReadOnlyList<(string ContactId, Reached Reached)> outcomes)
    {
        var landings = outcomes.ToDictionary(
            landed => landed.ContactId,
            landed => (Func<Intent, Intent>)(intent => Landed(intent, landed.Reached)),
            StringComparer.Ordinal);
        while (true)
        {
            if (await ledger.SaveAsync(campaignId, shard, flying.Group.Change(landings), flying.ETag) is { } settled)
            {
                return settled;
            }

            flying = await ReadAsync(campaignId, shard, flying.Group.Number, CancellationToken.None);
        }
    }

    private static Intent Landed(Intent intent, Reached reached) =>
        (reached.Channel is { } channel ? intent.By(channel) : intent).Land(reached.Outcome);

    private async Task<StoredGroup> ReadAsync(string campaignId, string shard, int number, CancellationToken cancellationToken) =>
        (await ledger.ReadAsync(campaignId, shard, number, 1, cancellationToken))[0];

    private sealed record Flight(
        List<(Contact Contact, IReadOnlyList<Mail> Mails)> Boarded, Dictionary<string, Func<Intent, Intent>> TakeOff);
}
