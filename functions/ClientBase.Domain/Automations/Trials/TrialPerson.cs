using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Segments.Rules;

namespace ClientBase.Domain.Automations.Trials;

/// <summary>Something that may end a run or be its goal.</summary>
/// <param name="Name">One of <see cref="AutomationEvents.All"/>.</param>
/// <param name="At">When.</param>
public sealed record PastEvent(string Name, DateTimeOffset At);

/// <summary>Somebody an automation is tried on.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Zone">Where they live.</param>
/// <param name="Occasions">What would have let them enter.</param>
/// <param name="Events">What they did.</param>
/// <param name="Holds">Whether a rule held at an instant.</param>
/// <param name="Barrier">Why a message could not go to them; null: it could.</param>
public sealed record TrialPerson(
    string ContactId,
    TimeZoneInfo Zone,
    IReadOnlyList<Occasion> Occasions,
    IReadOnlyList<PastEvent> Events,
    Func<Rule, DateTimeOffset, bool> Holds,
    Func<SendStep, DateTimeOffset, string?> Barrier)
{
    /// <summary>The times they entered before.</summary>
    public IReadOnlyList<EarlierEntry> Earlier { get; init; } = [];

    /// <summary>When they got marketing messages before.</summary>
    public IReadOnlyList<DateTimeOffset> Sent { get; init; } = [];
}
