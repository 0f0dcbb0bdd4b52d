using ClientBase.Domain.Automations;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>A shard is to be searched for dates that come near, and for people nothing was heard of.</summary>
/// <param name="Shard">The shard.</param>
public sealed record DatesToFind(string Shard);

/// <summary>Has the base searched for dates that come near: every hour, and at once for an automation that is new.</summary>
/// <remarks>When it was done last is known to the instance alone: another one does it once more, which comes to the same.</remarks>
public sealed class DateSearches(KnownAutomations automations, RunQueues queues, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private DateTimeOffset _doneAt = DateTimeOffset.MinValue;
    private string _doneFor = "";

    /// <summary>Puts a message a shard, where an automation asks for dates and it is time.</summary>
    public async Task PutAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wanted = string.Join(' ', (await automations.GetAsync(cancellationToken)).All
            .Where(one => one.Definition.Trigger is DateTrigger or StaleTrigger)
            .Select(one => $"{one.Id}:{one.Version}"));
        if (wanted.Length == 0 || (wanted == _doneFor && now < _doneAt + Every))
        {
            return;
        }

        foreach (var shard in ContactId.Shards)
        {
            await queues.PutAsync(new DatesToFind(shard), cancellationToken);
        }

        (_doneAt, _doneFor) = (now, wanted);
    }
}
