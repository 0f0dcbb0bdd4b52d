using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Somebody asked for mail that has to be confirmed first.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Capture">By which event.</param>
public sealed record OptInFiled(string Contact, string Capture);

/// <summary>Tells that somebody is to be asked for a confirmation, once what they asked for is filed.</summary>
public sealed class FiledOptIns(QueueServiceClient queues)
{
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Confirmations);

    /// <summary>Tells it of a capture that asks for it; again for a repeat, which a crash before the telling looks like.</summary>
    public Task NoteAsync(CapturedEvent capture, string contactId, CancellationToken cancellationToken) => OptIn.IsIn(capture.Data)
        ? _queue.SendMessageAsync(JsonSerializer.Serialize(new OptInFiled(contactId, capture.Id)), cancellationToken)
        : Task.CompletedTask;
}
