using System.Collections.Immutable;
using System.Globalization;
using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Domain.Automations.Runs;

/// <summary>What came of moving a run to another version.</summary>
/// <param name="Run">The run as it is then; where it could not be moved as it was.</param>
/// <param name="Why">Why it could not be moved: one of the words of <see cref="RunMove"/>; null: it was, or needed not be.</param>
public sealed record RunMoved(AutomationRun Run, string? Why);

/// <summary>Moves somebody on their way through one version to the step of another that is the one they stand at.</summary>
/// <remarks>
/// A wait that has begun goes by the new version from when it began: somebody who has waited two days of three, and is to wait one now,
/// goes on at once.
/// </remarks>
public static class RunMove
{
    /// <summary>A message may be on its way: whether it left is to be known first.</summary>
    public const string MessageUnderWay = "message-under-way";

    /// <summary>The other version has not the step they stand at, and ends before its place.</summary>
    public const string NoSuchStep = "no-such-step";

    /// <summary>The other version has not the step they stand at, and does something else at its place.</summary>
    public const string OtherStep = "other-step";

    /// <summary>Moves a run that is on its way.</summary>
    /// <param name="run">The run.</param>
    /// <param name="steps">Which step of the version it goes through is which of the other.</param>
    /// <param name="to">The way it is to go.</param>
    /// <param name="version">The version of that way. To an earlier one nobody is moved.</param>
    /// <param name="now">When it is moved.</param>
    /// <param name="zone">Where the person lives.</param>
    public static RunMoved Of(
        AutomationRun run, StepAlignment steps, AutomationWalk to, int version, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!run.IsActive || run.Version >= version)
        {
            return new RunMoved(run, null);
        }

        if (run.Flight is not null)
        {
            return new RunMoved(run, MessageUnderWay);
        }

        var wait = run.WaitsSince;
        if ((wait is null ? run.Position : run.History[^1].Step) is not { } place)
        {
            return new RunMoved(run.MoveTo(version, null, NamesOf(run, steps, version), now), null);
        }

        if (steps.Same.GetValueOrDefault(place) is not { } found)
        {
            return new RunMoved(run, to.Find(place) is null ? NoSuchStep : OtherStep);
        }

        var moved = run.MoveTo(version, found, NamesOf(run, steps, version), now);
        return new RunMoved(wait is { } began ? Behind(moved, found, to, began, now, zone) : moved with { Position = found }, null);
    }

    private static AutomationRun Behind(
        AutomationRun run, string wait, AutomationWalk to, DateTimeOffset began, DateTimeOffset now, TimeZoneInfo zone)
    {
        var next = (WaitUntil)to.Next(wait, new Walker(run.Contact, began, zone, _ => false)).Act;
        return run with { Position = next.Then, DueAt = run.DueAt is null ? null : next.Until > now ? next.Until : now };
    }

    // A step keeps the name it had, wherever it stands now; one that is new has a name that nothing was done under yet.
    private static ImmutableDictionary<string, string>? NamesOf(AutomationRun run, StepAlignment steps, int version)
    {
        var names = steps.Same.Select(one => KeyValuePair.Create(one.Value, run.NameOf(one.Key)))
            .Concat(steps.Added.Select(id => KeyValuePair.Create(id, string.Create(CultureInfo.InvariantCulture, $"{id}@{version}"))))
            .Where(one => one.Key != one.Value)
            .ToImmutableDictionary(StringComparer.Ordinal);
        return names.IsEmpty ? null : names;
    }
}
