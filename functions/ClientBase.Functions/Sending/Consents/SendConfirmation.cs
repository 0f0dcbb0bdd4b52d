using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Sending.Consents;

/// <summary>Asks who subscribed by a form with double opt-in to confirm it. A service mail: it needs no consent to marketing.</summary>
/// <remarks>
/// A row is written before the mail leaves. After a kill in between, the local outbox is given the mail again; a provider is not, since who
/// gets none can fill the form in again. Of one form there is one mail in ten minutes, so that nobody can have a stranger flooded.
/// </remarks>
public sealed class SendConfirmation(
    TableServiceClient service,
    CommitsByTable commits,
    ContactReader contacts,
    OptIns optIns,
    MailLinkMaker links,
    ConfirmationMail mails,
    IMailChannel channel,
    TimeProvider clock,
    ILogger<SendConfirmation> logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Runs for each subscription that waits.</summary>
    [Function(nameof(SendConfirmation))]
    public async Task RunAsync([QueueTrigger(Queues.Confirmations)] OptInFiled message, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(message.Contact, cancellationToken) is not { } contact
            || await optIns.FindAsync(contact, message.Capture, cancellationToken) is not { } open
            || OptIns.IsAgreed(contact, open.Asked.Email)
            || !contact.TakesMail(open.Asked.Email))
        {
            return; // Erased, agreed or unreachable since.
        }

        if (await TakeOffAsync(contact.Id, open, cancellationToken) is not { } at)
        {
            return;
        }

        var link = await links.OfAsync(OptIns.LinkOf(open.Entry.Id), contact.Id, cancellationToken);
        var mail = mails.Write(contact, open, link, at);
        var outcome = await channel.SendAsync(mail, cancellationToken);
        logger.ConfirmationAnswered(contact.Id, outcome.Kind.ToString());
        if (outcome.Kind == SendResult.NotSent)
        {
            await PutBackAsync(contact.Id, open, CancellationToken.None);
            throw new InvalidOperationException("The channel takes no mails now: the confirmation is tried again.");
        }

        if (outcome.Kind == SendResult.Accepted)
        {
            var entry = TimelineRow.Of(
                contact.Id,
                mail.IntentId,
                "mail.sent",
                at,
                open.Entry.Source,
                new Dictionary<string, object?> { ["confirms"] = open.Entry.Id });
            await _commits.SubmitAsync(entry.PartitionKey, [new(UpsertReplace, entry)], CancellationToken.None);
        }
    }

    /// <returns>When the mail takes off; null when it has, or another one has just now.</returns>
    private async Task<DateTimeOffset?> TakeOffAsync(string contactId, OpenOptIn open, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var row = OwnWrite.Mark(ConfirmationRow.Of(contactId, open.Entry.Source, open.Entry.Id, now));
        var known = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        if (!known.HasValue)
        {
            return (await _commits.SubmitAsync(row.PartitionKey, [new(Add, row)], cancellationToken)).IsApplied ? now : null;
        }

        var (captureId, at) = ConfirmationRow.Read(known.Value!);
        if (captureId == open.Entry.Id)
        {
            return channel.KnowsRepeats ? at : null;
        }

        var change = new TableTransactionAction(UpdateReplace, row, known.Value!.ETag);
        return now - at >= Rest && (await _commits.SubmitAsync(row.PartitionKey, [change], cancellationToken)).IsApplied ? now : null;
    }

    private Task<bool> PutBackAsync(string contactId, OpenOptIn open, CancellationToken cancellationToken) => _commits.ApplyAsync(
        ContactId.ShardOf(contactId),
        [
            new(Delete, new TableEntity(ContactId.ShardOf(contactId), ConfirmationRow.Key(contactId, open.Entry.Source)), ETag.All),
        ],
        cancellationToken);
}
