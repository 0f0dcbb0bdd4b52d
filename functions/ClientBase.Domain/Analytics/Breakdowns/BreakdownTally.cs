namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>Makes a <see cref="Breakdowns.Breakdown"/> person by person: in memory are the values people have, and no people.</summary>
/// <remarks>People who have the same values are added up together, so it can be said afterwards which values get a row.</remarks>
/// <param name="dimension">By what.</param>
/// <param name="currencies">The currencies people paid in, the main one first.</param>
public sealed class BreakdownTally(Dimension dimension, IReadOnlyList<string> currencies)
{
    // A contact's value cannot be one of these: colons are trimmed from the end of values.
    private const string Other = "other:";
    private const string Unknown = "unknown:";
    private const char Between = '\n';

    private readonly Dictionary<string, (string[] Keys, Sums Sums)> _byValues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _spellings = new(StringComparer.Ordinal);
    private readonly Sums _whole = new(currencies);

    /// <summary>Everybody.</summary>
    public BreakdownRow Whole => _whole.Row(new Band("", new LocalText("", "")), _whole);

    /// <summary>Takes somebody in.</summary>
    public void Add(BaseMember member)
    {
        _whole.Add(member);
        var keys = new List<string>(1);
        foreach (var text in dimension.KeysOf(member).Select(text => text.Trim().TrimEnd(':')).Where(text => text.Length > 0))
        {
            var key = text.ToLowerInvariant();
            if (!keys.Contains(key))
            {
                keys.Add(key);
            }

            if (dimension.Bands is null)
            {
                var own = _spellings.TryGetValue(key, out var known) ? known : _spellings[key] = new(StringComparer.Ordinal);
                own[text] = own.GetValueOrDefault(text) + 1;
            }
        }

        keys.Sort(StringComparer.Ordinal);
        var values = keys.Count == 1 ? keys[0] : string.Join(Between, keys);
        if (!_byValues.TryGetValue(values, out var same))
        {
            _byValues.Add(values, same = ([.. keys], new Sums(currencies)));
        }

        same.Sums.Add(member);
    }

    /// <summary>The breakdown of those who were taken in.</summary>
    /// <param name="top">So many values have a row of their own, the commonest; bands all have.</param>
    public Breakdown Breakdown(int top = 20) => By(dimension.Bands ?? Commonest(top));

    /// <summary>The same with rows of these values alone.</summary>
    public Breakdown By(IReadOnlyList<Band> bands)
    {
        var own = bands.Select(band => band.Key).ToHashSet(StringComparer.Ordinal);
        var rows = new Dictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var (keys, sums) in _byValues.Values)
        {
            foreach (var key in keys.Select(key => own.Contains(key) ? key : Other).DefaultIfEmpty(Unknown).Distinct())
            {
                (rows.TryGetValue(key, out var row) ? row : rows[key] = new Sums(currencies)).Add(sums);
            }
        }

        return new Breakdown(dimension.Id, dimension.Title,
        [
            .. bands.Append(new(Other, new("Other", "Другие"))).Append(new(Unknown, new("Unknown", "Неизвестно")))
                .Where(band => own.Contains(band.Key) || rows.ContainsKey(band.Key))
                .Select(band => (rows.GetValueOrDefault(band.Key) ?? new Sums(currencies)).Row(band, _whole)),
        ]);
    }

    private IReadOnlyList<Band> Commonest(int top)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (keys, sums) in _byValues.Values)
        {
            foreach (var key in keys)
            {
                counts[key] = counts.GetValueOrDefault(key) + sums.Contacts;
            }
        }

        return
        [
            .. counts.OrderByDescending(key => key.Value).ThenBy(key => key.Key, StringComparer.Ordinal).Take(top)
                .Select(key => new Band(key.Key, Label(_spellings[key.Key]))),
        ];
    }

    private static LocalText Label(Dictionary<string, int> spellings)
    {
        var common = spellings.OrderByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal).First().Key;
        return new LocalText(common, common);
    }

    private sealed class Sums(IReadOnlyList<string> currencies)
    {
        private readonly decimal[] _nets = new decimal[currencies.Count];
        private int _customers;
        private int _orders;

        public int Contacts { get; private set; }

        public void Add(BaseMember member)
        {
            Contacts++;
            _customers += member.Bought.Orders > 0 ? 1 : 0;
            _orders += member.Bought.Orders;
            for (var i = 0; i < _nets.Length; i++)
            {
                _nets[i] += member.Bought.NetIn(currencies[i]);
            }
        }

        public void Add(Sums others)
        {
            (Contacts, _customers, _orders) = (Contacts + others.Contacts, _customers + others._customers, _orders + others._orders);
            for (var i = 0; i < _nets.Length; i++)
            {
                _nets[i] += others._nets[i];
            }
        }

        public BreakdownRow Row(Band band, Sums whole) => new(
            band.Key,
            band.Label,
            Contacts,
            _customers,
            _orders,
            Rounding.Share(Contacts, whole.Contacts),
            _nets.Length == 0 ? null : Rounding.Share(_nets[0], whole._nets[0]),
            _nets);
    }
}
