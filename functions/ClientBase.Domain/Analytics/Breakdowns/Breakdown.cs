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
    /// <summary>Breaks a base down.</summary>
    /// <param name="dimension">By what.</param>
    /// <param name="members">Everybody.</param>
    /// <param name="currencies">The currencies they paid in, the main one first.</param>
    /// <param name="top">So many values have a row of their own; bands all have.</param>
    public static Breakdown Of(Dimension dimension, IReadOnlyList<BaseMember> members, IReadOnlyList<string> currencies, int top = 20)
    {
        var tally = new BreakdownTally(dimension, currencies);
        foreach (var member in members)
        {
            tally.Add(member);
        }

        return tally.Breakdown(top);
    }
}
