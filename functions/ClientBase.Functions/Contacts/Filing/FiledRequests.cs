using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>A letter was filed that wants an answer.</summary>
/// <param name="Contact">Under whom.</param>
/// <param name="Capture">Which.</param>
public sealed record RequestFiled(string Contact, string Capture);

/// <summary>Tells that somebody waits for an answer, once what they wrote is filed.</summary>
public sealed class FiledRequests(QueueServiceClient queues)
{
    /// <summary>The kind of captures that ask something.</summary>
    public const string Kind = "request";

    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Requests);

    /// <summary>Tells it of a capture that asks something; again for a repeat, which a crash before the telling looks like.</summary>
    public Task NoteAsync(CapturedEvent capture, string contactId, CancellationToken cancellationToken) => capture.Kind == Kind
        ? _queue.SendMessageAsync(JsonSerializer.Serialize(new RequestFiled(contactId, capture.Id)), cancellationToken)
        : Task.CompletedTask;
}
