namespace ClientBase.Domain.Crm;

/// <summary>A deal came into a stage.</summary>
/// <param name="Number">Which move of the deal it is, from 0: that a new deal began.</param>
/// <param name="From">The stage it left; null where the deal began.</param>
/// <param name="To">The stage it came to.</param>
/// <param name="Since">Since when it was in the stage it left; null where the deal began.</param>
/// <param name="At">When it came.</param>
public sealed record StageMove(int Number, string? From, string To, DateTimeOffset? Since, DateTimeOffset At)
{
    /// <summary>The moves of a deal, the first first.</summary>
    public static IEnumerable<StageMove> Of(IReadOnlyList<StageEntry> history) => history.Select((entry, number) =>
        number == 0
            ? new StageMove(number, null, entry.Stage, null, entry.At)
            : new StageMove(number, history[number - 1].Stage, entry.Stage, history[number - 1].At, entry.At));
}

/// <summary>How deals went through one stage in a span of time.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Entered">Deals that came into it, once for each time.</param>
/// <param name="Left">Deals that left it, once for each time.</param>
/// <param name="Lost">Those of them that were lost.</param>
/// <param name="Conversion">Share of those that left it that went on and were not lost, 0 to 1; null when none left it.</param>
/// <param name="AverageDays">How long those that left it had been in it, days; null when none left it.</param>
/// <param name="MedianDays">The same for the one in the middle.</param>
public sealed record StageConversion(
    string Id, string Name, int Entered, int Left, int Lost, double? Conversion, double? AverageDays, double? MedianDays)
{
    private const int Digits = 4;

    /// <summary>Counts moves by stage.</summary>
    /// <param name="funnel">The funnel; stages that it no longer has come after its own.</param>
    /// <param name="moves">The moves of the span, in any order.</param>
    public static IReadOnlyList<StageConversion> Of(Funnel funnel, IReadOnlyCollection<StageMove> moves)
    {
        var (entered, left) = (moves.ToLookup(move => move.To), moves.Where(move => move.From is not null).ToLookup(move => move.From!));
        var gone = entered.Select(stage => stage.Key).Union(left.Select(stage => stage.Key))
            .Where(id => funnel.Find(id) is null).Order(StringComparer.Ordinal);
        return
        [
            .. funnel.Stages.Select(stage => Of(stage.Id, stage.Name, entered[stage.Id], left[stage.Id])),
            .. gone.Select(id => Of(id, id, entered[id], left[id])),
        ];
    }

    private static StageConversion Of(string id, string name, IEnumerable<StageMove> entered, IEnumerable<StageMove> left)
    {
        var days = left.Select(move => (move.At - move.Since!.Value).TotalDays).Order().ToList();
        var lost = left.Count(move => move.To == FunnelStage.Lost);
        return new StageConversion(
            id,
            name,
            entered.Count(),
            days.Count,
            lost,
            days.Count == 0 ? null : Math.Round((double)(days.Count - lost) / days.Count, Digits),
            days.Count == 0 ? null : Math.Round(days.Average(), Digits),
            days.Count == 0 ? null : Math.Round((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2, Digits));
    }
}
