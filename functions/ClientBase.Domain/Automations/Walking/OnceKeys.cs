using System.Globalization;

namespace ClientBase.Domain.Automations.Walking;

/// <summary>Something that happened to one person and may let them enter an automation.</summary>
/// <param name="Id">What names it among all that ever happened, such as the id of a capture.</param>
/// <param name="At">When.</param>
public sealed record Occasion(string Id, DateTimeOffset At)
{
    /// <summary>The cart it is about.</summary>
    public string? Cart { get; init; }

    /// <summary>The order it is about, as <c>{shop}:{id}</c>.</summary>
    public string? Order { get; init; }
}

/// <summary>An earlier time that somebody entered.</summary>
/// <param name="Key">Under which key.</param>
/// <param name="At">When.</param>
public sealed record EarlierEntry(string Key, DateTimeOffset At);

/// <summary>The keys under which people enter, each once: who comes twice with one key enters once.</summary>
public static class OnceKeys
{
    /// <summary>The key of an occasion; null: the person may not enter, now or ever.</summary>
    /// <param name="definition">The automation.</param>
    /// <param name="occasion">What happened.</param>
    /// <param name="zone">Where the person lives.</param>
    /// <param name="earlier">The times the person entered before.</param>
    /// <remarks>
    /// Two occasions that arrive at once get one key where only one of them may count, so that inserting the key decides between them.
    /// </remarks>
    public static string? Of(
        AutomationDefinition definition, Occasion occasion, TimeZoneInfo zone, IReadOnlyCollection<EarlierEntry> earlier)
    {
        if (definition.Again is { } again && earlier.Any(entry => entry.At + again > occasion.At))
        {
            return null;
        }

        var key = definition.Once switch
        {
            OncePer.Cart => occasion.Cart is { } cart ? $"cart:{cart}" : null,
            OncePer.Order => occasion.Order is { } order ? $"order:{order}" : null,
            OncePer.Year => string.Create(
                CultureInfo.InvariantCulture, $"year:{TimeZoneInfo.ConvertTime(occasion.At, zone).Year}"),
            OncePer.Always => definition.Again is null ? $"each:{occasion.Id}" : Numbered(earlier.Count),
            _ => definition.Again is null || earlier.Count == 0 ? "contact" : Numbered(earlier.Count),
        };
        return key is null || earlier.Any(entry => entry.Key == key) ? null : key;
    }

    private static string Numbered(int before) => string.Create(CultureInfo.InvariantCulture, $"contact:{before + 1}");
}
