using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Begins the nightly copy of the base.</summary>
public sealed class BackUpBase(BackupRuns backups)
{
    /// <summary>Runs by the timer. A copy of an earlier night that never ended is left to the lifecycle of its container.</summary>
    [Function(nameof(BackUpBase))]
    public Task RunAsync([TimerTrigger("%Schedule_BackUpBase%")] TimerInfo timer, CancellationToken cancellationToken) =>
        backups.StartAsync(cancellationToken);
}
