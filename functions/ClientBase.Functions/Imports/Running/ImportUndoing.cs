using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Imports.Running;

/// <summary>Takes back what an import alone said: contact by contact, in the order of their ids.</summary>
public sealed class ImportUndoing(
    ImportStore imports,
    CaptureRetraction retraction,
    RecomputeRequests recompute,
    IOptions<ImportOptions> options,
    TimeProvider clock,
    ILogger<ImportUndoing> logger)
{
    private const int ContactsAtOnce = 64;

    /// <summary>Does a part of an undo and puts the next one on the queue.</summary>
    /// <returns>False when nobody has noted yet that the import is undone.</returns>
    public async Task<bool> RunAsync(string id, CancellationToken cancellationToken)
    {
        var stored = await imports.FindAsync(id, cancellationToken);
        if (stored is not { State.Stage: ImportStage.Undoing })
        {
            return stored is { State.Stage: ImportStage.Undone };
        }

        await PartAsync(stored, cancellationToken);
        return true;
    }

    private async Task PartAsync(StoredJob<ImportState> stored, CancellationToken cancellationToken)
    {
        var id = stored.State.Id;

        // What another import has said as well stays.
        var others = await SaidBefore.ReadAsync(imports, id, cancellationToken);
        var said = await SaidCapture.ReadAsync(imports.Said(id), cancellationToken);
        var contacts = said.Where(one => !others.Has(one.Capture, out _)).Distinct()
            .GroupBy(one => one.Contact).OrderBy(contact => contact.Key).ToList();
        var next = contacts.SkipWhile(contact => stored.State.UndoneTo is { } to && contact.Key <= to).ToList();
        foreach (var some in next.Take(options.Value.MessageRows).Chunk(options.Value.ChunkRows))
        {
            await RetractAsync(some, cancellationToken);
            var changed = stored.State with { TakenBack = stored.State.TakenBack + some.Length, UndoneTo = some[^1].Key };
            if (await imports.SaveAsync(stored, changed, cancellationToken) is not { } saved)
            {
                return; // Another instance is at it.
            }

            stored = saved;
        }

        await recompute.AskSoonAsync(cancellationToken);
        if (next.Count > options.Value.MessageRows)
        {
            await imports.PutAsync(new ImportWork(id, stored.State.TakenBack, IsUndo: true), cancellationToken);
            return;
        }

        await imports.SaveAsync(stored, stored.State with { Stage = ImportStage.Undone, EndedAt = clock.GetUtcNow() }, cancellationToken);
        logger.Undone(id, said.Count, contacts.Count);
    }

    private Task RetractAsync(IEnumerable<IGrouping<UInt128, SaidCapture>> contacts, CancellationToken cancellationToken)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ContactsAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(contacts, limits, async (contact, token) => await retraction.RetractAsync(
            contact.First().ContactId, contact.Select(one => one.CaptureId).ToHashSet(StringComparer.Ordinal), token));
    }
}
