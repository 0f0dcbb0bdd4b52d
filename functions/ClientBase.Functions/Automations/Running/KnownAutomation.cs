using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Functions.Automations.Running;

/// <summary>A version of an automation, and the way through it.</summary>
public sealed class KnownAutomation(Automation automation)
{
    /// <summary>Its id.</summary>
    public string Id => automation.Id;

    /// <summary>The version.</summary>
    public int Version => automation.Version;

    /// <summary>When it was changed last: of what happened before, a repeat lets nobody enter.</summary>
    public DateTimeOffset Since => automation.UpdatedAt;

    /// <summary>What was asked for.</summary>
    public AutomationDefinition Definition => automation.Definition;

    /// <summary>The way.</summary>
    public AutomationWalk Walk { get; } = new(automation.Id, automation.Definition);

    /// <summary>What its mails, entries and events are said to be of.</summary>
    public string Source => RunStore.SourceOf(automation.Id);

    /// <summary>Whether it is this one, unchanged.</summary>
    public bool Is(Automation other) =>
        (automation.Id, automation.Version, automation.UpdatedAt) == (other.Id, other.Version, other.UpdatedAt);

    /// <summary>Whether something may end its runs, or is what it is for.</summary>
    public bool Heeds(string name) => Definition.Goal?.On == name || Definition.ExitOn.Contains(name);
}
