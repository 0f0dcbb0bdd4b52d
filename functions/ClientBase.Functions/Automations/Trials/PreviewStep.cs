using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Automations.Running.Steps;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Templates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Trials;

/// <summary>A step's message as somebody would get it.</summary>
/// <param name="Contact">Who.</param>
/// <param name="To">The address; null when there is none it may go to.</param>
/// <param name="Channel">The channel that is tried first.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Missing">What the template writes and this person does not have, such as <c>name.first</c>.</param>
/// <param name="Reasons">Why nothing would go to this person; empty when it would.</param>
public sealed record StepPreviewView(
    string Contact,
    string? To,
    string Channel,
    string Subject,
    string? Html,
    string? Text,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Reasons);

/// <summary>Shows what a step of an automation would send to somebody. Nothing is sent and nothing is kept.</summary>
public sealed class PreviewStep(
    AutomationStore automations, ContactReader contacts, RunMail mails, ChannelSet channels, TimeProvider clock)
{
    private const string Tried = "tried";
    private const string ExampleCode = "EXAMPLE";

    /// <summary>What a contact would get from a step, and what its template misses of them.</summary>
    [Function("PreviewAutomationStep")]
    [Asks("step", "Which step that sends: its id, such as steps[0].", IsRequired = true)]
    [Asks("contact", "Whom it is shown for: an id.", IsRequired = true)]
    [Answers<StepPreviewView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations/{id}/preview")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await automations.GetAsync(id, cancellationToken) is not { } automation)
        {
            return ShowAutomations.Unknown(id);
        }

        var sends = automation.Definition.AllSteps.OfType<SendStep>().ToList();
        if (sends.Find(step => step.Id == request.Query["step"].ToString()) is not { } send)
        {
            return Problems.BadRequest("Say which step: ?step=ID.", new Dictionary<string, string[]>
            {
                ["step"] = [$"a step that sends: {string.Join(", ", sends.Select(step => step.Id))}"],
            });
        }

        var contactId = request.Query["contact"].ToString();
        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return contactId.Length == 0
                ? Problems.BadRequest("Say as whom: ?contact=ID.", new Dictionary<string, string[]> { ["contact"] = ["the id of a contact"] })
                : Problems.NotFound($"There is no contact '{contactId}'.");
        }

        var now = clock.GetUtcNow();
        var choice = SendChoice.Of(automation.Definition.Purpose, send.Channel, contact, channels.IsReady, now);
        var way = choice.Ways is [var first, ..] ? first : (Channel: send.Channel == SendStep.Preferred ? "email" : send.Channel, Address: null);
        var run = new AutomationRun(id, contact.Id, Tried, automation.Version, new RunCause(Tried, Tried), now)
        {
            Promo = PromoBefore(automation.Definition, send, now),
        };
        try
        {
            var (mail, missing) = await mails.ShowAsync(
                new KnownAutomation(automation), run, send, contact, way.Channel, cancellationToken);
            return Results.Json(new StepPreviewView(
                contact.Id, way.Address, way.Channel, mail.Subject, mail.Html, mail.Text, missing, choice.Reasons));
        }
        catch (TemplateException broken)
        {
            return Problems.Conflict($"The message cannot be written for this contact: {broken.Message}.");
        }
    }

    // What the step before would have made, with a code that is nobody's.
    private static RunPromo? PromoBefore(AutomationDefinition definition, SendStep send, DateTimeOffset now) =>
        definition.AllSteps.TakeWhile(step => step != send).OfType<PromoStep>().LastOrDefault() is { } promo
            ? new RunPromo(ExampleCode, promo.Percent, now + promo.ValidFor)
            : null;
}
