using ClientBase.Domain;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>What a rule comes to.</summary>
/// <param name="Count">How many contacts it is about.</param>
/// <param name="Canonical">The rule in its one canonical spelling, English.</param>
/// <param name="Words">The rule in words.</param>
/// <param name="Sample">Ten of the contacts at most, as they are now.</param>
/// <param name="Needs">The fields and events it asks for.</param>
/// <param name="At">The instant it was tried at.</param>
public sealed record SegmentPreviewView(
    int Count, string Canonical, LocalText Words, IReadOnlyList<ContactView> Sample, IReadOnlyList<string> Needs, DateTimeOffset At)
    : IShowsContacts
{
    int IShowsContacts.ShownContacts => Sample.Count;
}

/// <summary>Shows what a rule would come to, now or at a time past, without keeping anything.</summary>
public sealed class PreviewSegment(
    RuleTrial trial, OwnSegments own, SegmentDirectory directory, ContactReader contacts, TimeProvider clock)
{
    private const int MaxRule = 20_000;

    /// <summary>A rule that is not kept; with <c>at</c> who would have been in it then.</summary>
    [Function(nameof(PreviewSegment))]
    [Takes<SegmentPreviewBody>(Example = """{"rule":"city = \"Казань\""}""")]
    [Answers<SegmentPreviewView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "segments/preview")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var text = body.Text("rule", MaxRule, isRequired: true);
        var at = body.Day("at") is { } day ? Times.EndOf(day) : body.Time("at");
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        var (rule, refused) = RuleProblem.Read(request, null, text!, await own.AllRulesAsync(cancellationToken));
        return rule is null ? refused! : await ShowAsync(rule, at, cancellationToken);
    }

    /// <summary>A segment with the rule it has now at a time past.</summary>
    [Function("BacktestSegment")]
    [Asks("at", "Who would have been in it then.")]
    [Answers<SegmentPreviewView>]
    public async Task<IResult> BacktestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/backtest")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is not { } segment)
        {
            return ShowSegments.Unknown(id);
        }

        if (!Times.TryRead(request, "at", isEnd: true, out var at, out var problem))
        {
            return problem;
        }

        var rule = segment.Own is { Rule: { } own } ? Rule.Parse(own).Rule : Rule.Parse($"in segment \"{id}\"").Rule;
        return await ShowAsync(rule!, at ?? clock.GetUtcNow(), cancellationToken);
    }

    private async Task<IResult> ShowAsync(Rule rule, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (at > now && at.Value.UtcDateTime.Date > now.UtcDateTime.Date)
        {
            return Problems.BadRequest("'at' is a time past.", new Dictionary<string, string[]> { ["at"] = ["a time past"] });
        }

        var then = at < now ? at.Value : now;
        var result = await trial.RunAsync(rule, then, isPast: then < now, cancellationToken);
        var sample = await contacts.GetManyAsync(result.Sample, cancellationToken);
        var needs = rule.Needs;
        return Results.Json(new SegmentPreviewView(
            result.Count,
            rule.ToString(),
            rule.Explain(),
            [.. sample.Select(ContactView.Of)],
            [.. needs.Fields.Concat(needs.Ranks).Concat(needs.Events.Select(happened => happened.Verb)).Distinct()],
            then));
    }
}
