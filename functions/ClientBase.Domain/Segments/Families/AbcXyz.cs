using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>Class by share of the period's revenue.</summary>
public enum Abc
{
    /// <summary>The largest, who bring most of it.</summary>
    A,

    /// <summary>The middle.</summary>
    B,

    /// <summary>The rest, and those who brought nothing.</summary>
    C,
}

/// <summary>Class by evenness of the monthly orders.</summary>
public enum Xyz
{
    /// <summary>Steady.</summary>
    X,

    /// <summary>Changing.</summary>
    Y,

    /// <summary>Irregular, or not known for long enough.</summary>
    Z,
}

/// <summary>The nine ABC-XYZ cells: a partition of those who ever bought.</summary>
public static class AbcXyz
{
    private static readonly LocalText[] Advice =
    [
        new(
            "Keep: a personal manager, first access, no discounts needed.",
            "Беречь: личный менеджер, первый доступ к новинкам, скидки не нужны."),
        new(
            "Even out: subscriptions and reminders before the next order.",
            "Выровнять: подписки и напоминания перед следующим заказом."),
        new(
            "Understand: ask what the large orders depend on; watch for leaving.",
            "Понять: спросить, от чего зависят крупные заказы; следить, чтобы не ушёл."),
        new(
            "Grow: bundles and what goes with what they buy.",
            "Растить: наборы и товары к тому, что уже покупает."),
        new(
            "Grow by season: offers at the time they usually buy.",
            "Растить по сезону: предложения к обычному времени покупки."),
        new(
            "Test offers on them; do not spend a manager's time.",
            "Пробовать предложения; не тратить время менеджера."),
        new(
            "Serve automatically: small steady orders at the least cost.",
            "Обслуживать автоматически: небольшие ровные заказы с наименьшими затратами."),
        new(
            "Mail only: raise the average check with a threshold.",
            "Только рассылка: поднимать средний чек порогом."),
        new(
            "Leave to the win-back series; drop when it stays silent.",
            "Оставить цепочке возврата; отпустить, если молчит."),
    ];

    /// <summary>Their segments under the thresholds given.</summary>
    public static IReadOnlyList<Segment> Of(SegmentOptions options) =>
    [
        .. from abc in Enum.GetValues<Abc>()
           from xyz in Enum.GetValues<Xyz>()
           let cell = $"{abc}{xyz}"
           select new Segment(
               $"abc-xyz-{cell.ToLowerInvariant()}",
               new(cell, cell),
               $"abc = {abc} and xyz = {xyz} and orders.count > 0",
               Words(options, abc, xyz),
               (in Customer customer) => customer.Facts.Orders > 0 && customer.Abc == abc && XyzOf(customer.Facts.Months, options) == xyz,
               Advice[((int)abc * 3) + (int)xyz]),
    ];

    /// <summary>How evenly somebody orders.</summary>
    public static Xyz XyzOf(in MonthlyOrders months, SegmentOptions options) =>
        months.Months < options.XyzMonths ? Xyz.Z
        : months.VariesAtMost(options.XyzVariationX) ? Xyz.X
        : months.VariesAtMost(options.XyzVariationY) ? Xyz.Y
        : Xyz.Z;

    private static LocalText Words(SegmentOptions options, Abc abc, Xyz xyz)
    {
        var (a, b) = (Text($"{options.AbcShareA * 100m:0.##} %"), Text($"{options.AbcShareB * 100m:0.##} %"));
        var (x, y) = (Text($"{options.XyzVariationX:0.##}"), Text($"{options.XyzVariationY:0.##}"));
        var revenue = abc switch
        {
            Abc.A => new LocalText(
                Text($"among the largest, who bring the first {a} of the revenue of {options.AbcMonths} months"),
                Text($"среди самых крупных, приносящих первые {a} выручки за {options.AbcMonths} мес.")),
            Abc.B => new(Text($"after those who bring {a} of it, up to {b}"), Text($"после приносящих {a} выручки, до {b}")),
            _ => new(
                Text($"after those who bring {b} of it, or brought nothing"),
                Text($"после приносящих {b} выручки, или не принёс ничего")),
        };
        var evenness = xyz switch
        {
            Xyz.X => new LocalText(
                Text($"monthly orders vary by at most {x} of their mean"),
                Text($"число заказов по месяцам меняется не больше чем на {x} среднего")),
            Xyz.Y => new(Text($"they vary by over {x} and at most {y}"), Text($"меняется больше чем на {x} и не больше чем на {y}")),
            _ => new(
                Text($"they vary by over {y}, or under {options.XyzMonths} months are known"),
                Text($"меняется больше чем на {y}, или известно меньше {options.XyzMonths} мес.")),
        };
        return new($"{revenue.En}; {evenness.En}", $"{revenue.Ru}; {evenness.Ru}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
