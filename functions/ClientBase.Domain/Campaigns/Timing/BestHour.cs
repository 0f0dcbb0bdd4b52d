using ClientBase.Domain.Campaigns.Experiments;

namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>The hour of the day at which somebody reads mail, from when they opened and clicked before.</summary>
/// <remarks>
/// Few readers have opened often enough to be known, so each one's hours are drawn towards the curve of the whole base: as if everybody had
/// opened <see cref="Prior"/> more mails, at the base's hours. A random tenth get their mail at any hour, so that it can be told whether
/// this helps.
/// </remarks>
public sealed class BestHour
{
    /// <summary>Opens of the base's curve that weigh as much as one's own.</summary>
    public const double Prior = 10;

    private const int Hours = 24;
    private const double RandomShare = 0.1;

    private readonly double[] _base;

    /// <summary>The hours of a base: how many opens and clicks of people fell into each hour where these live.</summary>
    public BestHour(IReadOnlyList<int> opensByHour)
    {
        var all = opensByHour.Select((opens, hour) => opens + Usual(hour)).ToList();
        var sum = all.Sum();
        _base = [.. all.Select(opens => opens / sum)];
    }

    // A base without opens has a day like anybody's: in the morning rather than at midnight.
    private static double Usual(int hour) => hour switch
    {
        10 => 3,
        >= 9 and <= 20 => 1,
        _ => 0.2,
    };

    /// <summary>Whether somebody is among the tenth who get their mail at any hour.</summary>
    public static bool IsRandom(string campaignId, string contactId) => Lot.Of(contactId, $"hour:{campaignId}") < RandomShare;

    /// <summary>The hour for somebody.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="contactId">Who.</param>
    /// <param name="own">Their own opens and clicks by hour; null: none known.</param>
    /// <param name="quiet">Hours that are no choice.</param>
    public int Of(string campaignId, string contactId, IReadOnlyList<int>? own, QuietHours quiet)
    {
        var open = Enumerable.Range(0, Hours).Where(hour => !quiet.Covers(new DateTime(2000, 1, 1, hour, 0, 0))).ToList();
        return IsRandom(campaignId, contactId)
            ? open[(int)(Lot.Of(contactId, $"any-hour:{campaignId}") * open.Count)]
            : open.MaxBy(hour => (own?[hour] ?? 0) + (Prior * _base[hour]));
    }
}
