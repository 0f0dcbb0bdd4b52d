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
        if (await AgeAsync(last, cancellationToken) > TooOld)
        {
            notes["warning"] = "there is no whole copy of the last two days: infra/RUNBOOK.md says what to do";
        }

        return notes;
    }

    /// <summary>Its age; where there is none yet, that of the place it would lie in.</summary>
    public async Task<TimeSpan> ReadAsync(CancellationToken cancellationToken) =>
        await AgeAsync(await store.LastAsync(cancellationToken), cancellationToken);

    private async Task<TimeSpan> AgeAsync(JobState? last, CancellationToken cancellationToken) =>
        store.Now - (last?.StartedAt ?? await store.SinceAsync(cancellationToken));
}
