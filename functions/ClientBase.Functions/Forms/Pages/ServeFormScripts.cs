using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Serves the scripts of forms, and the work that browsers do before they post.</summary>
public sealed class ServeFormScripts(FormStore forms, ProofOfWork work)
{
    private static readonly string Embed = PageFiles.Read("forms/embed.js");
    private static readonly string PageScript = PageFiles.Read("forms/page.js");

    /// <summary>The script that puts a form on a site's page.</summary>
    [Function("ServeEmbedScript")]
    [Answers(200, "text/javascript")]
    public async Task<IResult> EmbedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forms/{formId}/embed.js")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (await forms.ReadAsync(formId, cancellationToken) is not { } form)
        {
            return Problems.NotFound($"There is no form '{formId}'. Define it by PUT /api/forms/{{formId}}.");
        }

        var settings = JsonSerializer.Serialize(
            new
            {
                form = formId,
                popup = form.Meaning.Id == "exit-popup",
                title = new { ru = TitleIn(form, "ru"), en = TitleIn(form, "en") },
            });
        return Script(request, Embed.Replace("/*SETTINGS*/{}", settings, StringComparison.Ordinal));
    }

    /// <summary>The script of the hosted page.</summary>
    [Function("ServePageScript")]
    [Answers(200, "text/javascript")]
    public static IResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forms/{formId}/page.js")] HttpRequest request, string formId) =>
        Script(request, PageScript);

    /// <summary>A piece of work for a browser.</summary>
    [Function("ChallengeForm")]
    [Answers<WorkChallenge>]
    public async Task<IResult> ChallengeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "options", Route = "forms/{formId}/challenge")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (await forms.GetAsync(formId, cancellationToken) is not { } form)
        {
            return Problems.NotFound($"There is no form '{formId}'. Define it by PUT /api/forms/{{formId}}.");
        }

        if (!Cors.Allow(request, form.AllowedOrigins))
        {
            return Problems.Forbidden("This form may not be posted from this site. Add the site to the form's allowedOrigins.");
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            return Results.NoContent();
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(await work.ChallengeAsync(formId, cancellationToken));
    }

    private static string TitleIn(FormDefinition form, string language) => form.Title.In(language) ?? form.Meaning.Title.In(language);

    private static IResult Script(HttpRequest request, string script)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)).AsSpan(0, 12))}\"";
        var headers = request.HttpContext.Response.Headers;
        (headers.CacheControl, headers.ETag, headers.XContentTypeOptions) = ("no-cache", tag, "nosniff");
        return request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Content(script, "text/javascript; charset=utf-8");
    }
}
