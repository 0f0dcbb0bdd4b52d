using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Orders;

/// <summary>Says of whoever had an order that the shop has given it to another customer.</summary>
/// <remarks>
/// Only the other customer's events tell that. Said here too, a contact that is put together anew from what was said of it, after an undo
/// for instance, does not have the order back.
/// </remarks>
public static class MovedOrder
{
    /// <summary>Its kind on the timeline.</summary>
    public const string Kind = "order.moved";

    /// <summary>Whether a capture is such a one: it goes with what was said of the order, and is nobody's word.</summary>
    public static bool IsOne(CapturedEvent capture) => capture.Kind == Kind;

    /// <summary>The id of the capture that says it.</summary>
    /// <param name="key"><c>{shop}:{order id}</c>.</param>
    /// <param name="said">The version that names the other customer.</param>
    public static string IdOf(string key, Stamp said) => $"moved-{said.CaptureId}-{key}";

    /// <summary>The capture for whoever had the order.</summary>
    /// <param name="key"><c>{shop}:{order id}</c>.</param>
    /// <param name="left">The order as it stays with them (<see cref="OrderState.GoElsewhere"/>).</param>
    /// <param name="source">Where the news came from.</param>
    public static CapturedEvent Of(string key, OrderState left, string source)
    {
        var version = left.Version!;
        var says = new Contact { Orders = new Contact().Orders.Add(key, OrderState.Unknown with { Version = version }) };
        var data = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["number"] = version.Number,
            ["orderId"] = key.Split(':', 2)[^1],
        };
        return new CapturedEvent(IdOf(key, version.Said), source, Kind, version.Said.At, says, data);
    }
}
