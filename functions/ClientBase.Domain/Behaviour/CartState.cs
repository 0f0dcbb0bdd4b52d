using System.Collections.Immutable;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Behaviour;

/// <summary>A line of a cart.</summary>
/// <param name="ProductId">The product in its shop; null when the shop did not say.</param>
/// <param name="VariantId">The variant of it, where the shop has variants.</param>
/// <param name="Sku">The shop's stock code.</param>
/// <param name="Title">Its name as shown.</param>
/// <param name="Quantity">How many or how much.</param>
/// <param name="Price">Price of one.</param>
public sealed record CartItem(string? ProductId, string? VariantId, string? Sku, string? Title, decimal Quantity, decimal Price);

/// <summary>What lay in a cart at a time.</summary>
/// <param name="Items">What lay in it; empty once everything was taken out.</param>
/// <param name="Total">What it came to; null when the shop did not say.</param>
/// <param name="Currency">ISO 4217 of the prices; null when the shop did not say.</param>
/// <param name="Said">When the person last changed it, and the capture that told.</param>
public sealed record CartContent(ImmutableArray<CartItem> Items, decimal? Total, string? Currency, Stamp Said)
{
    /// <inheritdoc/>
    public bool Equals(CartContent? other) =>
        other is not null && Items.SequenceEqual(other.Items) && Total == other.Total && Currency == other.Currency && Said == other.Said;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Items.Length, Total, Currency, Said);
}

/// <summary>What is known of a cart: a cart and its checkout are one.</summary>
/// <param name="Content">What lay in it last; null while only its end is known.</param>
/// <param name="Url">Where the person can go on with it, as last told.</param>
/// <param name="EndedAt">When it was ordered or passed on; null while it was not. A cart that ended stays ended.</param>
public sealed record CartState(CartContent? Content, Stamped<string>? Url, DateTimeOffset? EndedAt)
{
    /// <summary>A cart of which nothing is known yet.</summary>
    public static CartState Unknown { get; } = new(null, null, null);

    /// <summary>Whether something lies in it that was not ordered.</summary>
    public bool IsOpen => EndedAt is null && Content is { Items.IsEmpty: false };

    /// <summary>When an open cart counts as left behind, if nobody touches it; null for one that is not open.</summary>
    /// <param name="idle">How long it must lie untouched.</param>
    public DateTimeOffset? LeftBehindAt(TimeSpan idle) => IsOpen ? Content!.Said.At + idle : null;

    /// <summary>The cart with the end it came to.</summary>
    public CartState EndAt(DateTimeOffset at) => Join(Unknown with { EndedAt = at });

    /// <summary>Everything both know of one cart. The order in which states are joined makes no difference.</summary>
    public CartState Join(CartState other) =>
        new(Later(Content, other.Content), Later(Url, other.Url), Earlier(EndedAt, other.EndedAt));

    private static CartContent? Later(CartContent? a, CartContent? b) =>
        a is null || b is null ? a ?? b : a.Said >= b.Said ? a : b;

    private static Stamped<string>? Later(Stamped<string>? a, Stamped<string>? b) =>
        a is null || b is null ? a ?? b : a.Said >= b.Said ? a : b;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b is null ? a ?? b : a <= b ? a : b;
}
