using ClientBase.Domain.Automations;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Segments.Recompute;

namespace ClientBase.Functions.Automations.Running.Triggers;

/// <summary>Hears who came into a segment, or left it.</summary>
public sealed class SegmentTriggers(KnownAutomations automations, RunQueues queues) : IMembershipFollower
{
    /// <inheritdoc/>
    public async Task FollowAsync(RecomputeRun run, IEnumerable<SegmentChange> changes, CancellationToken cancellationToken)
    {
        var listening = (await automations.GetAsync(cancellationToken)).With<SegmentTrigger>()
            .ToLookup(one => (SegmentTrigger)one.Definition.Trigger, one => one.Id);
        if (listening.Count == 0)
        {
            return;
        }

        var moved = listening.ToDictionary(group => group.Key, _ => new List<string>());
        foreach (var change in changes.Where(change => !change.IsGone))
        {
            foreach (var (trigger, contacts) in moved)
            {
                var (was, isIn) = (change.Before.Contains(trigger.Segment), change.After.Contains(trigger.Segment));
                if (was != isIn && isIn == trigger.Entered)
                {
                    contacts.Add(change.ContactId);
                }
            }
        }

        foreach (var (trigger, contacts) in moved)
        {
            // Named by the run: cut short, it says the same again.
            var what = new Happening(trigger.On, $"{trigger.On} {trigger.Segment} {run.Id}") { Enter = [.. listening[trigger]] };
            await queues.PutAsync(contacts, what, cancellationToken);
        }
    }
}
