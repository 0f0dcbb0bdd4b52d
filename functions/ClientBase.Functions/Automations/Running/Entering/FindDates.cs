using System.Globalization;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Finds whose dates come near, and of whom nothing was heard for long, in the snapshots: two blobs a shard.</summary>
/// <remarks>Only whose date may be near by its day and month is read, since the hour depends on where they live.</remarks>
public sealed class FindDates(
    KnownAutomations automations,
    Snapshots snapshots,
    ContactReader contacts,
    PersonDates dates,
    RunQueues queues,
    CommitsByTable commits,
    TimeProvider clock,
    ILogger<FindDates> logger)
{
    private const int ReadsAtOnce = 32;

    // The clocks of the world are so far apart.
    private static readonly TimeSpan Clocks = TimeSpan.FromHours(26);

    // So long after somebody became silent it is still told: the app may have stood still.
    private static readonly TimeSpan Silent = TimeSpan.FromDays(2);

    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Runs for each shard. A repeat writes the same rows again.</summary>
    [Function(nameof(FindDates))]
    public async Task RunAsync([QueueTrigger(Queues.AutomationDates)] DatesToFind message, CancellationToken cancellationToken)
    {
        var listeners = await automations.GetAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var facts = await snapshots.ReadAsync(message.Shard, withKeys: false, cancellationToken);
        if (await snapshots.ReadDetailsAsync(message.Shard, SnapshotCodec.HeaderOf(facts.Facts), cancellationToken) is not { } details)
        {
            return; // A recompute has put new ones in their place just now: found by the next search.
        }

        var (near, silent) = (new List<string>(), new List<(string Contact, DateTimeOffset Since)>());
        var stale = listeners.With<StaleTrigger>().ToList();
        foreach (var (contact, its) in ShardDecision.Beside(SnapshotCodec.Unpack(facts.Facts), DetailsCodec.Unpack(details)))
        {
            if (IsNear(listeners, contact, its, now))
            {
                near.Add(contact.Id);
            }

            if (its.LastSeenAt is { } seen && stale.Exists(one => IsSilent((StaleTrigger)one.Definition.Trigger, seen, now)))
            {
                silent.Add((contact.Id, seen));
            }
        }

        var found = await NoteAsync(listeners, near, now, cancellationToken);
        foreach (var (contact, since) in silent)
        {
            var enter = stale.Where(one => IsSilent((StaleTrigger)one.Definition.Trigger, since, now)).Select(one => one.Id).ToList();
            var name = since.UtcTicks.ToString(CultureInfo.InvariantCulture);
            await queues.PutAsync(contact, [new Happening("stale", $"stale {name}") { Enter = enter }], cancellationToken);
        }

        logger.DatesFound(message.Shard, found, silent.Count);
    }

    private static bool IsSilent(StaleTrigger trigger, DateTimeOffset seen, DateTimeOffset now) =>
        seen + trigger.After <= now && seen + trigger.After > now - Silent;

    private static bool IsNear(Listeners listeners, ContactFacts contact, ContactDetails details, DateTimeOffset now) =>
        listeners.With<DateTrigger>().Any(one =>
        {
            var trigger = (DateTrigger)one.Definition.Trigger;
            var from = DateOnly.FromDateTime((now - Clocks).UtcDateTime).AddDays(-trigger.OffsetDays);
            var to = DateOnly.FromDateTime((now + PersonDates.Ahead + Clocks).UtcDateTime).AddDays(-trigger.OffsetDays);
            return trigger.Field == ContactFields.BirthDate
                ? contact.Profile.Birthday is { } born && MayFallBetween(born, from, to)
                : details.Person.Any(said => said.Name == RuleFields.Own(trigger.Field).Name
                    && DateIn(said.Text) is { } date && MayFallBetween(date, from, to));
        });

    private static DateOnly? DateIn(string? said) =>
        BirthDates.OfKept(said) ?? (DateOnly.TryParse(said, CultureInfo.InvariantCulture, out var date) ? date : null);

    // By day and month; 29 February is kept on the 28th where there is none.
    private static bool MayFallBetween(DateOnly date, DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (day.Month == date.Month
                && day.Day == Math.Min(date.Day, DateTime.DaysInMonth(day.Year, date.Month)))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<int> NoteAsync(Listeners listeners, List<string> near, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var some in near.Chunk(ReadsAtOnce))
        {
            var people = await Task.WhenAll(some.Select(id => contacts.FindAsync(id, cancellationToken)));
            var rows = people.OfType<Contact>().SelectMany(person =>
                dates.Of(listeners, person, now).Select(date => PersonDates.RowOf(person.Id, date))).ToList();
            found += rows.Count;
            await Task.WhenAll(rows.Select(row => _commits.SubmitAsync(
                row.PartitionKey, [new(UpsertReplace, row)], cancellationToken)));
        }

        return found;
    }
}
