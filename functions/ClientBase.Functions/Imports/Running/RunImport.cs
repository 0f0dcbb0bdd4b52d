using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Imports.Running;

/// <summary>Has an import go on, or an undo of one; the next part is a message of its own.</summary>
public sealed class RunImport(ImportRun run, ImportUndoing undoing)
{
    /// <summary>Runs for each part of an import.</summary>
    [Function(nameof(RunImport))]
    public Task RunAsync([QueueTrigger(Queues.Imports)] ImportWork work, CancellationToken cancellationToken) =>
        work.IsUndo ? undoing.RunAsync(work.Import, cancellationToken) : run.RunAsync(work.Import, cancellationToken);
}
