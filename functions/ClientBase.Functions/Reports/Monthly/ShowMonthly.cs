using System.Globalization;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>Shows the state of the base of a month on two pages.</summary>
public sealed class ShowMonthly(ReportCatalogue reports, PublicPage page, TimeProvider clock)
{
    /// <summary><c>?month=2026-03&amp;format=pdf</c>; without a month the last whole one. In the language the reader asks for.</summary>
    [Function("GetMonthlyReport")]
    [Asks("month", "Such as 2026-03; absent: the last whole one.")]
    [Asks("format", "The format.", Words = ["pdf"])]
    [Asks("lang", "The language; absent: the reader's.", Words = ["ru", "en"])]
    [Answers(200, "application/pdf")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reports/monthly")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (Caller.Of(request) is { Role: StaffRole.Manager })
        {
            return Problems.Forbidden("Your role, manager, shows the reports managers and funnel.");
        }

        if (request.Query["format"].ToString() is not ("" or "pdf"))
        {
            return Problems.BadRequest(
                "The state of the base is a PDF: format=pdf.", new Dictionary<string, string[]> { ["format"] = ["pdf"] });
        }

        if (MonthOf(request.Query["month"].ToString()) is not { } month)
        {
            return Problems.BadRequest(
                "'month' is a month such as 2026-03, not after this one.",
                new Dictionary<string, string[]> { ["month"] = ["a month such as 2026-03, not after this one"] });
        }

        var language = request.Query["lang"] is ["ru" or "en"] asked ? asked.ToString() : Client.LanguageOf(request);
        var figures = await MonthFigures.ReadAsync(reports, month, cancellationToken);
        request.HttpContext.Response.Headers.ContentLanguage = language;
        request.HttpContext.Response.Headers.Vary = "Accept-Language";
        return Results.File(
            MonthPdf.Of(figures, language, page.Shop), "application/pdf", $"clientbase-{month:yyyy-MM}.pdf");
    }

    private DateTimeOffset? MonthOf(string text)
    {
        var now = clock.GetUtcNow();
        var current = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (text.Length == 0)
        {
            return current.AddMonths(-1);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, Utc, out var month)
            && month <= current && month.Year >= 2000 ? month : null;
    }
}
