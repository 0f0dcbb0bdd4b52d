using System.Collections.Concurrent;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>What is read while one page of contacts is compared: each block and each contact once.</summary>
internal sealed class BlockReads(BlockStore blocks, ChangedContacts contacts)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>?>>> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Contact?>>> _contacts = new(StringComparer.Ordinal);

    /// <summary>Knows contacts that were read already.</summary>
    public void Add(IEnumerable<Contact> known)
    {
        foreach (var contact in known)
        {
            _contacts[contact.Id] = new Lazy<Task<Contact?>>(Task.FromResult<Contact?>(contact));
        }
    }

    /// <summary>The people who share a block with somebody, without those who are no person of their own.</summary>
    public async Task<IReadOnlyList<Contact>> NeighboursAsync(
        string contactId, IReadOnlyList<StoredBlock> of, CancellationToken cancellationToken)
    {
        var members = (await MembersAsync(of.Where(block => !block.IsNarrow), cancellationToken)).ToList();
        if (members.Contains(null))
        {
            members.AddRange(await MembersAsync(of.Where(block => block.IsNarrow), cancellationToken));
        }

        return await PeopleAsync(members.SelectMany(block => block ?? []).Where(id => id != contactId).Distinct(), cancellationToken);
    }

    /// <summary>Contacts by their ids, without those who are no person of their own.</summary>
    public async Task<IReadOnlyList<Contact>> PeopleAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(ids.Select(id => _contacts.GetOrAdd(
            id, _ => new Lazy<Task<Contact?>>(() => contacts.PersonAsync(id, cancellationToken))).Value));
        return [.. found.OfType<Contact>()];
    }

    private Task<IReadOnlyList<string>?[]> MembersAsync(IEnumerable<StoredBlock> of, CancellationToken cancellationToken) =>
        Task.WhenAll(of.Select(block => _members.GetOrAdd(
            block.Digest,
            digest => new Lazy<Task<IReadOnlyList<string>?>>(() => blocks.MembersAsync(digest, cancellationToken))).Value));
}
