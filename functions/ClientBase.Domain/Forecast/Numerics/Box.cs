namespace ClientBase.Domain.Forecast.Numerics;

/// <summary>The least and the greatest value of each variable.</summary>
/// <param name="Lower">The least.</param>
/// <param name="Upper">The greatest.</param>
public sealed record Box(double[] Lower, double[] Upper)
{
    /// <summary>The point of the box nearest to another.</summary>
    public double[] Clamp(ReadOnlySpan<double> point)
    {
        var clamped = point.ToArray();
        for (var i = 0; i < clamped.Length; i++)
        {
            clamped[i] = Math.Clamp(clamped[i], Lower[i], Upper[i]);
        }

        return clamped;
    }

    /// <summary>Whether a variable lies on one of its bounds.</summary>
    public bool IsAtBound(ReadOnlySpan<double> point, int variable) =>
        point[variable] <= Lower[variable] || point[variable] >= Upper[variable];
}
