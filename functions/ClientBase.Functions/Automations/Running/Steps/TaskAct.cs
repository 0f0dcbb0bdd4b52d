using ClientBase.Domain.Automations;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Sets a task for whoever looks after somebody.</summary>
public sealed class TaskAct(TaskStore tasks, ContactReader contacts, RecomputeRequests recompute) : IStepAct
{
    /// <inheritdoc/>
    public async Task<StepDone?> DoAsync(StepWork work, CancellationToken cancellationToken)
    {
        var step = (TaskStep)work.Step;
        var card = await contacts.CompleteAsync(work.Contact, cancellationToken);
        var task = new ClientTask(step.Title, work.Now + step.Due, card.Manager, work.Now) { By = work.Automation.Source };
        await tasks.AddAsync(ItemId.Of(work.Contact.Id, CaptureId.Of(work.Name)), task, cancellationToken);
        await recompute.AskSoonAsync(cancellationToken);
        return work.Done();
    }
}
