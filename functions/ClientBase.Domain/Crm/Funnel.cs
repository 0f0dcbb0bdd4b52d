namespace ClientBase.Domain.Crm;

/// <summary>A stage that deals pass through.</summary>
/// <param name="Id">Its id: small letters, digits, hyphens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Requires">Fields a deal must have to be in it: <c>amount</c>, <c>reason</c>, or one of the shop's own.</param>
/// <param name="Next">Ids of the stages a deal may go on to; empty: none, null: any.</param>
public sealed record FunnelStage(string Id, string Name, IReadOnlyList<string> Requires, IReadOnlyList<string>? Next = null)
{
    /// <summary>The deal was made.</summary>
    public const string Won = "won";

    /// <summary>The deal came to nothing.</summary>
    public const string Lost = "lost";

    /// <summary>Whether a deal in it is still being worked on.</summary>
    public bool IsOpen => Id is not (Won or Lost) && Next is not { Count: 0 };
}

/// <summary>The way of a deal: its stages in their order, and the rules between them.</summary>
/// <param name="Stages">The stages.</param>
public sealed record Funnel(IReadOnlyList<FunnelStage> Stages)
{
    private const int MaxStages = 50;
    private const int MaxNameLength = 100;
    private const int MaxIdLength = 40;

    /// <summary>Forward only, to any later stage; a lost deal may be taken up again.</summary>
    public static Funnel Default { get; } = new(
    [
        new("new", "New", [], ["qualified", "offer", "negotiation", FunnelStage.Won, FunnelStage.Lost]),
        new("qualified", "Qualified", [], ["offer", "negotiation", FunnelStage.Won, FunnelStage.Lost]),
        new("offer", "Offer", [], ["negotiation", FunnelStage.Won, FunnelStage.Lost]),
        new("negotiation", "Negotiation", [], ["offer", FunnelStage.Won, FunnelStage.Lost]),
        new(FunnelStage.Won, "Won", ["amount"], []),
        new(FunnelStage.Lost, "Lost", ["reason"], ["new"]),
    ]);

    /// <summary>A stage, or null.</summary>
    public FunnelStage? Find(string id) => Stages.FirstOrDefault(stage => stage.Id == id);

    /// <summary>The stages a deal may go to from one. From a stage that the funnel no longer has, any.</summary>
    public IReadOnlyList<string> AllowedFrom(string stageId) =>
        Find(stageId)?.Next ?? [.. Stages.Select(stage => stage.Id).Where(id => id != stageId)];

    /// <summary>What needs mending, by field; empty when the funnel can be used.</summary>
    public IReadOnlyDictionary<string, string[]> Check()
    {
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        if (Stages.Count is 0 or > MaxStages)
        {
            errors["stages"] = [$"give 1 to {MaxStages} stages"];
        }

        foreach (var (at, stage) in Stages.Index())
        {
            var why = WhyNot(stage, at).ToArray();
            if (why.Length > 0)
            {
                errors[$"stages[{at}]"] = why;
            }
        }

        return errors;
    }

    private IEnumerable<string> WhyNot(FunnelStage stage, int at)
    {
        if (!IsId(stage.Id))
        {
            yield return $"'id' is 1 to {MaxIdLength} small letters, digits and hyphens";
        }

        if (Stages.Take(at).Any(earlier => earlier.Id == stage.Id))
        {
            yield return $"there is a stage '{stage.Id}' already";
        }

        if (string.IsNullOrWhiteSpace(stage.Name) || stage.Name.Length > MaxNameLength)
        {
            yield return $"'name' is 1 to {MaxNameLength} characters";
        }

        foreach (var field in stage.Requires.Where(field => !Deal.IsFieldName(field)))
        {
            yield return $"'requires' names '{field}', which cannot be a field: use letters, digits, hyphens, dots";
        }

        foreach (var next in (stage.Next ?? []).Where(next => Find(next) is null))
        {
            yield return $"'next' names '{next}', and there is no such stage";
        }
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= MaxIdLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
