namespace ClientBase.Domain.Contacts;

/// <summary>When, and in which capture, something was said. The later one wins; of the same instant, the greater capture id.</summary>
/// <param name="At">Time of the event itself (not of its arrival), UTC.</param>
/// <param name="CaptureId">The capture that said it; ties are broken by its ordinal order.</param>
/// <remarks>This total order is what makes a contact independent of the order its events arrive in.</remarks>
public readonly record struct Stamp(DateTimeOffset At, string CaptureId) : IComparable<Stamp>
{
    /// <inheritdoc/>
    public int CompareTo(Stamp other)
    {
        var byTime = At.CompareTo(other.At);
        return byTime != 0 ? byTime : string.CompareOrdinal(CaptureId, other.CaptureId);
    }

    /// <summary>True when <paramref name="left"/> was said before <paramref name="right"/>.</summary>
    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    /// <summary>True when <paramref name="left"/> was said after <paramref name="right"/>.</summary>
    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    /// <summary>True when <paramref name="left"/> was not said after <paramref name="right"/>.</summary>
    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    /// <summary>True when <paramref name="left"/> was not said before <paramref name="right"/>.</summary>
    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}

/// <summary>A value, with when and where it was said.</summary>
/// <param name="Value">What was said.</param>
/// <param name="Said">When, and by which capture.</param>
/// <param name="Source">Where: <c>form:{id}</c>, <c>shop:{name}</c>, <c>api</c>.</param>
public sealed record Stamped<T>(T Value, Stamp Said, string Source);
