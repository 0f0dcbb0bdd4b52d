using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Files one captured event under the contact it belongs to, founding or merging as needed.</summary>
public sealed class FileCapture(
    CaptureStore captures,
    ContactFiling filing,
    ProductWatchers watchers,
    FiledRequests requests,
    IEnumerable<IFirstHeard> listeners,
    FiledOptIns optIns,
    RecomputeRequests recompute,
    KeyedTurns turns)
{
    /// <summary>Runs for each capture.</summary>
    [Function(nameof(FileCapture))]
    public async Task RunAsync([QueueTrigger(Queues.Captured)] CaptureReceived message, CancellationToken cancellationToken)
    {
        var capture = await captures.OpenAsync(message, cancellationToken);

        // The events of one person one after another on this instance. Between instances the conditional writes decide.
        using var turn = await turns.WaitAsync(IdentityResolver.KeysOf(capture)[0].ToString(), cancellationToken);
        if (await filing.FileAsync(capture, cancellationToken) is { } contactId)
        {
            await watchers.NoteAsync(capture, contactId, cancellationToken);
            await requests.NoteAsync(capture, contactId, cancellationToken);
            if (ContactId.IsFoundedBy(contactId, capture.Id))
            {
                await Task.WhenAll(listeners.Select(listener => listener.NoteAsync(contactId, cancellationToken)));
            }
            await optIns.NoteAsync(capture, contactId, cancellationToken);
        }
        else if (message.Blob is not null)
        {
            await captures.DeleteBlobAsync(capture.Id, cancellationToken); // Nothing of it is kept.
        }

        await recompute.AskSoonAsync(cancellationToken);
        AppMetrics.CaptureFiled(capture.Source);
    }
}
