using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Puts the next file or blobs of a part back.</summary>
public sealed class RestorePart(RestoreRuns restores)
{
    /// <summary>Runs for each step; the next one is a message of its own.</summary>
    [Function(nameof(RestorePart))]
    public Task RunAsync([QueueTrigger(Queues.Restores)] JobStep message, CancellationToken cancellationToken) =>
        restores.StepAsync(message, cancellationToken);
}
