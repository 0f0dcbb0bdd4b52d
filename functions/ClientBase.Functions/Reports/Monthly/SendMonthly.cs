using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Links;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>Mails the owner the state of the base of the last month.</summary>
/// <remarks>Noted before the mail leaves, where a repeat would come twice: one too few is better than two.</remarks>
public sealed class SendMonthly(
    ReportCatalogue reports,
    ReportStore store,
    PublicPage page,
    IMailChannel channel,
    IOptions<ReportsOptions> options,
    TimeProvider clock,
    ILogger<SendMonthly> logger)
{
    private const string Campaign = "monthly";

    /// <summary>Runs as scheduled; does nothing without an address, or when the month was mailed already.</summary>
    [Function(nameof(SendMonthly))]
    public async Task RunAsync([TimerTrigger("%Schedule_SendMonthly%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(options.Value.MonthlyTo, out var to))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-1);
        if (!await store.NoteMailedAsync($"{month:yyyy-MM}", cancellationToken))
        {
            return;
        }

        var words = new MonthWords(options.Value.Language);
        var figures = await MonthFigures.ReadAsync(reports, month, cancellationToken);
        var title = $"{words.Of("State of the customer base", "Состояние клиентской базы")}: {words.Month(month)}";
        var mail = new Mail(
            $"monthly-{month:yyyy-MM}", Campaign, to.Value, title, null, TextOf(figures, words), new Dictionary<string, string>(), now)
        {
            Attachment = new MailAttachment(
                $"clientbase-{month:yyyy-MM}.pdf", "application/pdf", MonthPdf.Of(figures, options.Value.Language, page.Shop)),
        };
        var outcome = await channel.SendAsync(mail, cancellationToken);
        if (outcome.Kind == SendResult.NotSent)
        {
            await store.ForgetMailedAsync($"{month:yyyy-MM}", cancellationToken);
        }

        logger.MonthlyMailed(outcome.Kind.ToString());
    }

    private static string TextOf(MonthFigures figures, MonthWords words)
    {
        string Line(string title, string value, string change) => change.Length > 0 ? $"{title}: {value} ({change})" : $"{title}: {value}";
        string Of(string title, NamedTable table, string column, Func<decimal?, string> write) => Line(
            title,
            write(MonthFigures.Now(table, column)),
            words.Change(MonthFigures.Now(table, column), MonthFigures.Before(table, column)));
        string Money(decimal? sum) => words.Money(sum, figures.Currency);
        return string.Join('\n',
        [
            Of(words.Of("Revenue", "Выручка"), figures.Sales, "revenue", Money),
            Of(words.Of("Orders", "Заказы"), figures.Sales, "orders", words.Number),
            Of(words.Of("Average check", "Средний чек"), figures.Sales, "averageCheck", Money),
            Of(words.Of("New contacts", "Новые контакты"), figures.Base, "contactsAdded", words.Number),
            Of(words.Of("Living customers", "Живые покупатели"), figures.Base, "living", words.Number),
            "",
            words.Of("Two pages with charts are attached.", "Две страницы с графиками приложены."),
        ]);
    }
}
