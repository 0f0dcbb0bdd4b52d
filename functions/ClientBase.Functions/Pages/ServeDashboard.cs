using System.Text;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Pages;

/// <summary>Serves the dashboard: a shell without any data, which asks for the key itself.</summary>
public sealed class ServeDashboard
{
    private const string Shell = "index.html";
    private const string MailShell = "mail.html";
    private const string ShellStart = "<html lang=\"en\">";

    private const string Policy = Rest + "style-src 'self'; img-src 'self' data:";

    // A mail carries its looks in style attributes, and its pictures lie wherever the shop keeps them. Scripts stay ours alone.
    private const string MailPolicy = Rest + "style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src data:";

    private const string Rest =
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'; ";

    /// <summary>The page, in the reader's language.</summary>
    [Function("ShowDashboard")]
    [Answers(200, "text/html")]
    public static IResult Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard")] HttpRequest request) => Page(request, Shell, Policy);

    /// <summary>The mail editor: a page of its own, since a mail's looks need what the dashboard forbids itself.</summary>
    [Function("ShowMailEditor")]
    [Answers(200, "text/html")]
    public static IResult ShowMail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/mail")] HttpRequest request) =>
        Page(request, MailShell, MailPolicy);

    /// <summary>What the page is made of.</summary>
    [Function("ServeDashboardFile")]
    [Answers(200, "application/octet-stream")]
    public static IResult File(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{*path}")] HttpRequest request, string path)
    {
        if (path is Shell or MailShell || DashboardFiles.Find(path) is not { } file)
        {
            return Problems.NotFound("The dashboard has no such file. Its page is /api/dashboard.");
        }

        // The build names these by what they hold.
        return file.Serve(
            request, path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private static IResult Page(HttpRequest request, string name, string policy)
    {
        if (DashboardFiles.Find(name) is not { } shell)
        {
            return Problems.NotFound("The dashboard is not built into this app: build it where Node.js with npm is installed.");
        }

        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers["Referrer-Policy"] = "no-referrer";
        (headers.XContentTypeOptions, headers.CacheControl, headers.Vary) = ("nosniff", "no-cache", "Accept-Language");
        var page = Encoding.UTF8.GetString(shell.Bytes)
            .Replace(ShellStart, $"<html lang=\"{Client.LanguageOf(request)}\">", StringComparison.Ordinal);
        return Results.Content(page, "text/html; charset=utf-8");
    }
}
