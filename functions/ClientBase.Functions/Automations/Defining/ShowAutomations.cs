using System.Globalization;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Drawing;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>Shows automations: as they are defined, in words, and as a drawing.</summary>
public sealed class ShowAutomations(AutomationStore automations, RunTallies tallies, KeptAnswers kept, TimeProvider clock)
{
    private static readonly string[] Formats = ["json", "mermaid", "svg"];

    /// <summary>An automation; with <c>version</c> one of its versions, with <c>format</c> as a drawing.</summary>
    [Function("GetAutomation")]
    [Asks("version", "Which version; the one of now where left out.", Type = typeof(int))]
    [Asks("format", "As what.", Words = ["json", "mermaid", "svg"])]
    [Answers<AutomationView>]
    [Answers(200, "text/plain", "image/svg+xml")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var format = request.Query["format"] is [{ Length: > 0 } asked] ? asked : Formats[0];
        if (!Formats.Contains(format))
        {
            return Wrong("format", $"one of {string.Join(", ", Formats)}");
        }

        int? version = null;
        if (request.Query["version"] is [{ Length: > 0 } text])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                return Wrong("version", "a version's number, from 1");
            }

            version = number;
        }

        var automation = await automations.GetAsync(id, cancellationToken);
        if (automation is not null && version is { } past)
        {
            automation = await automations.GetVersionAsync(id, past, cancellationToken);
        }

        if (automation is null || format != Formats[0])
        {
            return automation is null ? Unknown(id) : Drawn(automation, format, Client.LanguageOf(request));
        }

        var (stats, at) = await kept.GetAsync(
            $"{KeptAnswers.Figures}automations/{id}",
            Client.MaxAgeOf(request),
            () => tallies.OfAsync(id, cancellationToken),
            cancellationToken);
        Client.TellAge(request, clock.GetUtcNow() - at);
        return Results.Json(AutomationView.Of(automation, withWarnings: true) with { Stats = stats });
    }

    /// <summary>All automations, by id.</summary>
    [Function("ListAutomations")]
    [AsksPaging]
    [Answers<Page<AutomationView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var rest = (await automations.ListAsync(cancellationToken))
            .OrderBy(automation => automation.Id, StringComparer.Ordinal)
            .Where(automation => string.CompareOrdinal(automation.Id, paging.Continuation ?? "") > 0)
            .Take(paging.Take + 1)
            .Select(automation => AutomationView.Of(automation))
            .ToList();
        return Results.Json(rest.Count > paging.Take
            ? new Page<AutomationView>(rest[..paging.Take], Paging.Encode(rest[paging.Take - 1].Id))
            : new Page<AutomationView>(rest, null));
    }

    /// <summary>The versions of an automation, the latest first.</summary>
    [Function("ListAutomationVersions")]
    [Answers<Page<AutomationView>>]
    public async Task<IResult> VersionsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations/{id}/versions")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await automations.GetAsync(id, cancellationToken) is null)
        {
            return Unknown(id);
        }

        var versions = await automations.VersionsAsync(id, cancellationToken);
        return Results.Json(new Page<AutomationView>([.. versions.Select(version => AutomationView.Of(version))], null));
    }

    /// <summary>There is no such automation.</summary>
    internal static IResult Unknown(string id) => Problems.NotFound($"There is no automation '{id}', or no such version.");

    private static IResult Drawn(Automation automation, string format, string language) => format == "mermaid"
        ? Results.Text(MermaidText.Of(AutomationGraph.Of(automation.Definition), language), "text/plain; charset=utf-8")
        : Results.Text(SvgDrawing.Of(AutomationGraph.Of(automation.Definition), language), "image/svg+xml; charset=utf-8");

    private static IResult Wrong(string name, string why) =>
        Problems.BadRequest($"'{name}' is {why}.", new Dictionary<string, string[]> { [name] = [why] });
}
