namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>The people of one band or value.</summary>
/// <param name="Key">As in the API: the band, the value in small letters, <c>other:</c> or <c>unknown:</c>.</param>
/// <param name="Label">As shown; a value in its most common spelling.</param>
/// <param name="Contacts">How many they are.</param>
/// <param name="Customers">Those of them who have ordered.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Share">Contacts / all contacts, of one; null for an empty base.</param>
/// <param name="RevenueShare">Net in the main currency / that of the base; null when that is nothing.</param>
/// <param name="Net">What they brought, net of refunds, by currency, the main one first.</param>
public sealed record BreakdownRow(
    string Key,
    LocalText Label,
    int Contacts,
    int Customers,
    int Orders,
    decimal? Share,
    decimal? RevenueShare,
    IReadOnlyList<decimal> Net);

/// <summary>A base by one dimension.</summary>
/// <param name="Dimension">Its id.</param>
/// <param name="Title">As shown.</param>
/// <param name="Rows">
/// Bands in their order, or values by number of contacts, the most frequent first (ties by key); then other and unknown, if there are any.
/// </param>
/// <remarks>The rows add up to the base, unless contacts have several values (interests): those count in each of their rows.</remarks>
public sealed record Breakdown(string Dimension, LocalText Title, IReadOnlyList<BreakdownRow> Rows)
{
    // A contact's value cannot be one of these: colons are trimmed from the end of values.
    private const string Other = "other:";
    private const string Unknown = "unknown:";

    /// <summary>Breaks a base down.</summary>
    /// <param name="dimension">By what.</param>
    /// <param name="members">Everybody.</param>
    /// <param name="currencies">The currencies they paid in, the main one first.</param>
    /// <param name="top">So many values have a row of their own; bands all have.</param>
    public static Breakdown Of(Dimension dimension, IReadOnlyList<BaseMember> members, IReadOnlyList<string> currencies, int top = 20)
    {
        var bands = dimension.Bands ?? Commonest(dimension, members, top);
        var own = bands.Select(band => band.Key).ToHashSet(StringComparer.Ordinal);
        var (rows, whole) = (new Dictionary<string, Tally>(StringComparer.Ordinal), new Tally(currencies));
        foreach (var member in members)
        {
            whole.Add(member);
            foreach (var key in KeysOf(dimension, member).Select(one => own.Contains(one.Key) ? one.Key : Other)
                .DefaultIfEmpty(Unknown).Distinct())
            {
                (rows.TryGetValue(key, out var tally) ? tally : rows[key] = new Tally(currencies)).Add(member);
            }
        }

        return new Breakdown(dimension.Id, dimension.Title,
        [
            .. bands.Append(new(Other, new("Other", "Другие"))).Append(new(Unknown, new("Unknown", "Неизвестно")))
                .Where(band => own.Contains(band.Key) || rows.ContainsKey(band.Key))
                .Select(band => (rows.GetValueOrDefault(band.Key) ?? new Tally(currencies)).Row(band, whole)),
        ]);
    }

    private static List<(string Key, string Text)> KeysOf(Dimension dimension, BaseMember member)
    {
        var keys = new List<(string Key, string Text)>();
        foreach (var text in dimension.KeysOf(member).Select(text => text.Trim().TrimEnd(':')).Where(text => text.Length > 0))
        {
            keys.Add((text.ToLowerInvariant(), text));
        }

        return keys;
    }

    private static IReadOnlyList<Band> Commonest(Dimension dimension, IReadOnlyList<BaseMember> members, int top)
    {
        var (counts, spellings) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, Dictionary<string, int>>());
        foreach (var member in members)
        {
            var keys = KeysOf(dimension, member);
            foreach (var key in keys.Select(one => one.Key).Distinct())
            {
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }

            foreach (var (key, text) in keys)
            {
                var own = spellings.TryGetValue(key, out var known) ? known : spellings[key] = new(StringComparer.Ordinal);
                own[text] = own.GetValueOrDefault(text) + 1;
            }
        }

        return
        [
            .. counts.OrderByDescending(key => key.Value).ThenBy(key => key.Key, StringComparer.Ordinal).Take(top)
                .Select(key => new Band(key.Key, Label(spellings[key.Key]))),
        ];
    }

    private static LocalText Label(Dictionary<string, int> spellings)
    {
        var common = spellings.OrderByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal).First().Key;
        return new LocalText(common, common);
    }

    private sealed class Tally(IReadOnlyList<string> currencies)
    {
        private readonly decimal[] _nets = new decimal[currencies.Count];
        private int _contacts;
        private int _customers;
        private int _orders;

        public void Add(BaseMember member)
        {
            _contacts++;
            _customers += member.Bought.Orders > 0 ? 1 : 0;
            _orders += member.Bought.Orders;
            for (var i = 0; i < _nets.Length; i++)
            {
                _nets[i] += member.Bought.NetIn(currencies[i]);
            }
        }

        public BreakdownRow Row(Band band, Tally whole) => new(
            band.Key,
            band.Label,
            _contacts,
            _customers,
            _orders,
            Rounding.Share(_contacts, whole._contacts),
            _nets.Length == 0 ? null : Rounding.Share(_nets[0], whole._nets[0]),
            _nets);
    }
}
