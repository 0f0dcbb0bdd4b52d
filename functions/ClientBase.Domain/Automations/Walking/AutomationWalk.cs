using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Segments.Rules;

namespace ClientBase.Domain.Automations.Walking;

/// <summary>What is next for somebody on their way through an automation.</summary>
public abstract record NextAct;

/// <summary>Nothing until an instant.</summary>
/// <param name="Step">The step that waits.</param>
/// <param name="Until">The instant.</param>
/// <param name="Then">Where they stand afterwards; null: at the end.</param>
public sealed record WaitUntil(AutomationStep Step, DateTimeOffset Until, string? Then) : NextAct;

/// <summary>Something to do.</summary>
/// <param name="Step">What.</param>
/// <param name="Then">Where they stand afterwards; null: at the end.</param>
public sealed record Perform(AutomationStep Step, string? Then) : NextAct;

/// <summary>The run ends before its last step.</summary>
/// <param name="Step">The step that ends it.</param>
public sealed record Leave(ExitStep Step) : NextAct;

/// <summary>There is nothing left to do.</summary>
public sealed record Finish : NextAct;

/// <summary>A fork that was passed on the way.</summary>
/// <param name="Step">Which.</param>
/// <param name="Outcome"><c>then</c>, <c>else</c>, <c>split[1]</c>, or <c>none</c> for somebody who drew no way.</param>
public sealed record PassedFork(AutomationStep Step, string Outcome);

/// <summary>What is next, and the forks that were passed to get there.</summary>
/// <param name="Act">What is next.</param>
/// <param name="Passed">The forks, in order.</param>
public sealed record WalkResult(NextAct Act, IReadOnlyList<PassedFork> Passed);

/// <summary>Who walks, and when.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Now">When they stand there.</param>
/// <param name="Zone">Where they live.</param>
/// <param name="Holds">Whether a rule holds for them now.</param>
public sealed record Walker(string ContactId, DateTimeOffset Now, TimeZoneInfo Zone, Func<Rule, bool> Holds)
{
    /// <summary>What a step is known by on their way: its id, unless they were moved from another version.</summary>
    public Func<string, string> NameOf { get; init; } = step => step;
}

/// <summary>The way through one version of an automation. A position is the id of the step that comes next.</summary>
public sealed class AutomationWalk
{
    private readonly string _automationId;
    private readonly Dictionary<string, (AutomationStep Step, string? Then)> _steps = new(StringComparer.Ordinal);

    /// <summary>The way through a definition.</summary>
    public AutomationWalk(string automationId, AutomationDefinition definition)
    {
        _automationId = automationId;
        Start = definition.Steps.Count == 0 ? null : definition.Steps[0].Id;
        Index(definition.Steps, null);
    }

    /// <summary>Where everybody begins; null where there is nothing to do.</summary>
    public string? Start { get; }

    /// <summary>What is next for somebody at a position.</summary>
    /// <param name="position">The id of the step that comes next; null: at the end.</param>
    /// <param name="walker">Who.</param>
    public WalkResult Next(string? position, Walker walker)
    {
        var passed = new List<PassedFork>();
        while (position is not null)
        {
            var (step, then) = _steps.TryGetValue(position, out var found)
                ? found
                : throw new ArgumentException($"This version has no step '{position}'.", nameof(position));
            switch (step)
            {
                case IfStep fork:
                    var holds = walker.Holds(fork.If.Rule);
                    passed.Add(new PassedFork(fork, holds ? "then" : "else"));
                    position = First(holds ? fork.Then : fork.Else) ?? then;
                    break;
                case SplitStep split:
                    var way = Drawn(split, walker);
                    passed.Add(new PassedFork(split, way is { } drawn ? $"split[{drawn}]" : "none"));
                    position = (way is { } index ? First(split.Ways[index].Steps) : null) ?? then;
                    break;
                case WaitStep wait:
                    return new WalkResult(new WaitUntil(wait, EndOf(wait, walker), then), passed);
                case WaitUntilStep wait:
                    return new WalkResult(new WaitUntil(wait, LocalTimes.Next(wait.At, walker.Now, walker.Zone), then), passed);
                case ExitStep exit:
                    return new WalkResult(new Leave(exit), passed);
                default:
                    return new WalkResult(new Perform(step, then), passed);
            }
        }

        return new WalkResult(new Finish(), passed);
    }

    /// <summary>The step of an id; null: this version has none.</summary>
    public AutomationStep? Find(string id) => _steps.TryGetValue(id, out var found) ? found.Step : null;

    private void Index(IReadOnlyList<AutomationStep> steps, string? after)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            var then = index + 1 < steps.Count ? steps[index + 1].Id : after;
            _steps.Add(steps[index].Id, (steps[index], then));
            foreach (var branch in steps[index].Branches)
            {
                Index(branch, then);
            }
        }
    }

    private static string? First(IReadOnlyList<AutomationStep> steps) => steps.Count == 0 ? null : steps[0].Id;

    private int? Drawn(SplitStep split, Walker walker)
    {
        var lot = Lot.Of(walker.ContactId, $"split:{_automationId}:{walker.NameOf(split.Id)}");
        var upTo = 0.0;
        for (var way = 0; way < split.Ways.Count; way++)
        {
            upTo += split.Ways[way].Share;
            if (lot < upTo)
            {
                return way;
            }
        }

        return split.IsWhole ? split.Ways.Count - 1 : null;
    }

    // "A day later" is the same time tomorrow, also where the clocks are changed in the night.
    private static DateTimeOffset EndOf(WaitStep wait, Walker walker) => wait.For.Ticks % TimeSpan.TicksPerDay == 0
        ? LocalTimes.InstantOf(TimeZoneInfo.ConvertTime(walker.Now, walker.Zone).DateTime + wait.For, walker.Zone)
        : walker.Now + wait.For;
}
