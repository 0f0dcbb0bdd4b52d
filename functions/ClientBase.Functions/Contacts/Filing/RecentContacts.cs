using ClientBase.Domain.Identity;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Contacts this process wrote lately, by their keys: the next event of the same person needs no look-up.</summary>
/// <remarks>May be outdated at any time; writes are conditional and find out.</remarks>
public sealed class RecentContacts : IDisposable
{
    private const int MaxKeys = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _byKey = new(new MemoryCacheOptions { SizeLimit = MaxKeys });

    /// <summary>What is remembered of the keys; those not remembered count as nobody's.</summary>
    internal FoundPeople Recall(IReadOnlyList<IdentityKey> keys)
    {
        var found = new FoundPeople();
        foreach (var key in keys)
        {
            if (_byKey.TryGetValue(key, out Box? box) && box!.Stored is { } stored)
            {
                found.AddClaim(key, stored.Contact.Id);
                found.Add(stored);
            }
        }

        return found;
    }

    /// <summary>Remembers a contact under the keys that were claimed for it.</summary>
    public void Remember(StoredContact stored, IEnumerable<IdentityKey> keys)
    {
        var all = keys.ToList();
        var box = all.Select(key => _byKey.TryGetValue(key, out Box? known) ? known : null)
            .FirstOrDefault(known => known?.Stored?.Contact.Id == stored.Contact.Id) ?? new Box();
        box.Stored = stored;
        foreach (var key in all)
        {
            _byKey.Set(key, box, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KeptFor });
        }
    }

    /// <summary>Forgets what is known under the keys: storage said otherwise.</summary>
    public void Forget(IEnumerable<IdentityKey> keys)
    {
        foreach (var key in keys)
        {
            if (_byKey.TryGetValue(key, out Box? box))
            {
                box!.Stored = null;
                _byKey.Remove(key);
            }
        }
    }

    public void Dispose() => _byKey.Dispose();

    // One for all keys of a contact, so that a change is seen under each of them.
    private sealed class Box
    {
        public StoredContact? Stored { get; set; }
    }
}
