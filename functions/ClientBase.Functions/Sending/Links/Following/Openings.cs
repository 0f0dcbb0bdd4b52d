using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Sending.Links.Following;

/// <summary>Asks to judge what was opened and followed in a mail.</summary>
/// <param name="IntentId">The mail.</param>
public sealed record OpenedMail(string IntentId);

/// <summary>
/// Keeps what was opened and followed until it can be judged: one row, and one message that comes when the mail is quiet.
/// </summary>
public sealed class Openings(CommitsByTable commits, QueueServiceClient queues, TimeProvider clock)
{
    /// <summary>A filter follows all links of a mail within this time; a mail that was left alone for it can be judged.</summary>
    public static TimeSpan Quiet { get; } = TimeSpan.FromSeconds(10);

    private static readonly string[] Purposes = ["Purpose", "Sec-Purpose", "X-Purpose", "X-Moz"];

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly TableCommits _contacts = commits.Of(Tables.Contacts);
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Opened);

    /// <summary>Keeps one; its id.</summary>
    public async Task<(string Id, DateTimeOffset At)> NoteAsync(
        HttpRequest request, FollowedLink link, KnownLink known, string? url, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var opening = new MailEvent("", url is null ? MailEventKind.Open : MailEventKind.Click, link.IntentId, known.Campaign, at)
        {
            Channel = known.Channel,
            TakenOffAt = link.LeftAt,
            Url = url,
            UserAgent = Cut(request.Headers.UserAgent.ToString()),
            NetworkAddress = Client.AddressOf(request),
            IsSaidMachine = IsPrefetch(request),
        };
        var row = OpeningRow.Of(opening, at, url is null ? "o" : $"{link.Link:x16}");
        await _contacts.SubmitAsync(row.PartitionKey, [new(UpsertReplace, row)], cancellationToken);
        await _queue.SendMessageAsync(
            JsonSerializer.Serialize(new OpenedMail(link.IntentId)), visibilityTimeout: Quiet + Margin,
            cancellationToken: cancellationToken);
        return (OpeningRow.IdOf(row), DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()));
    }

    // A program that loads ahead says so.
    private static bool IsPrefetch(HttpRequest request) =>
        Purposes.Any(name =>
            request.Headers[name].ToString() is var said && (said.Contains("prefetch", StringComparison.OrdinalIgnoreCase)
                || said.Contains("preview", StringComparison.OrdinalIgnoreCase)));

    private static string Cut(string text) => text.Length > 500 ? text[..500] : text;
}
