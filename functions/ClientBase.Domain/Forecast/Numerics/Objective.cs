namespace ClientBase.Domain.Forecast.Numerics;

/// <summary>A smooth function of a few variables.</summary>
/// <param name="at">Where.</param>
/// <param name="gradient">Overwritten with the first derivatives.</param>
/// <param name="curvature">Overwritten with the second derivatives.</param>
/// <returns>Its value.</returns>
public delegate double Objective(ReadOnlySpan<double> at, double[] gradient, double[,] curvature);

/// <summary>Where a function is least within a box.</summary>
/// <param name="At">The place.</param>
/// <param name="Value">The value there.</param>
/// <param name="Curvature">The second derivatives there.</param>
/// <param name="Converged">Whether no further step would lower the value.</param>
/// <param name="Evaluations">How often the function was computed.</param>
public sealed record Optimum(double[] At, double Value, double[,] Curvature, bool Converged, int Evaluations);
