using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Sending.Channels.Webhook;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Tells another system, signed by Standard Webhooks. A repeat carries the same id and is known by it.</summary>
public sealed class WebhookAct(WebhookChannel webhooks) : IStepAct
{
    private const int MaxTries = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (WebhookStep)work.Step;
        var outcome = await webhooks.PostAsync(step.Url, $"msg_{CaptureId.Of(work.Name)}", BodyOf(work, step), cancellationToken);
        return outcome.Kind switch
        {
            SendResult.Accepted => work.Done(),
            SendResult.Refused => work.Done(RunOutcomes.Refused, outcome.Reason),
            _ => Later(work, step, outcome),
        };
    }

    // Each pause is twice as long as the one before: two hours in all.
    private static StepDone Later(StepWork work, WebhookStep step, SendOutcome outcome)
    {
        var tries = work.Run.Flight?.Step == step.Id ? work.Run.Flight.Flights + 1 : 1;
        if (tries == MaxTries)
        {
            return work.Done(RunOutcomes.Refused, RunOutcomes.NoAnswer);
        }

        var pause = FirstPause * Math.Pow(2, tries - 1);
        var held = work.Hold(work.Now + (outcome.RetryAfter > pause ? outcome.RetryAfter.Value : pause), RunOutcomes.NoAnswer);
        return held with { Run = held.Run with { Flight = new RunFlight(step.Id, "webhook", work.Now, tries) } };
    }

    private static byte[] BodyOf(StepWork work, WebhookStep step)
    {
        var data = step.Body is { ValueKind: JsonValueKind.Object } own
            ? (JsonObject)JsonNode.Parse(own.GetRawText())!
            : step.Body is { } other ? new JsonObject { ["body"] = JsonNode.Parse(other.GetRawText()) } : [];
        data["contact"] = work.Contact.Id;
        data["automation"] = work.Automation.Id;
        data["step"] = step.Id;
        return JsonSerializer.SerializeToUtf8Bytes(
            new { type = "automation.step", timestamp = work.Run.EnteredAt, data }, JsonSerializerOptions.Web);
    }
}
