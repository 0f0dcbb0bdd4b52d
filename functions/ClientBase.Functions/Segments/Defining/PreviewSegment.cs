using ClientBase.Domain;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>A part of a rule that has to hold, and what it does to the count.</summary>
/// <param name="Canonical">The part in its one canonical spelling, English.</param>
/// <param name="Text">The same in the caller's language.</param>
/// <param name="Words">The part in words.</param>
/// <param name="Left">How many are left after it and those before it.</param>
/// <param name="Without">How many there would be without it.</param>
public sealed record ClauseView(string Canonical, string Text, LocalText Words, int Left, int Without);

/// <summary>What a rule comes to.</summary>
/// <param name="Count">How many contacts it is about.</param>
/// <param name="Canonical">The rule in its one canonical spelling, English.</param>
/// <param name="Words">The rule in words.</param>
/// <param name="Sample">Ten of the contacts at most, as they are now.</param>
/// <param name="Needs">The fields and events it asks for.</param>
/// <param name="At">The instant it was tried at.</param>
/// <param name="Of">How many contacts there are.</param>
/// <param name="Clauses">The parts that all have to hold, in their order; empty for a rule of very many.</param>
public sealed record SegmentPreviewView(
    int Count,
    string Canonical,
    LocalText Words,
    IReadOnlyList<ContactView> Sample,
    IReadOnlyList<string> Needs,
    DateTimeOffset At,
    int Of,
    IReadOnlyList<ClauseView> Clauses)
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

        var known = await own.AllRulesAsync(cancellationToken);
        var (rule, refused) = RuleProblem.Read(request, null, text!, known);
        return rule is null ? refused! : await ShowAsync(request, rule, text!, known, at, cancellationToken);
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

        var text = segment.Own?.Rule ?? $"in segment \"{id}\"";
        var known = await own.AllRulesAsync(cancellationToken);
        return await ShowAsync(request, Rule.Parse(text).Rule!, text, known, at ?? clock.GetUtcNow(), cancellationToken);
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request,
        Rule rule,
        string text,
        IReadOnlyDictionary<string, Rule?> known,
        DateTimeOffset? at,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (at > now && at.Value.UtcDateTime.Date > now.UtcDateTime.Date)
        {
            return Problems.BadRequest("'at' is a time past.", new Dictionary<string, string[]> { ["at"] = ["a time past"] });
        }

        var then = at < now ? at.Value : now;
        if (then < now && RuleProblem.OfPast(request, rule, text, known) is { } untold)
        {
            return untold;
        }

        var result = await trial.RunAsync(rule, then, isPast: then < now, cancellationToken);
        var sample = await contacts.GetManyAsync(result.Sample, cancellationToken);
        var (needs, language) = (rule.Needs, Client.LanguageOf(request));
        return Results.Json(new SegmentPreviewView(
            result.Count,
            rule.ToString(),
            rule.Explain(),
            [.. sample.Select(ContactView.Of)],
            [.. needs.Fields.Concat(needs.Ranks).Concat(needs.Events.Select(happened => happened.Verb)).Distinct()],
            then,
            result.Of,
            [.. result.Clauses.Select(one => new ClauseView(
                one.Clause.ToString(), one.Clause.ToString(language), one.Clause.Explain(), one.Left, one.Without))]));
    }
}
