namespace ClientBase.Domain.Segments.Details;

/// <summary>Kinds of what rules ask about.</summary>
public enum DetailKind
{
    /// <summary>A value of a text field, a choice or a field of the shop's own.</summary>
    Text,

    /// <summary>A yes.</summary>
    Flag,

    /// <summary>A time; of several the earliest counts.</summary>
    Instant,

    /// <summary>A part of a number: the parts are added up.</summary>
    Sum,

    /// <summary>Something the person did.</summary>
    Event,

    /// <summary>A sum of money at a time, such as a discount.</summary>
    Amount,

    /// <summary>The list of a static segment the person is on.</summary>
    List,

    /// <summary>Something that points of loyalty follow from.</summary>
    Points,
}

/// <summary>One thing known of a contact that rules ask about, and built-in segments mostly do not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The field, the event or the list, in its canonical spelling.</param>
/// <param name="At">When it happened; of what is no event, since when it is known.</param>
public readonly record struct Detail(DetailKind Kind, string Name, DateTimeOffset At)
{
    /// <summary>How long a text may be: rules hold none that are longer.</summary>
    public const int MaxText = 200;

    private readonly string? _text;
    private readonly string? _also;
    private readonly string? _shop;

    /// <summary>The value; of an event, what it was done to.</summary>
    public string Text
    {
        get => _text ?? "";
        init => _text = Cut(value);
    }

    /// <summary>Another name of what an event was done to: a product's title.</summary>
    public string Also
    {
        get => _also ?? "";
        init => _also = Cut(value);
    }

    /// <summary>The shop a product is of.</summary>
    public string Shop
    {
        get => _shop ?? "";
        init => _shop = Cut(value);
    }

    /// <summary>The number of a sum or an amount; of something bought, its price.</summary>
    public decimal Number { get; init; }

    /// <summary>Whether both say the same, whenever it was said.</summary>
    public bool SaysAs(Detail other) => this == other with { At = At };

    // Null for none, so that two without a text are equal however they were made.
    private static string? Cut(string text) => text.Length is 0 ? null : text.Length <= MaxText ? text : text[..MaxText];
}
