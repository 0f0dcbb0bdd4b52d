using System.Globalization;

namespace ClientBase.Domain.Segments;

/// <summary>The ten RFM segments: a partition of those who bought, by their R and F digits.</summary>
public static class RfmSegments
{
    private static readonly Cell[] Cells =
    [
        new("hibernating", "Hibernating", 1..2, 1..2),
        new("at_risk", "At risk", 1..2, 3..4),
        new("cant_lose", "Can't lose", 1..2, 5..5),
        new("about_to_sleep", "About to sleep", 3..3, 1..2),
        new("need_attention", "Need attention", 3..3, 3..3),
        new("loyal_customers", "Loyal customers", 3..4, 4..5),
        new("promising", "Promising", 4..4, 1..1),
        new("new_customers", "New customers", 5..5, 1..1),
        new("potential_loyalists", "Potential loyalists", 4..5, 2..3),
        new("champions", "Champions", 5..5, 4..5),
    ];

    /// <summary>The segments; their ids are the names after <c>rfm-</c>.</summary>
    public static IReadOnlyList<Segment> All { get; } =
        [.. Cells.Select(cell => new Segment("rfm-" + cell.Name, cell.Title, cell.Rule, customer => customer.Rfm is { } rfm && cell.Has(rfm.R, rfm.F)))];

    /// <summary>The name of the segment with these digits, 1 to 5 each.</summary>
    internal static string NameOf(int r, int f) => Cells.First(cell => cell.Has(r, f)).Name;

    // Ranges of digits, both ends included.
    private sealed record Cell(string Name, string Title, Range R, Range F)
    {
        public string Rule => $"{Digit("rfm.r", R)} and {Digit("rfm.f", F)}";

        public bool Has(int r, int f) => IsIn(r, R) && IsIn(f, F);

        private static bool IsIn(int digit, Range range) => digit >= range.Start.Value && digit <= range.End.Value;

        private static string Digit(string field, Range range) => range.Start.Equals(range.End)
            ? string.Create(CultureInfo.InvariantCulture, $"{field} = {range.Start.Value}")
            : string.Create(CultureInfo.InvariantCulture, $"{field} in {range.Start.Value}..{range.End.Value}");
    }
}
