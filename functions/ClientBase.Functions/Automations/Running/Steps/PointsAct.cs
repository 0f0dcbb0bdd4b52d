using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Loyalty.Points;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Gives somebody points, or takes some.</summary>
public sealed class PointsAct(PointsStore points, LoyaltyTerms terms) : IStepAct
{
    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (PointsStep)work.Step;
        if (await terms.GetAsync(cancellationToken) is null)
        {
            return work.Done(RunOutcomes.Skipped, "no-loyalty-program");
        }

        var given = await points.AddAsync(
            work.Contact.Id, CaptureId.Of(work.Name), step.Points, step.Reason, work.Automation.Source, cancellationToken);
        return given switch
        {
            null => work.Done(RunOutcomes.Skipped, RunOutcomes.Gone),
            { IsShort: true } => work.Done(RunOutcomes.Skipped, "not-enough-points"),
            _ => work.Done(),
        };
    }
}
