using System.Text.RegularExpressions;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>A version of a segment.</summary>
/// <param name="Version">Counted from 1.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Rule">Its rule then; null for a static list.</param>
/// <param name="At">When it was defined so.</param>
/// <param name="By">Who did it, if said.</param>
public sealed record SegmentVersionView(int Version, string Name, string? Rule, DateTimeOffset At, string? By);

/// <summary>Lets the marketer define segments, by a rule or as a list.</summary>
public sealed partial class DefineSegments(
    OwnSegments own,
    SegmentCatalogue catalogue,
    SegmentDirectory directory,
    SegmentViews show,
    RecomputeRequests recompute,
    IEnumerable<ISegmentUser> users,
    TimeProvider clock)
{
    private const int MaxName = 200;
    private const int MaxRule = 20_000; // What is too long for a rule is told where.
    private const int MaxSegments = 500;

    // Parts of routes beside the ids.
    private static readonly string[] Reserved = ["preview"];

    /// <summary>Defines a segment or defines it anew; the whole base is then gone through.</summary>
    [Function("PutSegment")]
    [Takes<SegmentBody>(Example = """{"name":"From Kazan","rule":"city = \"Казань\""}""")]
    [Answers<SegmentView>]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "segments/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (catalogue.Find(id) is not null)
        {
            return BuiltIn(id, "changed");
        }

        if (!SegmentId().IsMatch(id) || Reserved.Contains(id))
        {
            return Problems.BadRequest("A segment's id has 1 to 64 small letters, digits, '-' and '_', and is not 'preview'.");
        }

        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (name, rule) = (body.Text("name", MaxName, isRequired: true), body.Text("rule", MaxRule));
        var isStatic = body.Flag("static") == true;
        if (isStatic == rule is not null)
        {
            body.Refuse("rule", isStatic ? "a static list has no rule: leave it out, or leave out 'static'" : "is required");
        }

        if (!body.AreRight(out problem))
        {
            return problem;
        }

        var known = await own.AllRulesAsync(cancellationToken);
        if (rule is not null && RuleProblem.Read(request, id, rule, known).Problem is { } refused)
        {
            return refused;
        }

        if (!known.ContainsKey(id) && known.Count - catalogue.All.Count >= MaxSegments)
        {
            return Problems.Conflict($"There are {MaxSegments} segments already: delete one that nobody needs.");
        }

        var (segment, isChanged) = await own.PutAsync(
            id, name!, rule, Caller.Of(request)?.Name, clock.GetUtcNow(), cancellationToken);
        if (isChanged)
        {
            await recompute.AskAsync(isRebuild: false, cancellationToken);
        }

        return Results.Json((await show.OfAsync(request, [new AnySegment(id, null, segment)], cancellationToken))[0]);
    }

    /// <summary>Deletes a segment that nothing uses.</summary>
    [Function("DeleteSegment")]
    [Answers(204)]
    [Refuses(405, "It is built in.")]
    [Refuses(409, "Something uses it.")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "segments/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (catalogue.Find(id) is not null)
        {
            return BuiltIn(id, "deleted");
        }

        if (await own.GetAsync(id, cancellationToken) is null)
        {
            return ShowSegments.Unknown(id);
        }

        if (await UsersOfAsync(id, cancellationToken) is { Count: > 0 } used)
        {
            return Problems.Conflict(
                $"Segment '{id}' is used by {string.Join(", ", used)}: have them use another one first.",
                new Dictionary<string, object?> { ["usedBy"] = used });
        }

        await own.DeleteAsync(id, cancellationToken);
        await recompute.AskAsync(isRebuild: false, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>The versions of a segment, the latest first.</summary>
    [Function("ListSegmentVersions")]
    [Answers<Page<SegmentVersionView>>]
    public async Task<IResult> VersionsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/versions")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } segment)
        {
            return ShowSegments.Unknown(id);
        }

        // A built-in one has the version that the settings give it.
        var versions = segment.BuiltIn is { } builtIn
            ? [new SegmentVersionView(1, builtIn.Title.In(Client.LanguageOf(request)), builtIn.Rule, DateTimeOffset.UnixEpoch, null)]
            : (await own.VersionsAsync(id, cancellationToken)).Select(View).ToList();
        return Results.Json(new Page<SegmentVersionView>(versions, null));
    }

    private static SegmentVersionView View(SegmentDefinition version) =>
        new(version.Version, version.Name, version.Rule, version.ChangedAt, version.By);

    private async Task<List<string>> UsersOfAsync(string id, CancellationToken cancellationToken)
    {
        var rules = await own.ListAsync(cancellationToken);
        var used = rules.Where(other => other.Id != id && other.Rule is not null
                && Rule.Parse(other.Rule).Rule?.Needs.Segments.Contains(id) == true)
            .Select(other => $"segment {other.Id}").ToList();
        foreach (var user in users)
        {
            used.AddRange(await user.UsersOfAsync(id, cancellationToken));
        }

        return used;
    }

    private static IResult BuiltIn(string id, string what) =>
        Problems.NotAllowed($"Segment '{id}' is built in and cannot be {what}; its thresholds are settings (Segments__*).");

    [GeneratedRegex(@"^[\p{Ll}\p{Nd}][\p{Ll}\p{Nd}_-]{0,63}$")]
    private static partial Regex SegmentId();
}
