namespace ClientBase.Functions.Contacts.Merging;

/// <summary>A feature whose lists depend on which contacts are one person.</summary>
public interface IRegrouping
{
    /// <summary>
    /// Called before some contacts become one person, or one that was merged stands on its own again. It may be called without that coming
    /// about, and again: what it writes must do no harm then.
    /// </summary>
    /// <param name="contactIds">All contacts that are one person afterwards.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task PrepareAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken);
}

/// <summary>All that want to hear of it.</summary>
public sealed class Regroupings(IEnumerable<IRegrouping> features)
{
    /// <inheritdoc cref="IRegrouping.PrepareAsync"/>
    public Task PrepareAsync(IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken) =>
        Task.WhenAll(features.Select(feature => feature.PrepareAsync(contactIds, cancellationToken)));
}
