using System.Numerics;
using ClientBase.Domain;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Segments.Recompute;

namespace ClientBase.Functions.Segments;

/// <summary>A segment as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its rule; null for a static list.</param>
/// <param name="Words">The rule in words.</param>
/// <param name="Version">How often it was defined; 1 for a built-in one.</param>
/// <param name="Count">How many contacts are in it.</param>
/// <param name="BuiltIn">Whether it is always present.</param>
/// <param name="Static">Whether it is a list that people are put on.</param>
/// <param name="UpdatedAt">The instant of the last recompute that finished; null before the first.</param>
/// <param name="State"><c>ready</c>, or <c>computing</c> until its rule, new or changed, was applied to the whole base.</param>
/// <param name="Progress">How far that is, 0 to 1; null when it is ready.</param>
public sealed record SegmentView(
    string Id,
    string Name,
    string? Rule,
    LocalText? Words,
    int Version,
    int Count,
    bool BuiltIn,
    bool Static,
    DateTimeOffset? UpdatedAt,
    string State,
    decimal? Progress)
{
    private static readonly LocalText ByHand = new("people put on the list by hand", "люди, внесённые в список вручную");

    /// <summary>The view of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="counts">How many are in each.</param>
    /// <param name="run">The recompute under way or the last one.</param>
    /// <param name="language">The reader's language.</param>
    public static SegmentView Of(AnySegment segment, IReadOnlyDictionary<string, int> counts, RecomputeRun? run, string language)
    {
        var count = counts.GetValueOrDefault(segment.Id);
        if (segment.BuiltIn is { } builtIn)
        {
            return new SegmentView(
                builtIn.Id, builtIn.Title.In(language), builtIn.Rule, builtIn.Words, Version: 1, count, BuiltIn: true, Static: false,
                run?.UpdatedAt, "ready", null);
        }

        var own = segment.Own!;
        var words = own.Rule is null ? ByHand : Domain.Segments.Rules.Rule.Parse(own.Rule).Rule?.Explain();
        var isReady = run?.UpdatedAt >= own.RuleAt;
        return new SegmentView(
            own.Id, own.Name, own.Rule, words, own.Version, count, BuiltIn: false, own.IsStatic, run?.UpdatedAt,
            isReady ? "ready" : "computing", isReady ? null : ProgressOf(run, own.RuleAt));
    }

    private static decimal ProgressOf(RecomputeRun? run, DateTimeOffset ruleAt) =>
        run is { IsPlanned: true, IsFinished: false } && run.AsOf >= ruleAt
            ? 1m - ((decimal)BitOperations.PopCount((uint)run.Left) / ContactId.ShardCount)
            : 0m;
}
