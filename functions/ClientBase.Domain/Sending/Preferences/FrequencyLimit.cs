namespace ClientBase.Domain.Sending.Preferences;

/// <summary>How many marketing messages somebody may get in a time.</summary>
/// <param name="Messages">The number; 0: any number is right.</param>
/// <param name="Period">The time.</param>
public sealed record FrequencyLimit(int Messages, TimeSpan Period)
{
    /// <summary>The time a shop's own limit is for.</summary>
    public static TimeSpan Week { get; } = TimeSpan.FromDays(7);

    /// <summary>The limit in words.</summary>
    public string InWords => $"fewer than {Messages} marketing messages in {Period.TotalDays} days";

    /// <summary>Whether as many as may be are there already.</summary>
    /// <param name="recent">Messages within <see cref="Period"/>.</param>
    public bool IsReachedBy(int recent) => Messages > 0 && recent >= Messages;

    /// <summary>When the next may come; null while nothing is in the way.</summary>
    /// <param name="recent">When the messages within <see cref="Period"/> were sent, the earliest first.</param>
    public DateTimeOffset? NextAfter(IReadOnlyList<DateTimeOffset> recent) =>
        IsReachedBy(recent.Count) ? recent[recent.Count - Messages] + Period : null;
}
