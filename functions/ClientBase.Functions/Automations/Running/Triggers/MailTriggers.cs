using ClientBase.Domain.Automations;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Sending.Events;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Hears of automations' mails that people open or click in.</summary>
public sealed class MailTriggers(KnownAutomations automations, RunQueues queues) : IMailEventFollower
{
    /// <inheritdoc/>
    public async Task FollowAsync(IReadOnlyCollection<MailEvent> events, CancellationToken cancellationToken)
    {
        var listeners = await automations.GetAsync(cancellationToken);
        foreach (var one in events)
        {
            var name = one.Kind == MailEventKind.Click ? AutomationEvents.Click : AutomationEvents.Open;
            var automation = listeners.All.FirstOrDefault(other => other.Source == one.Campaign && other.Heeds(name));
            if (automation is not null && one.ContactId is { } contactId)
            {
                await queues.PutAsync(contactId, [new Happening(name, $"{name} {one.Id}") { Mail = automation.Id }], cancellationToken);
            }
        }
    }
}
