using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Exports.Running;

/// <summary>Has an export go on; the next part is a message of its own.</summary>
public sealed class RunExport(ExportRun run)
{
    /// <summary>Runs for each part of an export.</summary>
    [Function(nameof(RunExport))]
    public Task RunAsync([QueueTrigger(Queues.Exports)] ExportWork work, CancellationToken cancellationToken) =>
        run.RunAsync(work, cancellationToken);
}
