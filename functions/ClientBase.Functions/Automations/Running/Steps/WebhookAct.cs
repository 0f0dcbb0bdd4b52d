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
    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (WebhookStep)work.Step;
        var outcome = await webhooks.PostAsync(step.Url, $"msg_{CaptureId.Of(work.Name)}", BodyOf(work, step), cancellationToken);
        return outcome.Kind switch
        {
            SendResult.Accepted => work.Done(),
            SendResult.Refused => work.Done(RunOutcomes.Refused, outcome.Reason),
            _ => work.Fail(RunOutcomes.NoAnswer, work.Now + outcome.RetryAfter),
        };
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
