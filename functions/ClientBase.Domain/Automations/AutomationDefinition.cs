using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Segments.Rules;

namespace ClientBase.Domain.Automations;

/// <summary>On what ground an automation writes to people.</summary>
public enum AutomationPurpose
{
    /// <summary>Advertising: needs consent, and keeps to the frequency cap and the quiet hours.</summary>
    Marketing = 0,

    /// <summary>What belongs to something the person asked for, such as a confirmation.</summary>
    Service = 1,
}

/// <summary>How often one person goes through an automation.</summary>
public enum OncePer
{
    /// <summary>Once.</summary>
    Contact = 0,

    /// <summary>Once for each of their carts.</summary>
    Cart = 1,

    /// <summary>Once for each of their orders.</summary>
    Order = 2,

    /// <summary>Once a year.</summary>
    Year = 3,

    /// <summary>Each time.</summary>
    Always = 4,
}

/// <summary>A rule as the marketer wrote it.</summary>
/// <param name="Text">Its text.</param>
public sealed record WrittenRule(string Text)
{
    private Rule? _rule;

    /// <summary>The rule; its text was checked before.</summary>
    public Rule Rule => _rule ??= Rule.Parse(Text).Rule ?? throw new InvalidOperationException("A rule that was never checked.");

    /// <inheritdoc/>
    public bool Equals(WrittenRule? other) => Text == other?.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}

/// <summary>What an automation wants to bring about.</summary>
/// <param name="On">One of <see cref="AutomationEvents.All"/>.</param>
/// <param name="Within">How long after somebody entered it still counts.</param>
public sealed record AutomationGoal(string On, TimeSpan Within);

/// <summary>What a marketer asks for: who enters, and what happens to them step by step.</summary>
/// <param name="Name">What the marketer calls it.</param>
/// <param name="Trigger">What lets people enter.</param>
/// <param name="Steps">What happens, in this order.</param>
public sealed record AutomationDefinition(string Name, AutomationTrigger Trigger, IReadOnlyList<AutomationStep> Steps)
{
    /// <summary>On what ground it writes to people.</summary>
    public AutomationPurpose Purpose { get; init; }

    /// <summary>Who may enter; null: everybody.</summary>
    public WrittenRule? If { get; init; }

    /// <summary>How often one person goes through it.</summary>
    public OncePer Once { get; init; }

    /// <summary>How long after entering somebody may enter again; null: as <see cref="Once"/> alone allows.</summary>
    public TimeSpan? Again { get; init; }

    /// <summary>What ends a run before its last step: names of <see cref="AutomationEvents.All"/>.</summary>
    public IReadOnlyList<string> ExitOn { get; init; } = [];

    /// <summary>What it is for; null: nothing that is counted.</summary>
    public AutomationGoal? Goal { get; init; }

    /// <summary>Whether its messages wait for the end of the quiet hours.</summary>
    public bool Quiet { get; init; } = true;

    /// <summary>The share that is left without it, to see what it changes: 0 to below 1.</summary>
    public double Holdout { get; init; }

    /// <summary>All steps, those within branches too, in the order in which they are written.</summary>
    public IEnumerable<AutomationStep> AllSteps => Steps.SelectMany(step => step.WithInner());

    /// <summary>All rules it asks.</summary>
    public IEnumerable<Rule> Rules =>
        AllSteps.OfType<IfStep>().Select(step => step.If).Prepend(If).OfType<WrittenRule>().Select(written => written.Rule);

    /// <summary>Ids of the segments it goes by, each once.</summary>
    public IReadOnlyList<string> Segments =>
    [
        .. Rules.SelectMany(rule => rule.Needs.Segments)
            .Concat(Trigger is SegmentTrigger { Segment: var own } ? [own] : [])
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether somebody is left without it.</summary>
    public bool IsHeldOut(string automationId, string contactId) =>
        Holdout > 0 && Lot.Of(contactId, $"holdout:{automationId}") < Holdout;
}
