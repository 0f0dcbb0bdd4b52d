namespace ClientBase.Domain.Campaigns;

/// <summary>Where a campaign stands.</summary>
public enum CampaignState
{
    /// <summary>Defined, and nobody asked for it to be sent.</summary>
    Draft = 0,

    /// <summary>Asked for, and waiting for its time.</summary>
    Scheduled = 1,

    /// <summary>Being planned and sent.</summary>
    Sending = 2,

    /// <summary>On hold: nothing leaves until it is resumed.</summary>
    Paused = 3,

    /// <summary>Every intent is settled.</summary>
    Sent = 4,

    /// <summary>Given up: what was not sent yet never is.</summary>
    Cancelled = 5,
}

/// <summary>The parts of a mail, as Handlebars templates.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part, or null.</param>
/// <param name="Text">The plain part, or null.</param>
public sealed record MailTemplate(string Subject, string? Html, string? Text);

/// <summary>What the marketer asks for.</summary>
/// <param name="Segment">Id of the segment it goes to.</param>
/// <param name="Exclude">Ids of segments that do not get it.</param>
/// <param name="Channel">The channel, such as <c>email</c>.</param>
/// <param name="Template">The mail.</param>
/// <param name="SendAt">Not before this time, or null for as soon as it is asked for.</param>
public sealed record CampaignDefinition(
    string Segment, IReadOnlyList<string> Exclude, string Channel, MailTemplate Template, DateTimeOffset? SendAt);

/// <summary>A mailing to a segment. It changes only through its methods; each returns null when the state does not allow it.</summary>
public sealed record Campaign
{
    private Campaign(string id, CampaignDefinition definition) => (Id, Definition) = (id, definition);

    /// <summary>As in <c>/api/campaigns/{id}</c>.</summary>
    public string Id { get; }

    /// <summary>What is asked for.</summary>
    public CampaignDefinition Definition { get; private init; }

    /// <summary>Counts the changes of the definition: what was planned from an older version must not be used.</summary>
    public int Version { get; private init; } = 1;

    /// <summary>Where it stands.</summary>
    public CampaignState State { get; private init; }

    /// <summary>When it is to start; null while nobody asked.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>When planning began; from then on the definition is fixed.</summary>
    public DateTimeOffset? StartedAt { get; private init; }

    /// <summary>When it was sent or cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; private init; }

    /// <summary>Whether mails may leave.</summary>
    public bool IsSending => State == CampaignState.Sending;

    /// <summary>A new campaign.</summary>
    public static Campaign Define(string id, CampaignDefinition definition) => new(id, definition);

    /// <summary>A campaign as it was stored.</summary>
    public static Campaign Restore(
        string id,
        CampaignDefinition definition,
        int version,
        CampaignState state,
        DateTimeOffset? dueAt,
        DateTimeOffset? startedAt,
        DateTimeOffset? finishedAt) =>
        new(id, definition) { Version = version, State = state, DueAt = dueAt, StartedAt = startedAt, FinishedAt = finishedAt };

    /// <summary>Whether it is time to start.</summary>
    public bool IsDue(DateTimeOffset now) => State == CampaignState.Scheduled && DueAt <= now;

    /// <summary>Changes what is asked for. Null once planning has begun: some may have the mail already.</summary>
    public Campaign? Redefine(CampaignDefinition definition) =>
        StartedAt is not null || State == CampaignState.Cancelled
            ? null
            : this with { Definition = definition, Version = Version + 1, DueAt = DueAt is null ? null : definition.SendAt ?? DueAt };

    /// <summary>Asks for it to be sent, at its time or now. Asking again changes nothing.</summary>
    public Campaign? Schedule(DateTimeOffset now) => State switch
    {
        CampaignState.Draft => this with { State = CampaignState.Scheduled, DueAt = Definition.SendAt ?? now },
        CampaignState.Scheduled or CampaignState.Sending => this,
        _ => null,
    };

    /// <summary>Begins to plan and send.</summary>
    public Campaign? Start(DateTimeOffset now) =>
        IsDue(now) ? this with { State = CampaignState.Sending, StartedAt = now } : null;

    /// <summary>Puts it on hold.</summary>
    public Campaign? Pause() => State switch
    {
        CampaignState.Scheduled or CampaignState.Sending or CampaignState.Paused => this with { State = CampaignState.Paused },
        _ => null,
    };

    /// <summary>Goes on from where it was put on hold.</summary>
    public Campaign? Resume() => State switch
    {
        CampaignState.Paused => this with { State = StartedAt is null ? CampaignState.Scheduled : CampaignState.Sending },
        CampaignState.Scheduled or CampaignState.Sending => this,
        _ => null,
    };

    /// <summary>Gives it up for good.</summary>
    public Campaign? Cancel(DateTimeOffset now) => State switch
    {
        CampaignState.Sent => null,
        CampaignState.Cancelled => this,
        _ => this with { State = CampaignState.Cancelled, FinishedAt = now },
    };

    /// <summary>Notes that nothing is left to do.</summary>
    public Campaign? Finish(DateTimeOffset now) => IsSending ? this with { State = CampaignState.Sent, FinishedAt = now } : null;
}
