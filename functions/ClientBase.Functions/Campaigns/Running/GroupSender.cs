using Azure;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Telemetry;

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
    ContactReader contacts,
    MailComposer composer,
    IMailChannel channel,
    SendRate rate,
    FlightSlots slots,
    AnswerDeadline deadline,
    TimeProvider clock)
{
    /// <summary>Sends what is due, as long as the campaign is sending.</summary>
    /// <returns>The group as it is then, and how long to wait before trying again with what the channel would not take now.</returns>
    public async Task<(StoredGroup Group, TimeSpan? RetryAfter)> SendAsync(
        string campaignId, string shard, StoredGroup stored, CancellationToken cancellationToken)
    {
        while (stored.Group.Due(clock.GetUtcNow(), deadline.AfterTakeOff, rate.Burst(IntentGroup.MaxSize)) is { Count: > 0 } due)
        {
            await rate.WaitAsync(due.Count, cancellationToken);
            using var slot = await slots.WaitAsync(cancellationToken);
            if (await campaigns.GetAsync(campaignId, cancellationToken) is not { IsSending: true } campaign)
            {
                break;
            }

            var flight = await PrepareAsync(campaign, shard, due, cancellationToken);
            if (await ledger.SaveAsync(campaignId, shard, stored.Group.Change(flight.TakeOff), stored.ETag) is not { } flying)
            {
                stored = await ReadAsync(campaignId, shard, stored.Group.Number, cancellationToken);
                continue;
            }

            var outcomes = await Task.WhenAll(flight.Mails.Select(mail => channel.SendAsync(mail.Mail, cancellationToken)));
            AppMetrics.MailsAnswered(outcomes.Select(outcome => outcome.Kind.ToString()));
            stored = await SettleAsync(campaignId, shard, flying, [.. flight.Mails.Select(mail => mail.ContactId).Zip(outcomes)]);
            if (outcomes.Where(outcome => outcome.Kind == SendResult.NotSent).Max(outcome => outcome.RetryAfter) is { } wait)
            {
                return (stored, wait);
            }
        }

        return (stored, null);
    }

    // Check consent again: it may have been withdrawn since planning.
    private async Task<Flight> PrepareAsync(Campaign campaign, string shard, IReadOnlyList<Intent> due, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // As precise as the ledger.
        var flight = new Flight([], []);
        var heard = due.Any(intent => intent.State == IntentState.InFlight)
            ? await events.HeardOfAsync(campaign.Id, shard, cancellationToken)
            : new HashSet<string>();
        var members = await audience
            .ReadAsync(shard, [.. due.Select(intent => intent.ContactId).Order(StringComparer.Ordinal)], cancellationToken);
        foreach (var (intent, member) in due.OrderBy(intent => intent.ContactId, StringComparer.Ordinal).Zip(members))
        {
            if (intent.HeardOf(heard) is { State: IntentState.Accepted } settled)
            {
                flight.TakeOff[intent.ContactId] = _ => settled;
                continue;
            }

            var decision = member.Contact is { } found
                ? Eligibility.Recheck(found, now)
                : new SendDecision(member.ContactId, [member.Barrier!]);
            if (!decision.IsSend)
            {
                flight.TakeOff[intent.ContactId] = planned => planned.GiveUp(decision.Reasons);
                continue;
            }

            try
            {
                var flown = intent.TakeOff(now, channel.KnowsRepeats);
                var contact = await contacts.CompleteAsync(member.Contact!, cancellationToken);
                var mail = await composer.ComposeAsync(campaign, contact, flown.At!.Value, cancellationToken);
                flight.Mails.Add((intent.ContactId, mail));
                flight.TakeOff[intent.ContactId] = _ => flown;
            }
            catch (Exception broken) when (broken is not (OperationCanceledException or RequestFailedException))
            {
                flight.TakeOff[intent.ContactId] = planned => planned.GiveUp([$"template: {broken.Message}"]);
            }
        }

        return flight;
    }

    // Not cancelled: what is known now must not be forgotten.
    private async Task<StoredGroup> SettleAsync(
        string campaignId, string shard, StoredGroup flying, IReadOnlyList<(string ContactId, SendOutcome Outcome)> outcomes)
    {
        var landings = outcomes.ToDictionary(
            landed => landed.ContactId, landed => (Func<Intent, Intent>)(intent => intent.Land(landed.Outcome)), StringComparer.Ordinal);
        while (true)
        {
            if (await ledger.SaveAsync(campaignId, shard, flying.Group.Change(landings), flying.ETag) is { } settled)
            {
                return settled;
            }

            flying = await ReadAsync(campaignId, shard, flying.Group.Number, CancellationToken.None);
        }
    }

    private async Task<StoredGroup> ReadAsync(string campaignId, string shard, int number, CancellationToken cancellationToken) =>
        (await ledger.ReadAsync(campaignId, shard, number, 1, cancellationToken))[0];

    private sealed record Flight(List<(string ContactId, Mail Mail)> Mails, Dictionary<string, Func<Intent, Intent>> TakeOff);
}
