using System.Text.Json;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Hears what known people see on the site.</summary>
public sealed class VisitTriggers(KnownAutomations automations, VisitReader visits, RunQueues queues, TimeProvider clock) : IVisitFollower
{
    private const int Newest = 50;

    // What was seen earlier was heard of then; a post of visits may be late.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task FollowAsync(Contact contact, CancellationToken cancellationToken)
    {
        var listeners = await automations.GetAsync(cancellationToken);
        var isHeeded = listeners.Heed(AutomationEvents.Visit);
        if (!isHeeded && !listeners.With<VisitTrigger>().Any())
        {
            return;
        }

        var since = clock.GetUtcNow() - Fresh;
        var seen = (await visits.NewestAsync(contact.AllIds, null, Newest, cancellationToken)).Select(VisitRow.Read)
            .Where(visit => visit.At >= since).OrderBy(visit => visit.At).ToList();
        var what = seen
            .Select(visit => (visit, Enter: MeantBy(listeners, visit)))
            .Where(one => one.Enter.Count > 0 || isHeeded)
            .Select(one => new Happening(AutomationEvents.Visit, $"visit {one.visit.Id}") { Enter = one.Enter })
            .ToList();
        await queues.PutAsync(contact.Id, what, cancellationToken);
    }

    private static List<string> MeantBy(Listeners listeners, TimelineEntry visit)
    {
        var url = visit.Data.TryGetProperty("url", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null;
        return [.. listeners.With<VisitTrigger>(one => one.Means(url)).Where(one => visit.At >= one.Since).Select(one => one.Id)];
    }
}
