using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Templates;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Writes to somebody: the intent is recorded before the message leaves, and what came of it after.</summary>
/// <remarks>
/// A message whose answer was lost is sent again at once where the channel knows repeats. Elsewhere word of it is waited for, as campaigns
/// do, before it is sent a second time, once.
/// </remarks>
public sealed class SendAct(
    RunStore runs,
    RunMail mails,
    ChannelSet channels,
    MessageSender sender,
    SentMarks marks,
    SendRate rate,
    ISendingRules rules,
    IOptions<SendGridOptions> provider,
    TimeProvider clock) : IStepAct
{
    private const int MaxFlights = 2;

    private static readonly TimeSpan RetryAfterSilence = TimeSpan.FromMinutes(1);

    private TimeSpan Patience => TimeSpan.FromSeconds(provider.Value.ReconcileAfterSeconds);

    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (SendStep)work.Step;
        var purpose = work.Automation.Definition.Purpose;
        var choice = SendChoice.Of(purpose, step.Channel, work.Contact, channels.IsReady, work.Now);
        if (work.Run.Flight is { } flight && flight.Step == step.Id)
        {
            if (await SettledAsync(work, flight, choice, cancellationToken) is { } settled)
            {
                return settled;
            }
        }
        else if (choice.Ways.Count == 0)
        {
            return work.Done(RunOutcomes.Skipped, string.Join(' ', choice.Reasons));
        }
        else if (purpose == AutomationPurpose.Marketing && await BarrierAsync(work, choice.Ways[0].Channel, cancellationToken) is { } held)
        {
            return held;
        }

        return await rate.WaitAsync(1, cancellationToken) is { } turn
            ? work.Hold(work.Now + turn, RunOutcomes.Rate)
            : await FlyAsync(work, step, choice, cancellationToken);
    }

    // One in flight: null when it is to be sent again.
    private async Task<StepDone?> SettledAsync(StepWork work, RunFlight flight, SendChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Ways.Count == 0)
        {
            return work.Done(RunOutcomes.Ambiguous, string.Join(' ', choice.Reasons)); // It may have left before that.
        }

        if (channels.Of(flight.Channel).KnowsRepeats)
        {
            return null;
        }

        if (await mails.WasHeardOfAsync(work, cancellationToken))
        {
            return SentRows.Done(work, flight.Channel, flight.At);
        }

        var until = flight.At + Patience;
        return work.Now < until ? work.Hold(until, RunOutcomes.NoAnswer)
            : flight.Flights >= MaxFlights ? work.Done(RunOutcomes.Ambiguous)
            : null;
    }

    // The night and the cap hold marketing up; they do not end it.
    private async Task<StepDone?> BarrierAsync(StepWork work, string channel, CancellationToken cancellationToken)
    {
        var zone = RecipientZone.Of(work.Contact, rules.Zone);
        var quiet = work.Automation.Definition.Quiet ? rules.Quiet : QuietHours.None;
        if (quiet.EndAfter(work.Now, zone) is var morning && morning > work.Now)
        {
            return work.Hold(morning, RunOutcomes.QuietHours);
        }

        var limit = SendingPreferences.Of(work.Contact).LimitOf(rules.FrequencyCap);
        if (limit.Messages == 0)
        {
            return null;
        }

        return limit.NextAfter(await RecentAsync(work, channel, limit, cancellationToken)) is { } next
            ? work.Hold(quiet.EndAfter(next, zone), RunOutcomes.FrequencyCap)
            : null;
    }

    private async Task<IReadOnlyList<DateTimeOffset>> RecentAsync(
        StepWork work, string channel, FrequencyLimit limit, CancellationToken cancellationToken)
    {
        var found = await marks.OfPeopleAsync([work.Contact], _ => channel, work.Now, cancellationToken);
        return
        [
            .. found[work.Contact.Id]
                .Where(mail => mail.IsSent && mail.At > work.Now - limit.Period)
                .Select(mail => mail.At)
                .Order(),
        ];
    }

    private async Task<StepDone?> FlyAsync(StepWork work, SendStep step, SendChoice choice, CancellationToken cancellationToken)
    {
        var channel = work.Run.Flight?.Channel ?? choice.Ways[0].Channel;
        var knowsRepeats = channels.Of(channel).KnowsRepeats;
        var at = knowsRepeats && work.Run.Flight is { } before ? before.At : ToMilliseconds(work.Now); // One mail has one time.
        IReadOnlyList<Mail> messages;
        try
        {
            messages = await mails.WriteAsync(work, step, From(choice.Ways, channel), at, cancellationToken);
        }
        catch (TemplateException broken)
        {
            return work.Done(RunOutcomes.Skipped, $"template: {broken.Message}");
        }

        var flown = work.Run.TakeOff(step.Id, channel, at, knowsRepeats ? work.Now : work.Now + Patience);
        if (await runs.SaveAsync(work.Stored, flown, SentRows.Mark(work, channel, at), cancellationToken) is not { } flying)
        {
            return null; // Somebody else sends it.
        }

        // Not cancelled from here on: what is known then must not be forgotten.
        var reached = await sender.SendAsync(work.Contact, messages, CancellationToken.None);
        AppMetrics.MailsAnswered([reached.Outcome.Kind.ToString()]);
        return Landed(work with { Stored = flying, Run = flown, Now = clock.GetUtcNow() }, reached, channel, at);
    }

    // What is known of a message is not forgotten when another instance has handed it over meanwhile too.
    private static StepDone Landed(StepWork work, Reached reached, string channel, DateTimeOffset at) =>
        Answered(work, reached, channel, at) with { OnChanged = changed => Landed(changed, reached, channel, at) };

    private static StepDone Answered(StepWork work, Reached reached, string channel, DateTimeOffset at)
    {
        var flight = work.Run.Flight!;
        switch (reached.Outcome.Kind)
        {
            case SendResult.Accepted:
                return SentRows.Done(work, reached.Channel ?? channel, at);
            case SendResult.Refused:
                return work.Done(RunOutcomes.Refused, reached.Outcome.Reason) with { Beside = SentRows.Unmark(work, channel) };
            case SendResult.NotSent:
                // Only this try was certainly not sent. If it was the second, the first is still unanswered.
                var held = work.Hold(work.Now + (reached.Outcome.RetryAfter ?? RetryAfterSilence), RunOutcomes.ProviderBusy);
                var earlier = flight.Flights > 1 ? flight with { Flights = flight.Flights - 1 } : null;
                return held with
                {
                    Run = held.Run with { Flight = earlier },
                    Beside = earlier is null ? SentRows.Unmark(work, channel) : [],
                };
            default:
                var due = work.Run.DueAt!.Value;
                var silent = work.Hold(due > work.Now ? due : work.Now + RetryAfterSilence, RunOutcomes.NoAnswer);
                return silent with { Run = silent.Run with { Flight = flight with { Channel = reached.Channel ?? channel } } };
        }
    }

    private static IReadOnlyList<(string Channel, string Address)> From(
        IReadOnlyList<(string Channel, string Address)> ways, string channel) =>
        ways.Any(way => way.Channel == channel) ? [.. ways.SkipWhile(way => way.Channel != channel)] : ways;

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
