using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments.Defining;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>Lets the marketer define automations, and switch them on and off.</summary>
public sealed partial class DefineAutomations(
    AutomationStore automations, AutomationChanges changes, OwnSegments segments, TimeProvider clock)
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxAutomations = 300;

    // Parts of routes beside the ids.
    private static readonly string[] Reserved = ["presets"];

    /// <summary>Defines an automation or defines it anew; who is on the way goes through the version they began.</summary>
    [Function("PutAutomation")]
    [Takes<JsonElement>(
        Example = """
            {"name":"Welcome","enabled":false,"trigger":{"on":"form","form":"docs-news"},"steps":[{"wait":"1d"},
            {"tag":"welcomed"}]}
            """)]
    [Answers<AutomationView>]
    [Refuses(409, "There are too many.")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "automations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!IsId(id))
        {
            return Problems.BadRequest("An automation's id has 1 to 64 letters, digits, '-' and '_', and is not 'presets'.");
        }

        var (body, problem) = await JsonBodies.ReadAsync<JsonDocument>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var known = await segments.AllRulesAsync(cancellationToken);
        var (reading, errors) = AutomationCheck.Read(body.RootElement, known, Client.LanguageOf(request));
        if (errors.Count > 0)
        {
            return Problems.BadRequest(
                $"The automation's definition needs mending: {string.Join(", ", errors.Keys)}.",
                new Dictionary<string, object?> { ["errors"] = errors });
        }

        if (!AutomationStore.Fits(reading.Definition!))
        {
            return Problems.TooLarge(MaxBytes / 2);
        }

        if (await automations.GetAsync(id, cancellationToken) is null
            && (await automations.ListAsync(cancellationToken)).Count >= MaxAutomations)
        {
            return Problems.Conflict($"There are {MaxAutomations} automations already: delete one that nobody needs.");
        }

        var automation = await automations.PutAsync(
            id, reading.Definition!, reading.Enabled, Caller.Of(request)?.Name, clock.GetUtcNow(), cancellationToken);
        await changes.TellAsync(id, automation.Enabled, cancellationToken);
        return Results.Json(AutomationView.Of(automation, withWarnings: true));
    }

    /// <summary>Switches an automation on.</summary>
    [Function("EnableAutomation")]
    [Answers<AutomationView>]
    public Task<IResult> EnableAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "automations/{id}/enable")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => SwitchAsync(request, id, isOn: true, cancellationToken);

    /// <summary>Switches an automation off: nobody enters, and who is on the way waits.</summary>
    [Function("DisableAutomation")]
    [Answers<AutomationView>]
    public Task<IResult> DisableAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "automations/{id}/disable")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => SwitchAsync(request, id, isOn: false, cancellationToken);

    /// <summary>Deletes an automation; who is on the way leaves it.</summary>
    [Function("DeleteAutomation")]
    [Answers(204)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "automations/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!await automations.DeleteAsync(id, cancellationToken))
        {
            return ShowAutomations.Unknown(id);
        }

        await changes.TellAsync(id, isOn: true, cancellationToken); // Who waits leaves, too.
        return Results.NoContent();
    }

    /// <summary>Whether a text may be an automation's id.</summary>
    internal static bool IsId(string id) => AutomationId().IsMatch(id) && !Reserved.Contains(id);

    private async Task<IResult> SwitchAsync(HttpRequest request, string id, bool isOn, CancellationToken cancellationToken)
    {
        if (await automations.SwitchAsync(
            id, isOn, Caller.Of(request)?.Name, clock.GetUtcNow(), cancellationToken) is not { } automation)
        {
            return ShowAutomations.Unknown(id);
        }

        await changes.TellAsync(id, isOn, cancellationToken);
        return Results.Json(AutomationView.Of(automation, withWarnings: true));
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex AutomationId();
}
