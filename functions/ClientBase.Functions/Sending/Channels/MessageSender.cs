using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Events;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Sending.Consents;
using ClientBase.Functions.Sending.Events;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>A message before it is known by which channel it goes.</summary>
/// <param name="IntentId">The same for every attempt to send it.</param>
/// <param name="CampaignId">The mailing it belongs to.</param>
/// <param name="Subject">The subject of a mail, the title of a notification.</param>
/// <param name="Html">The HTML of a mail, or null.</param>
/// <param name="Text">What every other channel shows.</param>
/// <param name="Headers">Further headers of a mail.</param>
/// <param name="At">When it takes off; the same for a repeat.</param>
public sealed record Message(
    string IntentId,
    string CampaignId,
    string Subject,
    string? Html,
    string Text,
    IReadOnlyDictionary<string, string> Headers,
    DateTimeOffset At);

/// <summary>By which channel a message went, and what came of it.</summary>
/// <param name="Channel">The last one tried; null: the person allows none that is ready.</param>
/// <param name="Outcome">What it did.</param>
public sealed record Reached(string? Channel, SendOutcome Outcome);

/// <summary>Sends a marketing message by the channel a person likes best, and by the next one where that refuses it for good.</summary>
/// <remarks>
/// Where a channel says that the person is gone from it, their consent to it is taken back: nothing comes that way any more.
/// </remarks>
public sealed class MessageSender(
    ChannelSet channels, IMailChannel mailChannel, Withdrawals withdrawals, Suppressions suppressions, TimeProvider clock)
{
    /// <summary>Begins the reason of a refusal by which a person is gone from a channel.</summary>
    public const string Gone = "gone: ";

    /// <summary>Begins the reason of a refusal by which a mail's address is none.</summary>
    public const string Bounced = "bounced: ";

    /// <summary>Sends it. What is unknown or not sent is not tried by another channel: it may come twice.</summary>
    public async Task<Reached> SendAsync(Contact contact, Message message, CancellationToken cancellationToken)
    {
        var mails = ChannelOrder.Of(contact, channels.IsReady).Select(way => new Mail(
            message.IntentId, message.CampaignId, way.Address, message.Subject, way.Channel == "email" ? message.Html : null,
            message.Text, message.Headers, message.At)
        {
            Channel = way.Channel,
        });
        return await SendAsync(contact, mails, cancellationToken);
    }

    /// <summary>Sends the first of some mails of one message that its channel does not refuse for good.</summary>
    public async Task<Reached> SendAsync(Contact contact, IEnumerable<Mail> mails, CancellationToken cancellationToken)
    {
        var reached = new Reached(null, SendOutcome.Refused("no-channel"));
        foreach (var mail in mails)
        {
            reached = new Reached(mail.Channel, await ChannelOf(mail.Channel).SendAsync(mail, cancellationToken));
            if (reached.Outcome.Kind != SendResult.Refused)
            {
                break;
            }

            await SuppressAsync(contact, mail, reached.Outcome.Reason ?? "", cancellationToken);
        }

        return reached;
    }

    /// <summary>Whether all of some mails may be handed over again without coming twice.</summary>
    public bool KnowsRepeats(IEnumerable<string> channelNames) => channelNames.All(name => ChannelOf(name).KnowsRepeats);

    private IMailChannel ChannelOf(string name) => name == "email" ? mailChannel : channels.Of(name);

    private async Task SuppressAsync(Contact contact, Mail mail, string reason, CancellationToken cancellationToken)
    {
        if (reason.StartsWith(Gone, StringComparison.Ordinal))
        {
            await withdrawals.FileAsync(
                contact, mail.Channel, mail.To, $"channel:{mail.Channel}", reason[Gone.Length..], null, cancellationToken);
        }
        else if (reason.StartsWith(Bounced, StringComparison.Ordinal))
        {
            var bounce = new MailEvent(
                CaptureId.Of("refused", mail.IntentId), MailEventKind.Bounce, mail.IntentId, mail.CampaignId, clock.GetUtcNow())
            {
                Source = "smtp",
                Email = mail.To,
                Reason = reason[Bounced.Length..],
                IsForGood = true,
            };
            await suppressions.FileAsync([bounce], cancellationToken);
        }
    }
}
