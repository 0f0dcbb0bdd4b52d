using ClientBase.Domain.Automations;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Gives somebody a tag, or takes it away: filed like any change of the card, so a replay knows of it.</summary>
public sealed class TagAct(ContactFiling filing, RecomputeRequests recompute) : IStepAct
{
    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (TagStep)work.Step;
        var capture = new CaptureBuilder(CaptureId.Of(work.Name), work.Automation.Source, "card", work.Now)
            .About(work.Contact.Id)
            .Tag(step.Tag, !step.Removes)
            .Data("automation", work.Automation.Id)
            .Data(step.Removes ? "untag" : "tag", step.Tag)
            .Build();
        await filing.FileAsync(capture, cancellationToken);
        await recompute.AskSoonAsync(cancellationToken);
        return work.Done();
    }
}
