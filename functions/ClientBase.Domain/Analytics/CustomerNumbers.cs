using System.Runtime.InteropServices;
using ClientBase.Domain.Identity;

namespace ClientBase.Domain.Analytics;

/// <summary>Numbers people from 0 as they first come up: of each 16 bytes lie in memory, so that there may be millions.</summary>
public sealed class CustomerNumbers
{
    private readonly Dictionary<Packed, int> _numbers = [];
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal); // Ids that are not of the base's form.

    /// <summary>How many have come up.</summary>
    public int Count => _numbers.Count + _others.Count;

    /// <summary>The number of somebody: the next one for who has not come up before.</summary>
    public int Of(string id)
    {
        var next = Count;
        ref var number = ref ContactId.TryPack(id, out var packed)
            ? ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, Packed.Of(packed), out _)
            : ref CollectionsMarshal.GetValueRefOrAddDefault(_others, id, out _);
        number = Count > next ? next : number;
        return number;
    }

    /// <summary>The number of somebody; null for who has not come up.</summary>
    public int? Find(string id)
    {
        var isKnown = ContactId.TryPack(id, out var packed)
            ? _numbers.TryGetValue(Packed.Of(packed), out var number)
            : _others.TryGetValue(id, out number);
        return isKnown ? number : null;
    }

    /// <summary>Whether somebody has come up.</summary>
    public bool Has(string id) => Find(id) is not null;

    /// <summary>Everybody with their number, in no order.</summary>
    public IEnumerable<(string Id, int Number)> Each() => _numbers.Select(one => (ContactId.Unpack(one.Key.Id), one.Value))
        .Concat(_others.Select(one => (one.Key, one.Value)));

    // A UInt128 would begin at multiples of 16 bytes and take half as much again.
    private readonly record struct Packed(ulong Upper, ulong Lower)
    {
        public UInt128 Id => new(Upper, Lower);

        public static Packed Of(UInt128 id) => new((ulong)(id >> 64), (ulong)id);

        public override int GetHashCode() => (int)Lower ^ (int)(Upper >> 20); // Letters of ids are drawn evenly.
    }
}
