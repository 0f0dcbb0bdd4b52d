using System.Globalization;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Says why somebody entered a segment or left it.</summary>
/// <param name="causes">What happened with contacts, in words, by id.</param>
/// <param name="before">What went for all contacts of the shard before.</param>
/// <param name="after">What goes for them now.</param>
public sealed class ChangeReasons(IReadOnlyDictionary<string, string> causes, SnapshotHeader before, SnapshotHeader after)
{
    /// <summary>What the stamps of static lists begin with.</summary>
    public const string ListStamp = "list-";

    private const string ByTime = "time passed, or the limits of the base moved";
    private const string ByProducts = "a product became one of another kind";
    private const string ByOthers = "a segment that the rule goes by was changed";
    private const string ByForecast = "the forecast was made anew";
    private const string ByProgram = "the loyalty program was changed";

    private readonly Dictionary<string, string> _before = StampsOf(before);
    private readonly Dictionary<string, string> _after = StampsOf(after);

    /// <summary>The fact that did it.</summary>
    public string Of(SegmentChange change, string segment)
    {
        // Who is put on a list that was just made is on it by that, not by its making.
        var isCaused = causes.TryGetValue(change.ContactId, out var cause);
        if (OfRule(segment) is { } changed && !(isCaused && IsList(segment)))
        {
            return changed;
        }

        if (!isCaused)
        {
            return OfOthers(segment);
        }

        return change.OrdersBefore == change.OrdersAfter
            ? cause!
            : string.Create(CultureInfo.InvariantCulture, $"{cause}: orders {change.OrdersBefore} -> {change.OrdersAfter}");
    }

    // Nothing happened with the person: what the rule goes by has changed, or only time.
    private string OfOthers(string segment) =>
        !_after.ContainsKey(segment) || (_before.Count == _after.Count && !_before.Except(_after).Any()) ? ByTime
        : IsOther(ShopKnowledge.ProductStamp) ? ByProducts
        : IsOther(ShopKnowledge.LoyaltyStamp) ? ByProgram
        : IsOther(ShopKnowledge.ForecastStamp) ? ByForecast : ByOthers;

    private bool IsOther(string stamp) => _before.GetValueOrDefault(stamp) != _after.GetValueOrDefault(stamp);

    private bool IsList(string segment) =>
        _after.GetValueOrDefault(segment)?.StartsWith(ListStamp, StringComparison.Ordinal) == true;

    private string? OfRule(string segment) => (_before.GetValueOrDefault(segment), _after.GetValueOrDefault(segment)) switch
    {
        (null, not null) => "the segment was defined",
        (not null, null) => "the segment was deleted",
        (var old, var now) when old != now => "the rule of the segment was changed",
        _ => null,
    };

    private static Dictionary<string, string> StampsOf(SnapshotHeader header) =>
        header.Rules.Select(stamp => stamp.Split(' ', 2)).ToDictionary(stamp => stamp[0], stamp => stamp[1], StringComparer.Ordinal);
}
