using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Automations.Running.Triggers;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;

namespace ClientBase.Functions.Automations.Running;

/// <summary>Puts the messages of automations.</summary>
public sealed class RunQueues(QueueServiceClient queues, PoisonCauses causes)
{
    /// <summary>Contacts in one message: few enough that one which fails does not hold up many.</summary>
    public const int ContactsAtOnce = 20;

    private readonly QueueClient _enrol = queues.GetQueueClient(Queues.AutomationEnrol);
    private readonly QueueClient _watchers = queues.GetQueueClient(Queues.AutomationWatchers);
    private readonly QueueClient _dates = queues.GetQueueClient(Queues.AutomationDates);
    private readonly QueueClient _wake = queues.GetQueueClient(Queues.AutomationWake);
    private readonly QueueClient _steps = queues.GetQueueClient(Queues.AutomationSteps);

    /// <summary>Tells that something happened to one person.</summary>
    public Task PutAsync(string contactId, IReadOnlyList<Happening> what, CancellationToken cancellationToken) =>
        what.Count == 0 ? Task.CompletedTask : PutAsync(new Happened([contactId], what), cancellationToken);

    /// <summary>Tells that one thing happened to many.</summary>
    public async Task PutAsync(IEnumerable<string> contactIds, Happening what, CancellationToken cancellationToken)
    {
        foreach (var some in contactIds.Chunk(ContactsAtOnce))
        {
            await PutAsync(new Happened(some, [what]), cancellationToken);
        }
    }

    /// <summary>Has things done that are due.</summary>
    public Task PutAsync(StepsDue steps, CancellationToken cancellationToken) =>
        _steps.SendMessageAsync(JsonSerializer.Serialize(steps), cancellationToken);

    /// <summary>Has the runs of a shard go on that wait for their automation.</summary>
    public Task PutAsync(WakeShard wake, CancellationToken cancellationToken) =>
        _wake.SendMessageAsync(JsonSerializer.Serialize(wake), cancellationToken);

    /// <summary>Has those told who wait for a product.</summary>
    public Task PutAsync(WatchersToTell watchers, CancellationToken cancellationToken) =>
        _watchers.SendMessageAsync(JsonSerializer.Serialize(watchers), cancellationToken);

    /// <summary>Has a shard searched for dates that come near.</summary>
    public Task PutAsync(DatesToFind dates, CancellationToken cancellationToken) =>
        _dates.SendMessageAsync(JsonSerializer.Serialize(dates), cancellationToken);

    /// <summary>Whether nothing that is due is waited for or worked on.</summary>
    public async Task<bool> AreStepsIdleAsync(CancellationToken cancellationToken) =>
        (await _steps.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount == 0;

    /// <summary>Puts something that cannot be done where messages lie that failed too often: it can be put back from there.</summary>
    public async Task GiveUpAsync(DueItem item, PoisonCause cause, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Serialize(new StepsDue([item]));
        await causes.NoteAsync(Queues.AutomationSteps, message, cause, cancellationToken);
        var poison = queues.GetQueueClient(Queues.PoisonOf(Queues.AutomationSteps));
        await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken); // The host makes it when it needs it.
        await poison.SendMessageAsync(message, cancellationToken);
        AppMetrics.Poisoned(Queues.AutomationSteps);
    }

    private async Task PutAsync(Happened happened, CancellationToken cancellationToken) =>
        await _enrol.SendMessageAsync(JsonSerializer.Serialize(happened), cancellationToken);
}
