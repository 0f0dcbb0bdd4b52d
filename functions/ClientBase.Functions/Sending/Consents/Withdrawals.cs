using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Sending.Consents;

/// <summary>Takes back the consent to a channel from which somebody is gone: in force when it returns.</summary>
public sealed class Withdrawals(PersonCaptures person, TimeProvider clock)
{
    /// <summary>Files it.</summary>
    /// <param name="contact">The person.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="address">The address on it.</param>
    /// <param name="source">Who said it.</param>
    /// <param name="reason">In their words; nothing personal.</param>
    /// <param name="captureId">The same for every repeat; null: it is said anew.</param>
    public async Task FileAsync(
        Contact contact,
        string channel,
        string address,
        string source,
        string reason,
        string? captureId,
        CancellationToken cancellationToken)
    {
        var subject = ChannelChoice.SubjectOf(channel, address);
        var said = await person.SayAsync(
            contact,
            address,
            () => new CaptureBuilder(captureId ?? CaptureId.New(), source, "consent", clock.GetUtcNow())
                .Consent(subject.Purpose, subject.Channel, subject.Address, granted: false)
                .Data("purpose", ConsentPurpose.Marketing)
                .Data("channel", channel)
                .Data("granted", false)
                .Data("reason", reason),
            cancellationToken);
        await person.FileAsync(said, cancellationToken);
    }
}
