using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Lets people enter automations, or leave them, because something happened.</summary>
public sealed class EnrolInAutomation(Enrolment enrolment)
{
    /// <summary>Runs for each thing that happened; a repeat changes nothing.</summary>
    [Function(nameof(EnrolInAutomation))]
    public Task RunAsync([QueueTrigger(Queues.AutomationEnrol)] Happened message, CancellationToken cancellationToken) =>
        Task.WhenAll(message.Contacts.Select(id => enrolment.HearAsync(id, message.What, cancellationToken)));
}
