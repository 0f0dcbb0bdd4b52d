using ClientBase.Domain;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Automations.Trials;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Automations.Words;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Flight;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Trials;

/// <summary>A step somebody would come to.</summary>
/// <param name="Step">Its id; null: the end.</param>
/// <param name="At">When.</param>
/// <param name="Words">What it does; null at the end.</param>
/// <param name="Outcome"><c>sent skipped done waiting held then else split[n] none completed exited</c>.</param>
/// <param name="Reason">Why, where that is not plain.</param>
public sealed record WalkStepView(string? Step, DateTimeOffset At, LocalText? Words, string Outcome, string? Reason);

/// <summary>What would happen to somebody if they entered now and did nothing more.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Enters">Whether they would enter.</param>
/// <param name="Reasons">Why not: <c>once</c>, <c>rule</c>.</param>
/// <param name="Rule">The rule of who may enter, clause by clause.</param>
/// <param name="Steps">What would happen, in order.</param>
public sealed record WalkView(
    string Contact, bool Enters, IReadOnlyList<string> Reasons, IReadOnlyList<RuleClause> Rule, IReadOnlyList<WalkStepView> Steps);

/// <summary>Tells step by step what would happen to one person. Nothing is sent and nothing is kept.</summary>
public sealed class WalkAutomation(
    AutomationStore automations,
    ContactReader contacts,
    PersonFacts facts,
    RunStore runs,
    SentMarks marks,
    ChannelSet channels,
    ISendingRules rules,
    TimeProvider clock)
{
    private const string Tried = "tried";

    /// <summary>The way of a contact, were the trigger to happen now.</summary>
    [Function(nameof(WalkAutomation))]
    [Asks("contact", "Whose way it is: an id.", IsRequired = true)]
    [Answers<WalkView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "automations/{id}/walk")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await automations.GetAsync(id, cancellationToken) is not { } automation)
        {
            return ShowAutomations.Unknown(id);
        }

        var contactId = request.Query["contact"].ToString();
        if (contactId.Length == 0)
        {
            return Problems.BadRequest(
                "Say who: ?contact=ID.", new Dictionary<string, string[]> { ["contact"] = ["the id of a contact"] });
        }

        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{contactId}'.");
        }

        var (definition, now) = (automation.Definition, clock.GetUtcNow());
        var subject = await facts.OfAsync(contact, definition.Rules, cancellationToken);
        var own = await runs.OfPersonAsync(contact.AllIds, id, cancellationToken);
        var person = new TrialPerson(
            contact.Id,
            RecipientZone.Of(contact, rules.Zone),
            [new Occasion(Tried, now) { Cart = Tried, Order = Tried }],
            [],
            (rule, at) => rule.Matches(subject, at),
            (send, at) => SendChoice.Of(definition.Purpose, send.Channel, contact, channels.IsReady, at) is { Ways.Count: 0 } none
                ? string.Join(' ', none.Reasons)
                : null)
        {
            Earlier = [.. own.Select(one => new EarlierEntry(one.Run.Key, one.Run.EnteredAt))],
            Sent = await SentAsync(contact, now, cancellationToken),
        };
        var trial = new AutomationTrial(id, definition, new TrialLimits(rules.FrequencyCap, rules.Quiet, DateTimeOffset.MaxValue));
        var clauses = definition.If is { } rule ? RuleClause.Of(rule.Rule, subject, now) : [];
        var holds = definition.If?.Rule.Matches(subject, now) != false;
        return Results.Json(trial.Of(person) is [var run]
            ? new WalkView(contact.Id, true, [], clauses, [.. run.Steps.Select(Shown)])
            : new WalkView(contact.Id, false, holds ? ["once"] : ["rule"], clauses, []));
    }

    private async Task<IReadOnlyList<DateTimeOffset>> SentAsync(Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await marks.OfPeopleAsync([contact], _ => "email", now, cancellationToken);
        return [.. found[contact.Id].Where(mail => mail.IsSent).Select(mail => mail.At)];
    }

    private static WalkStepView Shown(TrialStep step) => new(
        step.Step?.Id, step.At, step.Step is { } some ? AutomationWords.Of(some) : null, step.Outcome, step.Reason);
}
