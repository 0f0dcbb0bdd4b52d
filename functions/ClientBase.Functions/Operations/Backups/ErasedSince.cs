using ClientBase.Functions.Contacts.Privacy;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Notes who was erased beside the copies, so that a restore erases them again before it is done.</summary>
/// <remarks>
/// Older copies still hold the person until the lifecycle of the container deletes them; nobody reads them but a restore. Contact ids are
/// digests: the note says nothing of the person.
/// </remarks>
public sealed class ErasedSince(BackupStore store) : IPersonalData
{
    private const string Folder = "erased/";

    public string Name => "copies";

    /// <summary>Nothing: a copy is what the base was.</summary>
    public Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<object>>([]);

    public Task EraseAsync(PersonInBase person, CancellationToken cancellationToken) => Task.WhenAll(person.ContactIds.Select(
        id => store.WriteAsync(Folder + id, new Note(store.Now), null, cancellationToken)));

    /// <summary>The next contact that was erased after an instant; null when there is none.</summary>
    /// <param name="since">The instant.</param>
    /// <param name="after">The contact before; null for the first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string?> NextAsync(DateTimeOffset since, string? after, CancellationToken cancellationToken)
    {
        await foreach (var blob in store.BlobsIn(Folder, cancellationToken))
        {
            var id = blob.Name[Folder.Length..];
            if (string.CompareOrdinal(id, after) > 0
                && (await store.ReadAsync<Note>(blob.Name, cancellationToken)).Value is { } note && note.At >= since)
            {
                return id;
            }
        }

        return null;
    }

    private sealed record Note(DateTimeOffset At);
}
