namespace ClientBase.Domain.Identity.Duplicates.Blocking;

/// <summary>People in blocks by one key. Only people of one block are compared, and in a large block only neighbours.</summary>
internal sealed class BlockingPass
{
    private const int LargestBlock = 60;
    private const int Neighbours = 15;

    private readonly int[] _order;
    private readonly int[] _place;
    private readonly int[] _end;

    private BlockingPass(int[] order, int[] place, int[] end) => (_order, _place, _end) = (order, place, end);

    /// <summary>Forms the blocks; a block too large is divided by the refinement.</summary>
    public static BlockingPass Form(ulong[] keys, ulong[] refinement)
    {
        var sizes = new Dictionary<ulong, int>();
        foreach (var key in keys)
        {
            sizes[key] = sizes.GetValueOrDefault(key) + 1;
        }

        var narrowed = new ulong[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var isLarge = keys[i] != 0 && sizes[keys[i]] > LargestBlock;
            narrowed[i] = isLarge && refinement[i] != 0 ? BlockKeys.Mix(keys[i], refinement[i]) : keys[i];
        }

        return FromKeys(narrowed);
    }

    /// <summary>Adds the people after this one to compare it with. Several passes may find the same ones.</summary>
    public void AddPartners(int person, List<int> partners)
    {
        var place = _place[person];
        if (place < 0)
        {
            return;
        }

        for (var i = place + 1; i < _end[place]; i++)
        {
            partners.Add(_order[i]);
        }
    }

    private static BlockingPass FromKeys(ulong[] keys)
    {
        var order = Enumerable.Range(0, keys.Length).Where(i => keys[i] != 0).ToArray();
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        var place = new int[keys.Length];
        Array.Fill(place, -1);
        var end = new int[order.Length];
        for (var start = 0; start < order.Length;)
        {
            var stop = start;
            while (stop < order.Length && keys[order[stop]] == keys[order[start]])
            {
                place[order[stop]] = stop;
                stop++;
            }

            for (var i = start; i < stop; i++)
            {
                end[i] = stop - start <= LargestBlock ? stop : Math.Min(stop, i + 1 + Neighbours);
            }

            start = stop;
        }

        return new BlockingPass(order, place, end);
    }
}
