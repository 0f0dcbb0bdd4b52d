namespace ClientBase.Functions.Storage;

/// <summary>What a feature does once its rows have been put back from a copy that is hours old.</summary>
public interface IAfterRestore
{
    /// <summary>Does it; a repeat changes nothing.</summary>
    Task RestoredAsync(CancellationToken cancellationToken);
}
