namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Something that happened to people, as far as automations listen.</summary>
/// <param name="Event">The name of a trigger, or of what ends runs.</param>
/// <param name="Id">What names it among all that ever happened: a repeat is the same.</param>
public sealed record Happening(string Event, string Id)
{
    /// <summary>A product can be bought again.</summary>
    public const string BackInStock = "back.in.stock";

    /// <summary>A product became cheaper.</summary>
    public const string PriceDrop = "price.drop";

    /// <summary>The cart it is about, as <c>{shop}:{token}</c>.</summary>
    public string? Cart { get; init; }

    /// <summary>The order it is about, as <c>{shop}:{id}</c>.</summary>
    public string? Order { get; init; }

    /// <summary>The product it is about, as <c>{shop}:{id}</c>.</summary>
    public string? Product { get; init; }

    /// <summary>Of which automation the mail was; null: it is about no mail.</summary>
    public string? Mail { get; init; }

    /// <summary>When it happens; null: when it is heard of.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Of an order: when it was placed, however late the shop tells of it; null: of other things, or not known.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>The automations whose trigger it is.</summary>
    public IReadOnlyList<string> Enter { get; init; } = [];
}

/// <summary>Tells of people to whom something happened: ids and nothing else of anybody.</summary>
/// <param name="Contacts">To whom.</param>
/// <param name="What">What.</param>
public sealed record Happened(IReadOnlyList<string> Contacts, IReadOnlyList<Happening> What);
