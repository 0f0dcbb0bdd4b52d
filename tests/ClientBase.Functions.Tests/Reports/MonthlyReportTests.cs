using System.Text;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Reports.Monthly;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Reports;

[Trait("Category", "Slow")]
public sealed class MonthlyReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_state_of_the_base_is_a_pdf_of_two_pages_in_the_readers_language(string language)
    {
        using var app = new ReportBase(azurite);
        await app.CreateAsync();
        await new MadeUpShop(app.Clock.GetUtcNow()).FileAsync(app);
        await app.RecomputeAsync();

        var figures = await MonthFigures.ReadAsync(app.Get<ReportCatalogue>(), app.Clock.GetUtcNow().AddMonths(-1).Date(), default);
        var pdf = MonthPdf.Of(figures, language, "Чайная лавка");
        if (Environment.GetEnvironmentVariable("CLIENTBASE_KEEP_PDF") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"month-{language}.pdf"), pdf, TestContext.Current.CancellationToken);
        }

        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        using var read = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(pdf), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        Assert.Equal(2, read.PageCount);
        Assert.Contains("FontFile2", text, StringComparison.Ordinal); // Nothing depends on the reader's fonts.
        Assert.Contains(language == "ru" ? "ru-RU" : "en-US", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_base_has_a_report_too_and_a_month_that_is_none_is_refused()
    {
        using var app = new ReportBase(azurite);
        await app.CreateAsync();
        Assert.Equal(200, await StatusAsync(app, ""));
        Assert.Equal(200, await StatusAsync(app, "?month=2026-03&format=pdf"));
        Assert.Equal(400, await StatusAsync(app, "?month=March"));
        Assert.Equal(400, await StatusAsync(app, "?month=2026-04"));
        Assert.Equal(400, await StatusAsync(app, "?month=2026-03&format=docx"));
    }

    [Fact]
    public async Task The_owner_gets_it_once_a_month_with_the_pages_attached()
    {
        using var app = new ReportBase(azurite, new() { ["Reports:MonthlyTo"] = "owner@shop.example", ["Reports:Language"] = "ru" });
        await app.CreateAsync();
        await app.Get<SendMonthly>().RunAsync(new TimerInfo(), default);
        await app.Get<SendMonthly>().RunAsync(new TimerInfo(), default);

        var mail = Assert.Single((await app.Get<OutboxStore>().ListAsync(new Functions.Http.Paging(10, null), default)).Items);
        Assert.Equal(
            ("owner@shop.example", "Состояние клиентской базы: Февраль 2026", "clientbase-2026-02.pdf"),
            (mail.To, mail.Subject, mail.Attachment));
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.Get<SendMonthly>().RunAsync(new TimerInfo(), default);
        Assert.Equal(2, (await app.Get<OutboxStore>().ListAsync(new Functions.Http.Paging(10, null), default)).Items.Count);
    }

    private static async Task<int> StatusAsync(ReportBase app, string query) =>
        (await app.CallForTextAsync(request => app.Get<ShowMonthly>().RunAsync(request, default), query: query)).Status;
}

internal static class MonthBeginnings
{
    public static DateTimeOffset Date(this DateTimeOffset at) => new(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
