using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Automations.Running;

/// <summary>Puts the messages of automations.</summary>
public sealed class RunQueues(QueueServiceClient queues)
{
    /// <summary>Contacts in one message: few enough that one which fails does not hold up many.</summary>
    public const int ContactsAtOnce = 20;

    private readonly QueueClient _enrol = queues.GetQueueClient(Queues.AutomationEnrol);
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

    /// <summary>Whether nothing that is due is waited for or worked on.</summary>
    public async Task<bool> AreStepsIdleAsync(CancellationToken cancellationToken) =>
        (await _steps.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount == 0;

    private Task PutAsync(Happened happened, CancellationToken cancellationToken) =>
        _enrol.SendMessageAsync(JsonSerializer.Serialize(happened), cancellationToken);
}
