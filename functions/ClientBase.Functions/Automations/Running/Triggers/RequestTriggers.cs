using ClientBase.Domain.Automations;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Crm.Requests;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Hears of requests, whichever way they came.</summary>
public sealed class RequestTriggers(KnownAutomations automations, RunQueues queues) : IRequestFollower
{
    /// <inheritdoc/>
    public async Task FollowAsync(string contactId, string requestId, ClientRequest request, CancellationToken cancellationToken)
    {
        var listeners = await automations.GetAsync(cancellationToken);
        var enter = listeners.With<RequestTrigger>().Select(one => one.Id).ToList();
        if (enter.Count > 0 || listeners.Heed(AutomationEvents.Request))
        {
            var what = new Happening(AutomationEvents.Request, $"request {requestId}") { Enter = enter };
            await queues.PutAsync(contactId, [what], cancellationToken);
        }
    }
}
