namespace ClientBase.Domain.Segments.Families;

/// <summary>A colour of a palette. It goes to the contacts its condition holds for, unless a stronger colour's does too.</summary>
/// <param name="Name">In ids, such as <c>green-gold</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Rule">Its own condition in the rule language.</param>
/// <param name="Words">Its own condition in words.</param>
/// <param name="Has">Its own condition.</param>
public sealed record Colour(string Name, LocalText Title, string Rule, LocalText Words, SegmentRule Has);

/// <summary>A palette: each contact gets the strongest of the colours whose conditions hold.</summary>
/// <param name="name">In ids: <c>funnel</c> or <c>loyalty</c>.</param>
/// <param name="title">Its name, written before that of a colour.</param>
/// <param name="strongestFirst">The colours.</param>
public sealed class Palette(string name, LocalText title, Colour[] strongestFirst)
{
    /// <summary>The colours, the strongest first.</summary>
    public IReadOnlyList<Colour> Colours { get; } = strongestFirst;

    /// <summary>Its segments. The rule of each also excludes the stronger colours.</summary>
    public IReadOnlyList<Segment> Segments { get; } = [.. strongestFirst.Select((colour, place) => new Segment(
        $"{name}-{colour.Name}",
        new($"{title.En}: {colour.Title.En}", $"{title.Ru}: {colour.Title.Ru}"),
        RuleOf(strongestFirst, place),
        place == 0
            ? colour.Words
            : new($"{colour.Words.En}; and no stronger colour", $"{colour.Words.Ru}; и нет цвета сильнее"),
        (in Customer customer) => PlaceOf(strongestFirst, customer) == place))];

    /// <summary>The place of the contact's colour in <see cref="Colours"/>; -1 when none is for it.</summary>
    public int PlaceOf(in Customer customer) => PlaceOf(strongestFirst, customer);

    private static int PlaceOf(Colour[] strongestFirst, in Customer customer)
    {
        for (var place = 0; place < strongestFirst.Length; place++)
        {
            if (strongestFirst[place].Has(customer))
            {
                return place;
            }
        }

        return -1;
    }

    private static string RuleOf(Colour[] strongestFirst, int place)
    {
        var stronger = string.Join(" or ", strongestFirst.Take(place).Select(colour => $"({colour.Rule})"));
        return place == 0 ? strongestFirst[0].Rule : $"({strongestFirst[place].Rule}) and not ({stronger})";
    }
}
