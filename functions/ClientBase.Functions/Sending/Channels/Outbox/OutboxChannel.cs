using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Sending.Channels.Outbox;

/// <summary>Mails into the local outbox, where no provider is configured.</summary>
public sealed class OutboxChannel(OutboxStore outbox) : IMailChannel
{
    public bool KnowsRepeats => true;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        await outbox.PutAsync(mail);
        return SendOutcome.Accepted;
    }
}
