namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>When each person gets a campaign.</summary>
public enum SendTime
{
    /// <summary>As soon as it is sent.</summary>
    Now = 0,

    /// <summary>At one time of day where each lives.</summary>
    Local = 1,

    /// <summary>At the hour each one's own opens and clicks suggest.</summary>
    Best = 2,
}

/// <summary>When a mail is due for somebody.</summary>
public static class SendTiming
{
    /// <summary>So much too late still counts as in time.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(1);

    // The clocks of the world are at most so far ahead of UTC and behind it.
    private static readonly TimeSpan Earliest = TimeSpan.FromHours(14);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(-12);

    /// <summary>When a campaign has to be planned, so that nobody's time has passed; null: when it is asked for.</summary>
    public static DateTimeOffset? StartOf(CampaignDefinition definition) => definition switch
    {
        { SendAt: null } => null,
        { SendTime: SendTime.Local, LocalAt: null, SendAt: { } at } => new DateTimeOffset(at.DateTime, Earliest).ToUniversalTime(),
        { SendAt: { } at } => at.ToUniversalTime(),
    };

    /// <summary>Until when it may start by itself; after that somebody has to be asked. Null: for ever.</summary>
    public static DateTimeOffset? LatestStartOf(CampaignDefinition definition) => definition switch
    {
        { SendAt: null } => null,
        { SendTime: SendTime.Local, LocalAt: null, SendAt: { } at } => new DateTimeOffset(at.DateTime, Latest).ToUniversalTime() + Window,
        { SendAt: { } at } => at.ToUniversalTime() + Window,
    };

    /// <summary>When somebody's mail is due; null: at once.</summary>
    /// <param name="definition">The campaign.</param>
    /// <param name="start">When it was planned.</param>
    /// <param name="zone">Where the person lives.</param>
    /// <param name="hour">The hour that is best for them, for <see cref="SendTime.Best"/>.</param>
    /// <param name="quiet">Hours in which nothing may come.</param>
    public static DateTimeOffset? DueAt(
        CampaignDefinition definition, DateTimeOffset start, TimeZoneInfo zone, int? hour, QuietHours quiet)
    {
        var at = definition.SendTime switch
        {
            SendTime.Local => LocalOf(definition, start, zone),
            SendTime.Best when hour is { } best => LocalTimes.Next(new TimeOnly(best, 0), start - Window, zone),
            _ => start,
        };
        var due = quiet.EndAfter(at < start ? start : at, zone);
        return due <= start ? null : due;
    }

    private static DateTimeOffset LocalOf(CampaignDefinition definition, DateTimeOffset start, TimeZoneInfo zone)
    {
        if (definition.LocalAt is { } time)
        {
            return LocalTimes.Next(time, start - Window, zone);
        }

        var wall = definition.SendAt!.Value.DateTime;
        var at = LocalTimes.InstantOf(wall, zone);

        // Whose hour has passed gets the mail when it comes again.
        return at >= start - Window ? at : LocalTimes.Next(TimeOnly.FromDateTime(wall), start - Window, zone);
    }
}
