namespace ClientBase.Domain.Crm;

/// <summary>A deal came into a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="At">When.</param>
/// <param name="By">Who moved it, if said.</param>
public sealed record StageEntry(string Stage, DateTimeOffset At, string? By);

/// <summary>A sale that is worked on with one client.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Stage">Where it is in the funnel.</param>
/// <param name="CreatedAt">When it began.</param>
public sealed record Deal(string Title, string Stage, DateTimeOffset CreatedAt)
{
    private const int MaxFieldLength = 64;

    /// <summary>What it may come to; null when nobody knows yet.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217 of <see cref="Amount"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>When it is expected to be decided.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Why it was lost, or won.</summary>
    public string? Reason { get; init; }

    /// <summary>Who began it, if said.</summary>
    public string? By { get; init; }

    /// <summary>The shop's own fields.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The stages it has been in, the first first: what conversion is counted from.</summary>
    public IReadOnlyList<StageEntry> History { get; init; } = [];

    /// <summary>Whether a field may be called so.</summary>
    public static bool IsFieldName(string name) =>
        name.Length is > 0 and <= MaxFieldLength && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>Whether a field is filled in.</summary>
    public bool Has(string field) => field switch
    {
        "title" => true,
        "amount" => Amount is not null,
        "currency" => Currency is not null,
        "expectedAt" => ExpectedAt is not null,
        "reason" => Reason is not null,
        _ => Fields.ContainsKey(field),
    };

    /// <summary>The moves it has made since it was otherwise; all for null.</summary>
    public IEnumerable<StageMove> MovesSince(Deal? before) => StageMove.Of(History).Skip(before?.History.Count ?? 0);

    /// <summary>The deal in a stage, with a note of when it came there; itself when it is there already.</summary>
    public Deal Enter(string stage, DateTimeOffset at, string? by) =>
        stage == Stage && History.Count > 0 ? this : this with { Stage = stage, History = [.. History, new StageEntry(stage, at, by)] };
}

/// <summary>Whether a deal may be as somebody wants it.</summary>
/// <param name="Missing">Fields that its stage requires and that it lacks.</param>
/// <param name="Allowed">The stages it may go to, when it may not go where it was sent; null when it may.</param>
public sealed record DealRuling(IReadOnlyList<string> Missing, IReadOnlyList<string>? Allowed)
{
    /// <summary>Whether it may.</summary>
    public bool IsAllowed => Missing.Count == 0 && Allowed is null;

    /// <summary>Decides by the rules of the funnel.</summary>
    /// <param name="funnel">The funnel.</param>
    /// <param name="before">The deal as it is; null for a new one, which may begin anywhere.</param>
    /// <param name="after">The deal as wanted. What its stage requires may come with the move.</param>
    /// <remarks>
    /// A deal that stays where it is may be changed also when the funnel has come to require more since; what is required and was there
    /// may not be taken away.
    /// </remarks>
    public static DealRuling Of(Funnel funnel, Deal? before, Deal after)
    {
        var isMoved = before?.Stage != after.Stage;
        var required = funnel.Find(after.Stage)?.Requires ?? [];
        var missing = required.Where(field => !after.Has(field) && (isMoved || before!.Has(field))).ToList();
        var isForbidden = before is not null && isMoved && !funnel.AllowedFrom(before.Stage).Contains(after.Stage);
        return new DealRuling(missing, isForbidden ? funnel.AllowedFrom(before!.Stage) : null);
    }
}
