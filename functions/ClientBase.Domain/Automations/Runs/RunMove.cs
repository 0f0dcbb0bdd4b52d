using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Domain.Automations.Runs;

/// <summary>What came of moving a run to another version.</summary>
/// <param name="Run">The run as it is then; where it could not be moved as it was.</param>
/// <param name="Why">Why it could not be moved: one of the words of <see cref="RunMove"/>; null: it was, or needed not be.</param>
public sealed record RunMoved(AutomationRun Run, string? Why);

/// <summary>Moves somebody on their way through one version to the same place of another one.</summary>
/// <remarks>
/// A wait that has begun goes by the new version from when it began: somebody who has waited two days of three, and is to wait one now,
/// goes on at once.
/// </remarks>
public static class RunMove
{
    /// <summary>A message may be on its way: whether it left is to be known first.</summary>
    public const string MessageUnderWay = "message-under-way";

    /// <summary>The other version ends before the step they stand at.</summary>
    public const string NoSuchStep = "no-such-step";

    /// <summary>The other version does something else at the place they stand at.</summary>
    public const string OtherStep = "other-step";

    /// <summary>Moves a run that is on its way.</summary>
    /// <param name="run">The run.</param>
    /// <param name="from">The way it goes so far; null: it is not known any more.</param>
    /// <param name="to">The way it is to go.</param>
    /// <param name="version">The version of that way.</param>
    /// <param name="now">When it is moved.</param>
    /// <param name="zone">Where the person lives.</param>
    public static RunMoved Of(
        AutomationRun run, AutomationWalk? from, AutomationWalk to, int version, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!run.IsActive || run.Version == version)
        {
            return new RunMoved(run, null);
        }

        if (run.Flight is not null)
        {
            return new RunMoved(run, MessageUnderWay);
        }

        return run.History.LastOrDefault(one => one.Outcome != RunOutcomes.Moved) is { Outcome: RunOutcomes.Waiting, Step: { } wait } began
            ? Waiting(run, to, version, wait, new Walker(run.Contact, began.At, zone, _ => false), now)
            : Standing(run, from, to, version, now);
    }

    private static RunMoved Waiting(
        AutomationRun run, AutomationWalk to, int version, string wait, Walker asItBegan, DateTimeOffset now) => to.Find(wait) switch
        {
            null => new RunMoved(run, NoSuchStep),
            WaitStep or WaitUntilStep when to.Next(wait, asItBegan).Act is WaitUntil next => new RunMoved(
                (run with { Position = next.Then, DueAt = run.DueAt is null ? null : Later(next.Until, now) })
                    .MoveTo(version, wait, now),
                null),
            _ => new RunMoved(run, OtherStep),
        };

    private static RunMoved Standing(AutomationRun run, AutomationWalk? from, AutomationWalk to, int version, DateTimeOffset now)
    {
        if (run.Position is not { } place)
        {
            return new RunMoved(run.MoveTo(version, null, now), null);
        }

        return to.Find(place) is not { } step ? new RunMoved(run, NoSuchStep)
            : from?.Find(place) is { } own && own.GetType() != step.GetType() ? new RunMoved(run, OtherStep)
            : new RunMoved(run.MoveTo(version, place, now), null);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
