using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Crm.Requests.Letters;

/// <summary>Opens the request that a filed letter asks for. What it says is read from the timeline: the message holds ids only.</summary>
public sealed class OpenRequest(TableServiceClient service, ContactReader contacts, RequestStore requests)
{
    private const string NoSubject = "No subject";

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>Runs for each letter; a repeat changes nothing.</summary>
    [Function(nameof(OpenRequest))]
    public async Task RunAsync([QueueTrigger(Queues.Requests)] RequestFiled message, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(message.Contact, cancellationToken) is not { } contact)
        {
            return; // Erased since.
        }

        foreach (var id in contact.AllIds)
        {
            if (await EntryAsync(id, message.Capture, cancellationToken) is { } entry)
            {
                var asked = new ClientRequest(Text(entry, "subject") ?? NoSubject, Text(entry, "text"), entry.At, entry.Source);
                await requests.AddAsync(
                    contact, NewIds.Following(id, "request", entry.Id), asked, isOnTimeline: true, cancellationToken);
                return;
            }
        }

        throw new InvalidOperationException($"Capture {message.Capture} is not on the timeline of the contact it was filed under.");
    }

    private async Task<TimelineEntry?> EntryAsync(string contactId, string captureId, CancellationToken cancellationToken)
    {
        var range = TableKeys.Range(ContactId.ShardOf(contactId), TimelineRow.Prefix(contactId));
        var filter = $"{range} and {TimelineRow.EntryId} eq '{captureId}'";
        await foreach (var row in _contacts.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            return TimelineRow.Read(row);
        }

        return null;
    }

    private static string? Text(TimelineEntry entry, string name) =>
        entry.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
