namespace ClientBase.Domain.Forecast;

/// <summary>A figure with its standard error.</summary>
/// <param name="Value">The figure.</param>
/// <param name="StandardError">
/// Of the estimate (delta method), not of what a single customer will do; null when the data do not determine it.
/// </param>
public readonly record struct Estimate(double Value, double? StandardError);
