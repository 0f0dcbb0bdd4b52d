using System.Text.Json;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Campaigns.Timing;

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

    /// <summary>Its time went by while it could not start: somebody has to say whether it is still to be sent.</summary>
    Late = 6,
}

/// <summary>The parts of a mail, as Liquid templates.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part, or null.</param>
/// <param name="Text">The plain part, or null: one is made of the HTML.</param>
public sealed record MailTemplate(string Subject, string? Html, string? Text)
{
    /// <summary>What lists of mails show behind the subject, or null.</summary>
    public string? Preheader { get; init; }

    /// <summary>The editor's own document, kept as it is.</summary>
    public JsonElement? Design { get; init; }
}

/// <summary>A promo code a campaign gives everybody.</summary>
/// <param name="Code">What the customer types.</param>
/// <param name="Percent">What it takes off, in percent.</param>
/// <param name="Amount">What it takes off, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record CampaignPromo(string Code, decimal? Percent, decimal? Amount, string? Currency, DateTimeOffset? ExpiresAt);

/// <summary>What the marketer asks for.</summary>
/// <param name="Segment">Id of the segment it goes to.</param>
/// <param name="Exclude">Ids of segments that do not get it.</param>
/// <param name="Channel">One of <see cref="CampaignReach.All"/>.</param>
/// <param name="Template">The mail.</param>
/// <param name="SendAt">
/// Not before this time, or null for as soon as it is asked for. For <see cref="Timing.SendTime.Local"/> it is what clocks show where each
/// reader lives.
/// </param>
public sealed record CampaignDefinition(
    string Segment, IReadOnlyList<string> Exclude, string Channel, MailTemplate Template, DateTimeOffset? SendAt)
{
    /// <summary>What the marketer calls it.</summary>
    public string? Name { get; init; }

    /// <summary>When each person gets it.</summary>
    public SendTime SendTime { get; init; }

    /// <summary>The time of day for <see cref="Timing.SendTime.Local"/>; null: that of <see cref="SendAt"/>.</summary>
    public TimeOnly? LocalAt { get; init; }

    /// <summary>A test of variants.</summary>
    public AbTest? Ab { get; init; }

    /// <summary>The share that is left without it, to see what it changes: 0 to below 1.</summary>
    public double Holdout { get; init; }

    /// <summary>Campaigns of one programme leave out the same people; null: the campaign itself is one.</summary>
    public string? Programme { get; init; }

    /// <summary>What is added to the links of the mail, with <c>utm_</c> before each name.</summary>
    public IReadOnlyDictionary<string, string> Utm { get; init; } = new Dictionary<string, string>();

    /// <summary>How long after its start orders count as its own.</summary>
    public TimeSpan Attribution { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Mails at most; null: no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Of two campaigns that want the same person's last free place under the frequency cap, the higher one gets it.</summary>
    public int Priority { get; init; }

    /// <summary>Products the template shows, as <c>{shop}:{id}</c>.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>A promo code for everybody.</summary>
    public CampaignPromo? Promo { get; init; }

    /// <summary>Where messages of channel <c>webhook</c> go.</summary>
    public string? Url { get; init; }

    /// <summary>What it is about: who chose not to hear of it is left out. Null: nothing people can choose.</summary>
    public string? Topic { get; init; }

    /// <summary>By which channels it reaches people.</summary>
    /// <param name="isReady">Whether a channel works.</param>
    public CampaignReach ReachBy(Func<string, bool> isReady) => new(Channel, isReady) { Url = Url, Topic = Topic };

    /// <summary>Whether somebody is left without it.</summary>
    public bool IsHeldOut(string campaignId, string contactId) =>
        Holdout > 0 && Lot.Of(contactId, $"holdout:{Programme ?? campaignId}") < Holdout;
}

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

    /// <summary>Which variant won its test; null before that.</summary>
    public AbVerdict? Verdict { get; private init; }

    /// <summary>When those who wait for the winner may get it; null without a test, or before the start.</summary>
    public DateTimeOffset? VerdictAt => StartedAt + Definition.Ab?.After;

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
        DateTimeOffset? finishedAt,
        AbVerdict? verdict) =>
        new(id, definition)
        {
            Version = version,
            State = state,
            DueAt = dueAt,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Verdict = verdict,
        };

    /// <summary>Whether it is time to start.</summary>
    public bool IsDue(DateTimeOffset now) => State == CampaignState.Scheduled && DueAt <= now;

    /// <summary>Changes what is asked for. Null once planning has begun: some may have the mail already.</summary>
    public Campaign? Redefine(CampaignDefinition definition) =>
        StartedAt is not null || State == CampaignState.Cancelled
            ? null
            : this with
            {
                Definition = definition,
                Version = Version + 1,
                DueAt = DueAt is null ? null : SendTiming.StartOf(definition) ?? DueAt,
                State = State == CampaignState.Late ? CampaignState.Scheduled : State,
            };

    /// <summary>Asks for it to be sent, at its time or now. Asking again changes nothing, but sends one that is late.</summary>
    public Campaign? Schedule(DateTimeOffset now) => State switch
    {
        CampaignState.Draft => this with
        {
            State = IsPast(now) ? CampaignState.Late : CampaignState.Scheduled,
            DueAt = SendTiming.StartOf(Definition) ?? now,
        },
        CampaignState.Late => this with { State = CampaignState.Scheduled, DueAt = now },
        CampaignState.Scheduled or CampaignState.Sending => this,
        _ => null,
    };

    /// <summary>Begins to plan and send; or asks, when its time went by long ago.</summary>
    public Campaign? Start(DateTimeOffset now) => !IsDue(now) ? null
        : IsPast(now) && now - DueAt > SendTiming.Window ? this with { State = CampaignState.Late }
        : this with { State = CampaignState.Sending, StartedAt = now };

    /// <summary>Names the variant that won. The first word stands.</summary>
    public Campaign Decide(AbVerdict verdict) => Verdict is null ? this with { Verdict = verdict } : this;

    /// <summary>Puts it on hold.</summary>
    public Campaign? Pause() => State switch
    {
        CampaignState.Scheduled or CampaignState.Late or CampaignState.Sending or CampaignState.Paused =>
            this with { State = CampaignState.Paused },
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

    private bool IsPast(DateTimeOffset now) => SendTiming.LatestStartOf(Definition) < now;
}
