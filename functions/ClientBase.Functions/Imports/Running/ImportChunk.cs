using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Imports.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Imports.Running;

/// <summary>What became of the rows of a chunk.</summary>
internal sealed record ChunkResult(
    long Rows, long Accepted, long Rejected, long Unchanged, IReadOnlyList<Flaw> Flaws, IReadOnlyList<SaidCapture> Said);

/// <summary>Files some units of an import beside each other, so that those of one shard go in common batches.</summary>
public sealed class ImportChunk(
    ImportMapping mapping, ContactFiling filing, ErasedPeople erased, KeyedTurns turns, IOptions<ImportOptions> options)
{
    private const string TooLarge = "it is more than the base can keep of one person";
    private const string Erased = "this person was erased and stays away: only a form they fill in themselves brings them back";

    private enum Outcome
    {
        Rejected,
        TooLarge,
        Unchanged,
        Accepted,
    }

    /// <summary>Files them, or tells what filing would do.</summary>
    /// <param name="import">The import.</param>
    /// <param name="units">The units.</param>
    /// <param name="before">What other imports have said.</param>
    /// <param name="own">Of a chunk somebody has begun before: what this import had said earlier; null of one nobody has begun.</param>
    internal async Task<ChunkResult> FileAsync(
        ImportState import,
        IReadOnlyList<ImportUnit> units,
        SaidBefore before,
        IReadOnlySet<UInt128>? own,
        CancellationToken cancellationToken)
    {
        var outcomes = new Outcome[units.Count];
        var said = new SaidCapture?[units.Count];
        var captures = units.Select(unit => mapping.Read(import, unit)).ToArray();
        var first = new HashSet<string>(StringComparer.Ordinal);
        var isRepeat = captures.Select(capture => capture is not null && !first.Add(capture.Id)).ToArray();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = options.Value.RowsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, units.Count, limits, async (index, token) =>
        {
            if (captures[index] is { } capture)
            {
                (outcomes[index], said[index]) = isRepeat[index]
                    ? (Outcome.Unchanged, null)
                    : await FileAsync(import, capture, before, own, token);
            }
        });

        for (var index = 0; index < units.Count; index++)
        {
            if (captures[index] is not null && outcomes[index] is Outcome.Rejected or Outcome.TooLarge)
            {
                Reject(units[index], outcomes[index] == Outcome.TooLarge ? TooLarge : Erased);
                outcomes[index] = Outcome.Rejected;
            }
        }

        long Count(Outcome outcome) => units.Where((_, index) => outcomes[index] == outcome).Sum(unit => (long)unit.Rows.Count);
        return new ChunkResult(
            units.Sum(unit => (long)unit.Rows.Count),
            Count(Outcome.Accepted),
            Count(Outcome.Rejected),
            Count(Outcome.Unchanged),
            [.. units.SelectMany(unit => unit.Rows).SelectMany(row => row.Flaws)],
            [.. said.OfType<SaidCapture>()]);
    }

    private async ValueTask<(Outcome Outcome, SaidCapture? Said)> FileAsync(
        ImportState import, CapturedEvent capture, SaidBefore before, IReadOnlySet<UInt128>? own, CancellationToken cancellationToken)
    {
        var key = SaidCapture.KeyOf(capture.Id);
        var wasSaid = before.Has(key, out var known);
        if (wasSaid || import.IsDryRun)
        {
            return await erased.IsToBeDroppedAsync(capture, cancellationToken)
                ? (Outcome.Rejected, null)
                : (wasSaid ? Outcome.Unchanged : Outcome.Accepted, wasSaid ? known : null);
        }

        using var turn = await turns.WaitAsync(IdentityResolver.KeysOf(capture)[0].ToString(), cancellationToken);
        var filed = await FileAsync(capture, cancellationToken);
        if (filed is null)
        {
            return (Outcome.TooLarge, null);
        }

        if (filed.ContactId is not { } contactId)
        {
            return (Outcome.Rejected, null);
        }

        // Of a chunk that was cut short, what is filed already may have been filed by this very import.
        var isNew = filed.IsNew || (own is not null && !own.Contains(key));
        AppMetrics.CaptureFiled(ImportMapping.Source);
        return (isNew ? Outcome.Accepted : Outcome.Unchanged, SaidCapture.Of(capture.Id, contactId));
    }

    private async Task<Filed?> FileAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        try
        {
            return await filing.FileOnceAsync(capture with { IsHistory = true }, cancellationToken);
        }
        catch (LimitException)
        {
            return null; // One row must not hold up all others.
        }
    }

    // The address is not repeated: the report would keep what was erased.
    private static void Reject(ImportUnit unit, string why)
    {
        foreach (var row in unit.Rows)
        {
            row.Flaws.Clear();
            row.Flaws.Add(new Flaw(row.Number, "", "", why));
        }
    }
}
