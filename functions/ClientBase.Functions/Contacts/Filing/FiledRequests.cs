using System.Text.Json;
using Azure.Storage.Queues;
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

    /// <summary>Told again for a repeat: after a crash between filing and telling it sees no change.</summary>
    public async Task TellAsync(string contactId, string captureId, CancellationToken cancellationToken) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(new RequestFiled(contactId, captureId)), cancellationToken);
}
