namespace ClientBase.Functions.Imports.Running;

/// <summary>What other imports have said: their rows are known again without a look at the base.</summary>
/// <remarks>32 bytes a row, in one array. An import that was undone says nothing any more.</remarks>
internal sealed class SaidBefore
{
    private readonly SaidCapture[] _sorted;

    private SaidBefore(SaidCapture[] sorted) => _sorted = sorted;

    /// <summary>Reads what all imports but one have said.</summary>
    public static async Task<SaidBefore> ReadAsync(ImportStore imports, string exceptId, CancellationToken cancellationToken)
    {
        var said = new List<SaidCapture>();
        foreach (var (import, _) in await imports.AllAsync(cancellationToken))
        {
            if (import.Id != exceptId && !import.IsDryRun && import.Stage is not (ImportStage.Undoing or ImportStage.Undone))
            {
                said.AddRange(await SaidCapture.ReadAsync(imports.Said(import.Id), cancellationToken));
            }
        }

        var sorted = said.ToArray();
        Array.Sort(sorted);
        return new SaidBefore(sorted);
    }

    /// <summary>Whether a capture was said, and where it lies.</summary>
    public bool Has(UInt128 capture, out SaidCapture said)
    {
        var found = Array.BinarySearch(_sorted, new SaidCapture(capture, 0));
        said = found >= 0 ? _sorted[found] : default;
        return found >= 0;
    }
}
