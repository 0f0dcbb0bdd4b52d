using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Files one captured event under the contact it belongs to, founding or merging as needed.</summary>
public sealed class FileCapture(CaptureStore captures, ContactStore contacts, KeyedTurns turns)
{
    /// <summary>Runs for each capture.</summary>
    [Function(nameof(FileCapture))]
    public async Task RunAsync([QueueTrigger(Queues.Captured)] CaptureReceived message, CancellationToken cancellationToken)
    {
        var capture = await captures.OpenAsync(message, cancellationToken);
        var keys = IdentityResolver.KeysOf(capture);
        using var turn = await turns.WaitAsync(keys[0].ToString(), cancellationToken);

        // Who is not remembered is taken for new, which saves new leads the look-up; the claims say so when that is wrong.
        var look = contacts.Recall(keys);
        while (!await contacts.ApplyAsync(capture, IdentityResolver.Resolve(capture, look.People), look, cancellationToken))
        {
            look = await contacts.FindAsync(capture, cancellationToken);
        }

        AppMetrics.CaptureFiled(capture.Source);
    }
}
