using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>The ten RFM segments: a partition of those who bought, by their R and F digits.</summary>
public static class RfmSegments
{
    private static readonly Cell[] Cells =
    [
        new("hibernating", new("Hibernating", "Спящие"), 1..2, 1..2),
        new("at_risk", new("At risk", "Под угрозой"), 1..2, 3..4),
        new("cant_lose", new("Can't lose", "Нельзя потерять"), 1..2, 5..5),
        new("about_to_sleep", new("About to sleep", "Засыпающие"), 3..3, 1..2),
        new("need_attention", new("Need attention", "Нуждаются во внимании"), 3..3, 3..3),
        new("loyal_customers", new("Loyal customers", "Верные"), 3..4, 4..5),
        new("promising", new("Promising", "Многообещающие"), 4..4, 1..1),
        new("new_customers", new("New customers", "Новые"), 5..5, 1..1),
        new("potential_loyalists", new("Potential loyalists", "Станут верными"), 4..5, 2..3),
        new("champions", new("Champions", "Чемпионы"), 5..5, 4..5),
    ];

    private static readonly Cell[] ByDigits =
        [.. Enumerable.Range(0, 25).Select(i => Cells.Single(cell => cell.Has((i / 5) + 1, (i % 5) + 1)))];

    /// <summary>The segments; their ids are the names after <c>rfm-</c>.</summary>
    public static IReadOnlyList<Segment> All { get; } =
    [
        .. Cells.Select(cell => new Segment(
            "rfm-" + cell.Name,
            cell.Title,
            cell.Rule,
            cell.Words,
            (in Customer customer) => customer.Rfm is { } rfm && cell.Has(rfm.R, rfm.F))),
    ];

    /// <summary>The names, in the order people read them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Cells.Select(cell => cell.Name)];

    /// <summary>The name of the segment with these digits, 1 to 5 each.</summary>
    internal static string NameOf(int r, int f) => ByDigits[((r - 1) * 5) + f - 1].Name;

    // Ranges of digits, both ends included.
    private sealed record Cell(string Name, LocalText Title, Range R, Range F)
    {
        public string Rule => $"{Digit("rfm.r", R)} and {Digit("rfm.f", F)}";

        public LocalText Words => new(
            $"recency digit {Span(R)} and frequency digit {Span(F)}, 5 being the best fifth of the buyers",
            $"цифра давности {Span(R)} и цифра частоты {Span(F)}, где 5 — лучшая пятая часть покупателей");

        public bool Has(int r, int f) => IsIn(r, R) && IsIn(f, F);

        private static bool IsIn(int digit, Range range) => digit >= range.Start.Value && digit <= range.End.Value;

        private static string Span(Range range) => range.Start.Equals(range.End)
            ? Text($"{range.Start.Value}")
            : Text($"{range.Start.Value}–{range.End.Value}");

        private static string Digit(string field, Range range) => range.Start.Equals(range.End)
            ? Text($"{field} = {range.Start.Value}")
            : Text($"{field} in {range.Start.Value}..{range.End.Value}");

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
