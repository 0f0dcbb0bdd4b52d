using ClientBase.Domain;
using ClientBase.Domain.Automations.Reading;
using ClientBase.Domain.Automations.Words;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>An automation ready to be made.</summary>
/// <param name="Name">Its name in the route.</param>
/// <param name="Title">What it is called.</param>
/// <param name="About">What it does.</param>
/// <param name="Words">The automation in words.</param>
public sealed record AutomationPresetView(string Name, LocalText Title, LocalText About, LocalText Words);

/// <summary>Offers the automations most shops want, ready to be changed and switched on.</summary>
public sealed class OfferPresets(AutomationStore automations, TimeProvider clock)
{
    /// <summary>All presets.</summary>
    [Function("ListAutomationPresets")]
    [Answers<Page<AutomationPresetView>>]
    public static IResult List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations/presets")] HttpRequest request)
    {
        var language = Client.LanguageOf(request);
        return Results.Json(new Page<AutomationPresetView>(
            [
                .. AutomationPresets.All.Select(preset => new AutomationPresetView(
                    preset.Name,
                    preset.Title,
                    preset.About,
                    AutomationWords.Of(AutomationJson.Read(preset.In(language)).Definition!))),
            ],
            null));
    }

    /// <summary>Makes an automation of a preset, switched off, under its name or the <c>id</c> asked for.</summary>
    [Function("MakeAutomationPreset")]
    [Asks("id", "Under which id; its own name where left out.")]
    [Asks("language", "Of its mails; the reader's where left out.", Words = ["ru", "en"])]
    [Answers<AutomationView>(201)]
    [Refuses(409, "There is one of that id.")]
    public async Task<IResult> MakeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "automations/presets/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (AutomationPresets.Find(name) is not { } preset)
        {
            return Problems.NotFound(
                $"There is no preset '{name}'; there are {string.Join(", ", AutomationPresets.All.Select(one => one.Name))}.");
        }

        var id = request.Query["id"] is [{ Length: > 0 } asked] ? asked : name;
        var language = request.Query["language"] is [("ru" or "en") and { } wanted] ? wanted : Client.LanguageOf(request);
        if (!DefineAutomations.IsId(id))
        {
            return Problems.BadRequest("An automation's id has 1 to 64 letters, digits, '-' and '_', and is not 'presets'.");
        }

        // What the marketer has made of it since is not to be lost.
        if (await automations.GetAsync(id, cancellationToken) is not null)
        {
            return Problems.Conflict($"There is an automation '{id}' already: name another by ?id=, or delete that one first.");
        }

        var definition = AutomationJson.Read(preset.In(language)).Definition!;
        var made = await automations.PutAsync(
            id, definition, enabled: false, Caller.Of(request)?.Name, clock.GetUtcNow(), cancellationToken);
        return Results.Json(AutomationView.Of(made, withWarnings: true), statusCode: StatusCodes.Status201Created);
    }
}
