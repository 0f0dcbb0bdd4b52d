namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>When a customer bought, as far as the models need to know: x, t_x and T of the literature.</summary>
/// <param name="Repeats">Purchases after the first (x).</param>
/// <param name="Recency">Time from the first purchase to the last (t_x); 0 without a repeat.</param>
/// <param name="Age">Time from the first purchase to now (T).</param>
public readonly record struct PurchaseHistory(int Repeats, double Recency, double Age)
{
    /// <summary>The history of somebody who has just bought for the first time.</summary>
    public static PurchaseHistory New => default;

    /// <summary>Whether 0 &lt;= Recency &lt;= Age, all finite, and no repeat means no recency.</summary>
    public bool IsPossible =>
        Repeats >= 0 && Recency >= 0d && Recency <= Age && double.IsFinite(Age) && (Repeats > 0 || Recency == 0d);
}
