using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Copies the next rows or blobs of a part.</summary>
public sealed class CopyPart(BackupRuns backups)
{
    /// <summary>Runs for each step; the next one is a message of its own.</summary>
    [Function(nameof(CopyPart))]
    public Task RunAsync([QueueTrigger(Queues.Backups)] JobStep message, CancellationToken cancellationToken) =>
        backups.StepAsync(message, cancellationToken);
}
