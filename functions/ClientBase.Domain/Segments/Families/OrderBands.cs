using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>A third of the buyers by average order.</summary>
public enum CheckBand
{
    /// <summary>The least.</summary>
    Low,

    /// <summary>The middle.</summary>
    Mid,

    /// <summary>The greatest.</summary>
    High,
}

/// <summary>Bands of how often, for how much and how long ago people order: each divides those who bought.</summary>
public static class OrderBands
{
    private static readonly int[] LastDays = [30, 90, 180, 365];

    /// <summary>Their segments. What divides the bands stands in their ids, so it is no setting.</summary>
    public static IReadOnlyList<Segment> All { get; } =
    [
        Frequency("1", 1, 1), Frequency("2-3", 2, 3), Frequency("4-9", 4, 9), Frequency("10plus", 10, int.MaxValue),
        Check(CheckBand.Low, new("the lower third", "нижняя треть")),
        Check(CheckBand.Mid, new("the middle third", "средняя треть")),
        Check(CheckBand.High, new("the upper third", "верхняя треть")),
        .. LastDays.Select((days, place) => Last(place == 0 ? 0 : LastDays[place - 1], days)),
        Older(LastDays[^1]),
    ];

    private static Segment Frequency(string band, int from, int to)
    {
        var (rule, en, ru) = (from, to) switch
        {
            (var one, var other) when one == other => (Text($"orders.count = {one}"), "exactly one order", "ровно один заказ"),
            (_, int.MaxValue) => (Text($"orders.count >= {from}"), Text($"{from} or more orders"), Text($"заказов не меньше {from}")),
            _ => (Text($"orders.count in {from}..{to}"), Text($"{from} to {to} orders"), Text($"заказов от {from} до {to}")),
        };
        return new Segment(
            "frequency-" + band, new($"Frequency {band}", $"Частота {band}"), rule, new(en, ru),
            (in Customer customer) => customer.Facts.Orders >= from && customer.Facts.Orders <= to);
    }

    private static Segment Check(CheckBand band, LocalText third)
    {
        var name = band.ToString().ToLowerInvariant();
        return new Segment(
            "check-" + name, new($"Average order: {third.En}", $"Средний чек: {third.Ru}"), $"check = {name}",
            new($"{third.En} of the buyers by average order", $"{third.Ru} покупателей по среднему чеку"),
            (in Customer customer) => customer.Check == band);
    }

    // Disjoint: who is in a band is in no earlier one.
    private static Segment Last(int over, int days) => new(
        Text($"last-{days}d"),
        new(Text($"Last order {over}–{days} days ago"), Text($"Последний заказ {over}–{days} дн. назад")),
        over == 0
            ? Text($"orders.last within {days} days")
            : Text($"orders.last older than {over} days and orders.last within {days} days"),
        over == 0
            ? new(Text($"the last order within {days} days"), Text($"последний заказ за {days} дн."))
            : new(
                Text($"the last order more than {over} and at most {days} days ago"),
                Text($"последний заказ больше {over} и не больше {days} дн. назад")),
        (in Customer customer) => customer.Since(customer.Facts.LastOrderAt) is { } since
            && since <= TimeSpan.FromDays(days) && (over == 0 || since > TimeSpan.FromDays(over)));

    private static Segment Older(int days) => new(
        "last-older",
        new(Text($"Last order over {days} days ago"), Text($"Последний заказ больше {days} дн. назад")),
        Text($"orders.last older than {days} days"),
        new(Text($"the last order more than {days} days ago"), Text($"последний заказ больше {days} дн. назад")),
        (in Customer customer) => customer.Since(customer.Facts.LastOrderAt) > TimeSpan.FromDays(days));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
