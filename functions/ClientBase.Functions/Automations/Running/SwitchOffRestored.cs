using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Automations.Running;

/// <summary>
/// Switches automations off once the base is a copy that is hours old: messages have been sent since, and the runs that say so are lost.
/// </summary>
internal sealed class SwitchOffRestored(AutomationStore automations, KnownAutomations known, TimeProvider clock) : IAfterRestore
{
    public async Task RestoredAsync(CancellationToken cancellationToken)
    {
        foreach (var automation in (await automations.ListAsync(cancellationToken)).Where(one => one.Enabled))
        {
            await automations.SwitchAsync(automation.Id, enabled: false, "restore", clock.GetUtcNow(), cancellationToken);
        }

        await known.RefreshAsync(cancellationToken);
    }
}
