using System.Globalization;
using ClientBase.Domain;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Exports.Running;

/// <summary>Mails the link of an export to whoever asked for it: never the file, which is full of people.</summary>
/// <remarks>Where the channel would send a repeat twice it is noted before the mail leaves: one too few is better than two.</remarks>
public sealed class ExportDelivery(
    ExportStore exports,
    ExportLinks links,
    IMailChannel channel,
    IOptions<ExportOptions> options,
    IOptions<MailOptions> mail,
    TimeProvider clock,
    ILogger<ExportDelivery> logger)
{
    private const string Campaign = "export";

    private static readonly LocalText Subject = new("Export: {0}, {1} rows", "Выгрузка: {0}, строк: {1}");
    private static readonly LocalText Text = new(
        "The file is ready:\n{0}\n\nThe link is good until {1} UTC.\n", "Файл готов:\n{0}\n\nСсылка действует до {1} UTC.\n");

    /// <summary>Mails it.</summary>
    public async Task DeliverAsync(StoredJob<ExportState> stored, CancellationToken cancellationToken)
    {
        var noted = stored.State with { IsDelivered = true };
        if (!channel.KnowsRepeats && await exports.SaveAsync(stored, noted, cancellationToken) is null)
        {
            return;
        }

        var outcome = await channel.SendAsync(await MailAsync(stored.State, cancellationToken), cancellationToken);
        if (outcome.Kind != SendResult.Accepted)
        {
            logger.NotDelivered(stored.State.Id, outcome.Kind.ToString());
        }

        if (channel.KnowsRepeats)
        {
            await exports.SaveAsync(stored, noted, cancellationToken);
        }
    }

    private async Task<Mail> MailAsync(ExportState export, CancellationToken cancellationToken)
    {
        var (culture, at) = (CultureInfo.InvariantCulture, export.EndedAt ?? clock.GetUtcNow());
        var until = export.LinkUntil(at, options.Value);
        var token = await links.SignAsync(export, until, cancellationToken);
        var link = $"{mail.Value.PublicBaseUrl.TrimEnd('/')}/api/exports/{export.Id}/file/{token}";
        return new Mail(
            CaptureId.Of(Campaign, export.Id, export.Run.ToString(culture)),
            Campaign,
            export.DeliverTo!,
            string.Format(culture, Subject.In(export.Language), export.Name, export.Rows),
            Html: null,
            string.Format(culture, Text.In(export.Language), link, until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", culture)),
            new Dictionary<string, string>(),
            at);
    }
}
