using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>A cart as JSON; without items only its end is known.</summary>
internal sealed record CartDocument(
    List<CartItem>? Items, decimal? Total, string? Currency, long At, string? Capture, Mention? Url, long? Ended)
{
    public static CartDocument Of(CartState cart) => new(
        cart.Content is { } content ? [.. content.Items] : null,
        cart.Content?.Total,
        cart.Content?.Currency,
        cart.Content?.Said.At.ToUnixTimeMilliseconds() ?? 0,
        cart.Content?.Said.CaptureId,
        cart.Url is { } url ? Mention.Of(url) : null,
        cart.EndedAt?.ToUnixTimeMilliseconds());

    public CartState ToState() => new(
        Capture is null
            ? null
            : new CartContent([.. Items ?? []], Total, Currency, new Stamp(DateTimeOffset.FromUnixTimeMilliseconds(At), Capture)),
        Url?.ToStamped(),
        Ended is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null);
}
