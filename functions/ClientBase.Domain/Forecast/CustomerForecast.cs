namespace ClientBase.Domain.Forecast;

/// <summary>What is expected of one customer.</summary>
/// <param name="PAlive">The probability that they still buy.</param>
/// <param name="ExpectedOrders">Purchase days within the horizon asked for.</param>
/// <param name="Value">Revenue within its horizon, undiscounted; null when sums are not known.</param>
public readonly record struct CustomerForecast(double PAlive, double ExpectedOrders, double? Value);
