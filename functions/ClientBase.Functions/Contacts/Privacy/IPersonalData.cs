using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>A person as other features know them.</summary>
/// <param name="ContactIds">The contact and those that are part of it.</param>
/// <param name="Keys">All addresses, telephones, ids and orders ever said.</param>
public sealed record PersonInBase(IReadOnlyCollection<string> ContactIds, IReadOnlySet<IdentityKey> Keys)
{
    /// <summary>All addresses ever said.</summary>
    public IReadOnlyCollection<string> Emails => ValuesOf(IdentityKind.Email);

    /// <summary>All telephones ever said.</summary>
    public IReadOnlyCollection<string> Phones => ValuesOf(IdentityKind.Phone);

    private IReadOnlyCollection<string> ValuesOf(IdentityKind kind) =>
        [.. Keys.Where(key => key.Kind == kind).Select(key => key.Value).Distinct(StringComparer.Ordinal)];
}

/// <summary>What a feature keeps of a person beside the contact's own rows: it is handed out and erased with them.</summary>
public interface IPersonalData
{
    /// <summary>What it is called in the export.</summary>
    string Name { get; }

    /// <summary>All of it, to be written as JSON.</summary>
    Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken);

    /// <summary>Deletes all of it; a repeat deletes what is left.</summary>
    Task EraseAsync(PersonInBase person, CancellationToken cancellationToken);
}
