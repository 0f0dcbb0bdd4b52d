using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>An order as the API shows it.</summary>
/// <param name="Id">Its id in the shop.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Number">The number people know it by.</param>
/// <param name="At">When it was placed.</param>
/// <param name="Total">Its sum before refunds.</param>
/// <param name="Refunded">Money returned.</param>
/// <param name="Currency">ISO 4217 of both.</param>
/// <param name="Status">The shop's word for its state.</param>
/// <param name="Counts">False once cancelled, deleted, or never valid.</param>
/// <param name="Lines">What was bought.</param>
public sealed record OrderView(
    string Id,
    string Shop,
    string? Number,
    DateTimeOffset? At,
    decimal? Total,
    decimal Refunded,
    string? Currency,
    string? Status,
    bool Counts,
    IReadOnlyList<OrderLineView> Lines)
{
    /// <summary>A page of a contact's orders, the latest first.</summary>
    internal static IResult Page(Contact contact, Paging paging)
    {
        var orders = Sorted(contact).ToList();
        var after = 0;
        if (paging.Continuation is { } last && (after = orders.FindIndex(order => order.Key == last) + 1) == 0)
        {
            return Paging.NotOurs();
        }

        var page = orders.Skip(after).Take(paging.Take).ToList();
        var isLast = after + page.Count == orders.Count;
        return Results.Json(
            new Page<OrderView>([.. page.Select(order => Of(order.Key, order.Value))], isLast ? null : Paging.Encode(page[^1].Key)));
    }

    /// <summary>All orders of a contact, the latest first.</summary>
    internal static IReadOnlyList<OrderView> LatestFirst(Contact contact) =>
        [.. Sorted(contact).Select(order => Of(order.Key, order.Value))];

    private static IEnumerable<KeyValuePair<string, OrderState>> Sorted(Contact contact) => contact.Orders
        .OrderByDescending(order => order.Value.Version?.PlacedAt).ThenBy(order => order.Key, StringComparer.Ordinal);

    private static OrderView Of(string key, OrderState order)
    {
        var (shop, id) = key.Split(':', 2) is [var name, var number] ? (name, number) : ("", key);
        var version = order.Version;
        return new OrderView(
            id, shop, version?.Number, version?.PlacedAt, version?.Total, order.Refunded, version?.Currency, version?.Status, order.Counts,
            [.. (version?.Lines ?? []).Select(OrderLineView.Of)]);
    }
}

/// <summary>A line of an order.</summary>
/// <param name="ProductId">The product in its shop.</param>
/// <param name="Sku">The shop's stock code.</param>
/// <param name="Title">Its name as sold.</param>
/// <param name="Quantity">How many or how much.</param>
/// <param name="Price">Price of one.</param>
public sealed record OrderLineView(string? ProductId, string? Sku, string? Title, decimal Quantity, decimal Price)
{
    internal static OrderLineView Of(OrderLine line) => new(line.ProductId, line.Sku, line.Title, line.Quantity, line.Price);
}
