using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>A way for mails to leave.</summary>
public interface IMailChannel
{
    /// <summary>
    /// Whether a mail sent again under the same intent is still one mail, so that an unanswered one may simply be repeated.
    /// </summary>
    bool KnowsRepeats { get; }

    /// <summary>Whether opens and clicks are told by the provider's own events.</summary>
    bool TellsOpens => false;

    /// <summary>Sends a mail and tells what became of it.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Stops the wait for an answer, which leaves it <see cref="SendResult.Unknown"/>.</param>
    Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken);
}
