using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;

namespace ClientBase.Functions.Automations.Reporting;

/// <summary>Tells why somebody got an automation's messages, or did not: by their latest run, and by how things stand now.</summary>
public sealed class AutomationExplainer(
    AutomationStore automations,
    RunStore runs,
    ContactReader contacts,
    PersonFacts facts,
    ChannelSet channels,
    SentMarks marks,
    ISendingRules rules,
    TimeProvider clock) : IExplainer
{
    private const string NotEntered = "not-entered";

    private static readonly string[] Failures = [RunOutcomes.Refused, RunOutcomes.Ambiguous, RunOutcomes.Skipped];

    /// <inheritdoc/>
    public async Task<Explained?> ExplainAsync(string contactId, string mailing, CancellationToken cancellationToken)
    {
        if (await automations.GetAsync(mailing, cancellationToken) is not { } automation)
        {
            return null;
        }

        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return new Explained(null);
        }

        var latest = (await runs.OfPersonAsync(contact.AllIds, mailing, cancellationToken))
            .Select(one => one.Run).MaxBy(run => run.EnteredAt);
        var clauses = await ClausesAsync(automation, contact, latest, cancellationToken);
        var (outcome, reasons) = OutcomeOf(automation, latest);
        var sent = latest?.History.LastOrDefault(one => one.Outcome == RunOutcomes.Sent);
        return new Explained(new WhyView(outcome, reasons, clauses, latest is { IsActive: true } ? latest.DueAt : null, null, sent?.At));
    }

    private static (string Outcome, IReadOnlyList<string> Reasons) OutcomeOf(Automation automation, AutomationRun? run)
    {
        if (run is null)
        {
            return ("none", [automation.Enabled ? NotEntered : "switched-off"]);
        }

        if (run is { HasFailed: true, Trouble: { } trouble })
        {
            return (RunOutcomes.Failed, [$"{trouble.Step}: {trouble.Cause}"]);
        }

        if (run.Flight is not null)
        {
            return ("ambiguous", [run.Held ?? RunOutcomes.NoAnswer]);
        }

        var last = run.History.LastOrDefault(one => one.Outcome == RunOutcomes.Sent || Failures.Contains(one.Outcome));
        if (run.IsActive && (last is null || run.Held is not null))
        {
            return ("planned", run.Held is { } held ? [held, .. CauseOf(run)] : ["waits-for-time"]);
        }

        return last switch
        {
            { Outcome: RunOutcomes.Sent } => ("sent", []),
            { } failed => (failed.Outcome, failed.Reason?.Split(' ') ?? []),
            null => ("skipped", [run.Reason ?? RunOutcomes.Completed]),
        };
    }

    private static string[] CauseOf(AutomationRun run) =>
        run is { Held: RunOutcomes.Failing, Trouble: { } trouble } ? [$"{trouble.Step}: {trouble.Cause}"] : [];

    private async Task<IReadOnlyList<RuleClause>> ClausesAsync(
        Automation automation, Contact contact, AutomationRun? latest, CancellationToken cancellationToken)
    {
        var (definition, now) = (automation.Definition, clock.GetUtcNow());
        var clauses = new List<RuleClause>
        {
            new("the automation is switched on", automation.Enabled ? "on" : "off", automation.Enabled),
            new(
                $"entered by {definition.Trigger.On}",
                latest is null ? null : $"{latest.Because.Event} at {latest.EnteredAt:yyyy-MM-dd HH:mm}",
                latest is not null),
        };
        if (definition.If is { } condition)
        {
            clauses.AddRange(RuleClause.Of(condition.Rule, await facts.OfAsync(contact, [condition.Rule], cancellationToken), now));
        }

        foreach (var channel in definition.AllSteps.OfType<SendStep>().Select(step => step.Channel).Distinct())
        {
            var choice = SendChoice.Of(definition.Purpose, channel, contact, channels.IsReady, now);
            clauses.Add(new RuleClause(
                $"{NameOf(definition.Purpose)} by {channel} is possible",
                choice.Ways.Count > 0 ? choice.Ways[0].Channel : string.Join(' ', choice.Reasons),
                choice.Ways.Count > 0));
        }

        if (definition.Purpose == AutomationPurpose.Marketing)
        {
            clauses.AddRange(await LimitsAsync(automation, contact, now, cancellationToken));
        }

        if (definition.Holdout > 0)
        {
            var isHeld = definition.IsHeldOut(automation.Id, contact.Id);
            clauses.Add(new RuleClause("not held out for comparison", isHeld ? "held out" : "not held out", !isHeld));
        }

        return clauses;
    }

    private async Task<IReadOnlyList<RuleClause>> LimitsAsync(
        Automation automation, Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (definition, clauses) = (automation.Definition, new List<RuleClause>());
        if (SendingPreferences.Of(contact).LimitOf(rules.FrequencyCap) is { Messages: > 0 } limit)
        {
            var channel = definition.AllSteps.OfType<SendStep>().FirstOrDefault()?.Channel is { } first and not SendStep.Preferred
                ? first
                : "email";
            var own = $"{RunStore.SourceOf(automation.Id)}\n"; // Its own messages are not in its way.
            var found = await marks.OfPeopleAsync([contact], _ => channel, now, cancellationToken);
            var recent = found[contact.Id]
                .Where(mail => mail.IsSent && mail.At > now - limit.Period)
                .Count(mail => !mail.Campaign.StartsWith(own, StringComparison.Ordinal));
            clauses.Add(new RuleClause(limit.InWords, $"{recent}", !limit.IsReachedBy(recent)));
        }

        if (definition.Quiet && rules.Quiet != QuietHours.None)
        {
            var zone = RecipientZone.Of(contact, rules.Zone);
            var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
            clauses.Add(new RuleClause(
                $"outside the quiet hours {rules.Quiet.From:d2}-{rules.Quiet.To:d2}",
                $"{local:HH:mm} in {zone.Id}",
                !rules.Quiet.Covers(local)));
        }

        return clauses;
    }

    private static string NameOf(AutomationPurpose purpose) => purpose == AutomationPurpose.Marketing ? "marketing" : "service";
}
