using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Segments.Details;

/// <summary>What the parts of a contact say to rules: an order's lines, an open cart, a task, a deal, a request.</summary>
public static class PartDetails
{
    private const int MaxLines = 100;

    /// <summary>The digest of a part's name, such as <c>cart shop:token</c>.</summary>
    public static ulong KeyOf(string kind, string name) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {name}")));

    /// <summary>What was bought by an order that counts: each product once, and what it was reduced by.</summary>
    public static IReadOnlyList<Detail> Of(string orderKey, OrderState order)
    {
        if (order.Version is not { Counts: true } version)
        {
            return [];
        }

        var shop = orderKey.Split(':', 2)[0];
        var at = version.PlacedAt;
        var bought = version.Lines
            .Select(line => (Id: line.ProductId ?? line.Sku ?? "", Title: line.Title ?? "", line.Price))
            .Where(line => line.Id.Length + line.Title.Length > 0)
            .GroupBy(line => (line.Id, Title: line.Id.Length > 0 ? "" : line.Title))
            .Take(MaxLines)
            .Select(lines => new Detail(DetailKind.Event, DetailNames.BoughtProduct, at)
            {
                Text = lines.First().Id,
                Also = lines.First().Title,
                Shop = shop,
                Number = lines.Max(line => line.Price),
            });
        var discount = version.Discount + version.Lines.Sum(line => line.Discount);
        return discount == 0m ? [.. bought] : [.. bought, new Detail(DetailKind.Amount, DetailNames.Discount, at) { Number = discount }];
    }

    /// <summary>What lies in an open cart; nothing of one that is not.</summary>
    public static IReadOnlyList<Detail> Of(CartState cart)
    {
        if (!cart.IsOpen)
        {
            return [];
        }

        var (content, at) = (cart.Content!, cart.Content!.Said.At);
        var total = content.Total ?? content.Items.Sum(item => item.Price * item.Quantity);
        return
        [
            new Detail(DetailKind.Flag, DetailNames.OpenCart, at),
            new Detail(DetailKind.Sum, "cart.total", at) { Number = total },
            new Detail(DetailKind.Instant, "cart.changed", at),
            .. content.Items.SelectMany(item => new[] { item.ProductId ?? item.Sku, item.Title }).OfType<string>().Distinct()
                .Take(MaxLines).Select(item => new Detail(DetailKind.Text, "cart.product", at) { Text = item }),
        ];
    }

    /// <summary>What an open task says.</summary>
    public static IReadOnlyList<Detail> Of(ClientTask task) => task.IsDone
        ? []
        :
        [
            new Detail(DetailKind.Sum, "tasks.open", task.CreatedAt) { Number = 1 },
            new Detail(DetailKind.Instant, "tasks.due", task.DueAt),
        ];

    /// <summary>What a deal says: its stage, and more while it is open.</summary>
    public static IReadOnlyList<Detail> Of(Deal deal, bool isOpen)
    {
        var at = deal.History.Count > 0 ? deal.History[^1].At : deal.CreatedAt;
        var stage = new Detail(DetailKind.Text, "deals.stage", at) { Text = deal.Stage };
        return isOpen
            ?
            [
                stage,
                new Detail(DetailKind.Flag, DetailNames.OpenDeal, deal.CreatedAt),
                new Detail(DetailKind.Sum, "deals.open", deal.CreatedAt) { Number = 1 },
                new Detail(DetailKind.Sum, "deals.amount", deal.CreatedAt) { Number = deal.Amount ?? 0m },
            ]
            : [stage];
    }

    /// <summary>What a request says while it is open.</summary>
    public static IReadOnlyList<Detail> Of(ClientRequest request) => request.IsOpen
        ?
        [
            new Detail(DetailKind.Flag, DetailNames.OpenRequest, request.OpenedAt),
            new Detail(DetailKind.Sum, "requests.open", request.OpenedAt) { Number = 1 },
        ]
        : [];

    /// <summary>Who looks after the client.</summary>
    public static IReadOnlyList<Detail> Of(ManagerAssignment assignment) => assignment.Manager is { } manager
        ? [new Detail(DetailKind.Text, "manager", assignment.Since) { Text = manager }]
        : [];

    /// <summary>That somebody is on the list of a static segment.</summary>
    public static Detail OnList(string segmentId, DateTimeOffset since) => new(DetailKind.List, segmentId, since);
}
