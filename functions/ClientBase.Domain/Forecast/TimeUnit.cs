namespace ClientBase.Domain.Forecast;

/// <summary>What the times of purchase histories are counted in.</summary>
public enum TimeUnit
{
    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks: days / 7, not rounded.</summary>
    Week,
}

/// <summary>Sizes of the units.</summary>
public static class TimeUnits
{
    /// <summary>Days in a unit.</summary>
    public static double Days(this TimeUnit unit) => unit == TimeUnit.Week ? 7d : 1d;
}
