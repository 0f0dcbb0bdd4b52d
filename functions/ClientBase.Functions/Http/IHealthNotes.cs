namespace ClientBase.Functions.Http;

/// <summary>What a feature has to say in the answer of <c>/api/health</c>: nothing of it makes the app unhealthy.</summary>
public interface IHealthNotes
{
    /// <summary>Under which name.</summary>
    string Name { get; }

    /// <summary>What it says, by part. No secrets: anybody may read it.</summary>
    ValueTask<IReadOnlyDictionary<string, string>> NotesAsync(CancellationToken cancellationToken);
}
