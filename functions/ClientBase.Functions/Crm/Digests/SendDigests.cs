using System.Diagnostics;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Digests;

/// <summary>Mails each manager once a day what is due and what is overdue, by the day where they live.</summary>
/// <remarks>
/// A row is written before the mail leaves. After a kill in between, the local outbox is simply given the mail again; SendGrid is not,
/// since a digest too few is better than two.
/// </remarks>
public sealed class SendDigests(
    TaskStore tasks,
    DigestStore digests,
    IMailChannel channel,
    IOptions<ManagersOptions> managers,
    IOptions<CrmOptions> options,
    TimeProvider clock,
    ILogger<SendDigests> logger)
{
    private const int MaxTasks = 200;

    /// <summary>Runs for all managers who have an address.</summary>
    [Function(nameof(SendDigests))]
    public async Task RunAsync([TimerTrigger("%Schedule_SendDigests%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (watch, sent, failed) = (Stopwatch.StartNew(), 0, 0);
        foreach (var (name, manager) in managers.Value.Where(manager => manager.Value.Email.Length > 0))
        {
            switch (await SendAsync(name, manager.Email, cancellationToken))
            {
                case true:
                    sent++;
                    break;
                case false:
                    failed++;
                    break;
            }
        }

        logger.DigestsSent(sent, failed, watch.Elapsed.TotalSeconds);
    }

    /// <returns>Whether it went; null when there was none to send.</returns>
    private async Task<bool?> SendAsync(string manager, string address, CancellationToken cancellationToken)
    {
        var (now, zone) = (clock.GetUtcNow(), managers.Value.ZoneOf(manager, options.Value));
        var day = LocalDay.Of(now, zone);
        if (TimeZoneInfo.ConvertTime(now, zone).Hour < (options.Value.DigestHour ?? 0))
        {
            return null;
        }

        var due = await tasks.DueAsync(manager, LocalDay.EndOf(day, zone), MaxTasks, cancellationToken);
        if (due.Count == 0)
        {
            return null;
        }

        var about = due.Select(task => ItemId.ContactOf(task.Id));
        if (await digests.TakeOffAsync(manager, day, now, about, channel.KnowsRepeats, cancellationToken) is not { } at)
        {
            return null;
        }

        var id = DigestMail.IdOf(manager, WorkRow.Digest(day));
        var mail = DigestMail.Of(id, address, day, Digest.Of(due, now, zone), options.Value.Language, at);
        return await LandAsync(manager, day, await channel.SendAsync(mail, cancellationToken), cancellationToken);
    }

    private async Task<bool> LandAsync(string manager, DateOnly day, SendOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome.Kind)
        {
            case SendResult.Accepted:
                await digests.LandAsync(manager, day, cancellationToken);
                return true;
            case SendResult.Refused:
                await digests.LandAsync(manager, day, cancellationToken);
                break;
            case SendResult.NotSent:
                await digests.PutBackAsync(manager, day, cancellationToken);
                break;
        }

        logger.DigestFailed(outcome.Kind.ToString(), outcome.Reason);
        return false;
    }
}
