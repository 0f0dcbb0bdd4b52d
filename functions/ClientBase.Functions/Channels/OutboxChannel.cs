using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Channels;

/// <summary>Mails into the local outbox, where no provider is configured.</summary>
public sealed class OutboxChannel(OutboxStore outbox) : IMailChannel
{
    /// <inheritdoc/>
    public bool KnowsRepeats => true;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        await outbox.PutAsync(mail);
        return SendOutcome.Accepted;
    }
}
