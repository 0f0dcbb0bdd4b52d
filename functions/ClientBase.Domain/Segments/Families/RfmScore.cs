using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>Recency, frequency and monetary digits, each 1 to 5, 5 the best.</summary>
/// <param name="R">5: the fewest days since the last order.</param>
/// <param name="F">5: the most orders.</param>
/// <param name="M">5: the highest total.</param>
public readonly record struct RfmScore(int R, int F, int M)
{
    /// <summary>The segment's name, such as <c>champions</c>.</summary>
    public string Segment => RfmSegments.NameOf(R, F);

    /// <summary>The digits, such as <c>545</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{R}{F}{M}");
}
