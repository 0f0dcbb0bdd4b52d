using ClientBase.Functions.Http;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>How old the last whole copy is: health tells it, and when it is too old.</summary>
public sealed class BackupAge(BackupStore store) : IHealthNotes
{
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(2);

    public string Name => "backup";

    public async ValueTask<IReadOnlyDictionary<string, string>> NotesAsync(CancellationToken cancellationToken)
    {
        var last = await store.LastAsync(cancellationToken);
        var notes = new Dictionary<string, string> { ["last"] = last is null ? "none yet" : last.Id };
        if (last is not null && store.Now - last.StartedAt > TooOld)
        {
            notes["warning"] = "the last whole copy is older than two days: infra/RUNBOOK.md says what to do";
        }

        return notes;
    }

    /// <summary>Its age; null when there is none.</summary>
    public async Task<TimeSpan?> ReadAsync(CancellationToken cancellationToken) =>
        await store.LastAsync(cancellationToken) is { } last ? store.Now - last.StartedAt : null;
}
