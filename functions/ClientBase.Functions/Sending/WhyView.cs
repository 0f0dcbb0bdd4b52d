using ClientBase.Domain.Segments.Rules.Evaluation;

namespace ClientBase.Functions.Sending;

/// <summary>Why somebody got a mailing, or did not.</summary>
/// <param name="Outcome"><c>planned ambiguous sent refused skipped none</c>.</param>
/// <param name="Reasons">Why not, or why not yet.</param>
/// <param name="Rule">What has to hold, clause by clause: the rule of who gets it, then what holds for every mailing.</param>
/// <param name="NextPossibleAt">When a message could go; null when it was sent, or more than time is in the way.</param>
/// <param name="Variant">The variant of the mail.</param>
/// <param name="At">When it was handed to the provider.</param>
public sealed record WhyView(
    string Outcome,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<RuleClause> Rule,
    DateTimeOffset? NextPossibleAt,
    string? Variant,
    DateTimeOffset? At);

/// <summary>A sender beside campaigns that can tell why.</summary>
public interface IExplainer
{
    /// <summary>Tells it; null when there is no mailing of this id here.</summary>
    /// <param name="contactId">Of whom; one that is unknown is answered as such.</param>
    /// <param name="mailing">The id of the mailing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<Explained?> ExplainAsync(string contactId, string mailing, CancellationToken cancellationToken);
}

/// <summary>An answer of one.</summary>
/// <param name="Why">It; null: there is no such contact.</param>
public sealed record Explained(WhyView? Why);
