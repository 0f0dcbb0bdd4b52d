namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>The people of one band or value.</summary>
/// <param name="Key">As in the API: the band, the value in small letters, <c>other:</c> or <c>unknown:</c>.</param>
/// <param name="Label">As shown; a value in its most common spelling.</param>
/// <param name="Contacts">How many they are.</param>
/// <param name="Customers">Those of them who have ordered.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Share">Contacts / all contacts, of one; null for an empty base.</param>
/// <param name="RevenueShare">Net in the main currency / that of the base; null when that is nothing.</param>
/// <param name="Money">By currency, the main one first.</param>
public sealed record BreakdownRow(
    string Key,
    LocalText Label,
    int Contacts,
    int Customers,
    int Orders,
    decimal? Share,
    decimal? RevenueShare,
    IReadOnlyList<MoneyFigures> Money);

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
    /// <param name="members">Everybody (<see cref="BaseMember.All"/>).</param>
    /// <param name="history">The history their orders are from.</param>
    /// <param name="top">So many values have a row of their own; bands all have.</param>
    public static Breakdown Of(Dimension dimension, IReadOnlyList<BaseMember> members, SalesHistory history, int top = 20)
    {
        var spellings = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var keys = members.Select(member => KeysOf(dimension, member, spellings)).ToList();
        var bands = dimension.Bands ?? Commonest(keys, spellings, top);
        var own = bands.Select(band => band.Key).ToHashSet(StringComparer.Ordinal);
        var rows = new Dictionary<string, List<BaseMember>>(StringComparer.Ordinal);
        for (var i = 0; i < members.Count; i++)
        {
            foreach (var key in keys[i].Select(key => own.Contains(key) ? key : Other).DefaultIfEmpty(Unknown).Distinct())
            {
                (rows.TryGetValue(key, out var list) ? list : rows[key] = []).Add(members[i]);
            }
        }

        var whole = Money(members, history);
        return new Breakdown(dimension.Id, dimension.Title,
        [
            .. bands.Append(new(Other, new("Other", "Другие"))).Append(new(Unknown, new("Unknown", "Неизвестно")))
                .Where(band => own.Contains(band.Key) || rows.ContainsKey(band.Key))
                .Select(band => Row(band, rows.GetValueOrDefault(band.Key, []), members.Count, whole, history)),
        ]);
    }

    private static List<string> KeysOf(Dimension dimension, BaseMember member, Dictionary<string, List<string>> spellings)
    {
        var keys = new List<string>();
        foreach (var text in dimension.KeysOf(member).Select(text => text.Trim().TrimEnd(':')).Where(text => text.Length > 0))
        {
            var key = text.ToLowerInvariant();
            (spellings.TryGetValue(key, out var list) ? list : spellings[key] = []).Add(text);
            if (!keys.Contains(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static IReadOnlyList<Band> Commonest(List<List<string>> keys, Dictionary<string, List<string>> spellings, int top) =>
    [
        .. keys.SelectMany(own => own).CountBy(key => key, StringComparer.Ordinal)
            .OrderByDescending(key => key.Value).ThenBy(key => key.Key, StringComparer.Ordinal).Take(top)
            .Select(key => new Band(key.Key, Label(spellings[key.Key]))),
    ];

    private static LocalText Label(List<string> spellings)
    {
        var common = spellings.CountBy(text => text, StringComparer.Ordinal)
            .OrderByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal).First().Key;
        return new LocalText(common, common);
    }

    private static BreakdownRow Row(
        Band band, List<BaseMember> members, int everybody, IReadOnlyList<MoneyFigures> whole, SalesHistory history)
    {
        var money = Money(members, history);
        return new BreakdownRow(
            band.Key,
            band.Label,
            members.Count,
            members.Count(member => member.Sales.Count > 0),
            members.Sum(member => member.Sales.Count),
            Rounding.Share(members.Count, everybody),
            whole.Count == 0 ? null : Rounding.Share(money[0].Net, whole[0].Net),
            money);
    }

    private static IReadOnlyList<MoneyFigures> Money(IEnumerable<BaseMember> members, SalesHistory history)
    {
        var tally = new MoneyTally(history.Currencies);
        foreach (var sale in members.SelectMany(member => member.Sales))
        {
            tally.Add(sale);
        }

        return tally.Figures();
    }
}
