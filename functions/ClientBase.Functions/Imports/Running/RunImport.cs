using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Imports.Running;

/// <summary>Has an import go on, or an undo of one; the next part is a message of its own.</summary>
public sealed class RunImport(ImportStore imports, ImportRun run, ImportUndoing undoing)
{
    /// <summary>Runs for each part of an import.</summary>
    [Function(nameof(RunImport))]
    public async Task RunAsync([QueueTrigger(Queues.Imports)] ImportWork work, CancellationToken cancellationToken)
    {
        var isBegun = work.IsUndo
            ? await undoing.RunAsync(work.Import, cancellationToken)
            : await run.RunAsync(work.Import, cancellationToken);
        if (!isBegun && !await WaitAsync(work, cancellationToken) && !work.IsUndo)
        {
            await imports.DeleteFileAsync(work.Import, cancellationToken); // Nobody was told that it was taken.
        }
    }

    private Task<bool> WaitAsync(ImportWork work, CancellationToken cancellationToken) => EarlyMessages.WaitAsync(
        work.Waited, wait => imports.PutAsync(work with { Waited = work.Waited + 1 }, cancellationToken, wait));
}
