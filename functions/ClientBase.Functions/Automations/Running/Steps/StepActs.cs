using ClientBase.Domain.Automations;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Who does which kind of step.</summary>
public sealed class StepActs(SendAct send, TagAct tag, TaskAct task, PromoAct promo, PointsAct points, WebhookAct webhook)
{
    /// <summary>Who does a step.</summary>
    public IStepAct Of(AutomationStep step) => step switch
    {
        SendStep => send,
        TagStep => tag,
        TaskStep => task,
        PromoStep => promo,
        PointsStep => points,
        WebhookStep => webhook,
        _ => throw new NotSupportedException($"Nobody does steps of kind {step.GetType().Name}."),
    };
}
