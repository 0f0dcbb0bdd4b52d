using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>Whose runs are to be moved to the version of now.</summary>
/// <param name="Contact">Only those of this person: an id.</param>
/// <param name="From">Only those that go through this version.</param>
public sealed record MoveRunsBody(string? Contact = null, int? From = null);

/// <summary>A run that stays in its version.</summary>
/// <param name="Contact">Whose it is.</param>
/// <param name="Key">By which they entered.</param>
/// <param name="Version">The version they go on through; null: not known.</param>
/// <param name="Step">The step they stand at; null: at the end, or not known.</param>
/// <param name="Reason">
/// <c>no-such-step</c>: the version of now has not this step, and ends before its place; <c>other-step</c>: it has not this step, and does
/// something else at its place; <c>message-under-way</c>: ask again in some minutes; <c>unreadable</c>: what is kept of the run is damaged.
/// </param>
public sealed record StayedRun(string Contact, string Key, int? Version, string? Step, string Reason);

/// <summary>What came of moving people.</summary>
/// <param name="Version">The version of now.</param>
/// <param name="Moved">How many runs were moved to it.</param>
/// <param name="Already">How many under way go through it anyway.</param>
/// <param name="Stayed">Those that could not be moved, and why.</param>
/// <param name="Continuation">Not all runs were looked at: what to pass as <c>?continuation=</c> for the next; null: all were.</param>
public sealed record MovedRuns(int Version, int Moved, int Already, IReadOnlyList<StayedRun> Stayed, string? Continuation);

/// <summary>Has people on their way go through the version of now, from the step they stand at, wherever that stands in it.</summary>
public sealed class MoveRuns(AutomationStore automations, RunStore runs, RunPages pages, RunMover mover, ContactReader contacts)
{
    private const int MovedAtOnce = 16;
    private const int MaxId = 64;
    private const int MaxVersion = 1_000_000;

    /// <summary>Moves those of one page of runs, or of one person. A repeat moves nobody again.</summary>
    [Function("MoveAutomationRuns")]
    [AsksPaging]
    [Takes<MoveRunsBody>(Example = """{"from":1}""")]
    [Answers<MovedRuns>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "automations/{id}/runs/move")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var (body, wrong) = await BodyFields.ReadAsync(request, cancellationToken, mayBeEmpty: true);
        if (body is null)
        {
            return wrong!;
        }

        var asked = Read(body);
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        return await automations.GetAsync(id, cancellationToken) is not { } automation ? ShowAutomations.Unknown(id)
            : asked.From > automation.Version
                ? Problems.NotFound($"Automation '{id}' has no version {asked.From}: the latest is {automation.Version}.")
            : await LookedAtAsync(id, asked.Contact, paging, cancellationToken) is not { } page
                ? Problems.NotFound($"There is no contact '{asked.Contact}'.")
            : Results.Json(await MoveAsync(new KnownAutomation(automation), asked.From, page, cancellationToken));
    }

    // A name that is not known may be a slip, and without it everybody would be moved.
    private static MoveRunsBody Read(BodyFields body)
    {
        foreach (var name in body.Names.Where(name => name is not ("contact" or "from")))
        {
            body.Refuse(name, "not known here: contact, from");
        }

        return new MoveRunsBody(body.Text("contact", MaxId), body.Whole("from", 1, MaxVersion));
    }

    private async Task<Page<FoundRun>?> LookedAtAsync(string id, string? contactId, Paging paging, CancellationToken cancellationToken)
    {
        if (contactId is null)
        {
            return await pages.ReadAsync(id, paging, cancellationToken);
        }

        return await contacts.FindAsync(contactId, cancellationToken) is { } contact
            ? new Page<FoundRun>(await runs.FindOfPersonAsync(contact.AllIds, id, cancellationToken), null)
            : null;
    }

    private async Task<MovedRuns> MoveAsync(KnownAutomation to, int? from, Page<FoundRun> page, CancellationToken cancellationToken)
    {
        var meant = page.Items.Select(found => found.Stored).OfType<StoredRun>()
            .Where(one => one.Run.IsActive && (from is null || one.Run.Version == from)).ToList();
        var old = meant.Where(one => one.Run.Version != to.Version).ToList();
        var (moved, stayed) = (0, page.Items.Where(found => found.Stored is null).Select(Unread).ToList());
        foreach (var some in old.Chunk(MovedAtOnce))
        {
            var results = await Task.WhenAll(some.Select(one => mover.MoveAsync(one, to, cancellationToken)));
            moved += results.Count(one => one.Why is null && one.Run.Version == to.Version);
            stayed.AddRange(results.Where(one => one.Why is not null).Select(one => Stayed(one.Run, one.Why!)));
        }

        return new MovedRuns(to.Version, moved, meant.Count - old.Count, stayed, page.Continuation);
    }

    private static StayedRun Unread(FoundRun found) => new(found.Name.Contact, found.Name.Key, null, null, "unreadable");

    private static StayedRun Stayed(AutomationRun run, string why) => new(run.Contact, run.Key, run.Version, run.Position, why);
}
