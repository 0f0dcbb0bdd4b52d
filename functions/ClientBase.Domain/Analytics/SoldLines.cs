using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Analytics;

/// <summary>What was sold by an order, and what came back of it, as reports on goods count it.</summary>
public static class SoldLines
{
    /// <summary>
    /// The lines of an order: price x quantity less the line's discount. What a refund names is a line of a quantity below zero. A line
    /// without a product's id goes by its stock code, else by its name; one without any of them is left out.
    /// </summary>
    public static IReadOnlyList<SaleLine> Of(OrderState order)
    {
        if (order.Version is not { Counts: true } version)
        {
            return [];
        }

        var titles = version.Lines.Where(line => line.ProductId is not null)
            .DistinctBy(line => line.ProductId).ToDictionary(line => line.ProductId!, line => line.Title ?? "");
        return
        [
            .. version.Lines.Where(line => KeyOf(line) is not null).Select(line => new SaleLine(
                KeyOf(line)!, line.Title ?? "", Within(line.Quantity), Within((line.Price * line.Quantity) - line.Discount))),
            .. order.Refunds.Values.SelectMany(refund => refund.Lines).Where(line => line.ProductId is not null && line.Quantity > 0m)
                .Select(line => new SaleLine(
                    line.ProductId!, titles.GetValueOrDefault(line.ProductId!, ""), -Within(line.Quantity), -Within(line.Amount))),
        ];
    }

    private static string? KeyOf(OrderLine line) => line.ProductId ?? line.Sku ?? (line.Title is { Length: > 0 } title ? title : null);

    private static decimal Within(decimal amount) => Math.Clamp(amount, -Sale.MaxAmount, Sale.MaxAmount);
}
