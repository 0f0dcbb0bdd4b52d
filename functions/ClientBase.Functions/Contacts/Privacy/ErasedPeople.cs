using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Privacy;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Keeps erased people away: asked for each capture that would found a new contact.</summary>
public sealed class ErasedPeople(ErasedKeys keys, ILogger<ErasedPeople> logger)
{
    /// <summary>Whether a capture of which nobody is known is about an erased person, and nothing of it may be kept.</summary>
    /// <remarks>
    /// Decided by what this instance knows, so that a new lead costs no look-up: it asks every two seconds who was erased elsewhere.
    /// </remarks>
    public async ValueTask<bool> IsToBeDroppedAsync(CapturedEvent capture, CancellationToken cancellationToken) =>
        await keys.ErasedAtAsync(ErasedPerson.KeysOf(capture), cancellationToken) is { } at && !ErasedPerson.ComesBackBy(capture, at);

    /// <summary>Counts a capture that was dropped.</summary>
    public void NoteDropped(CapturedEvent capture)
    {
        AppMetrics.CaptureDropped(capture.Source);
        logger.Dropped(capture.Id, capture.Source);
    }

    /// <summary>Forgets that the person was erased who comes back by this capture; costs nothing where nobody was.</summary>
    public async ValueTask WelcomeBackAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        if (await keys.ErasedAtAsync(ErasedPerson.KeysOf(capture), cancellationToken) is { } at && ErasedPerson.ComesBackBy(capture, at))
        {
            await keys.LiftAsync(ErasedPerson.KeysToRemember(capture.Says, [capture]), cancellationToken);
            logger.CameBack(capture.Id, capture.Source);
        }
    }
}
