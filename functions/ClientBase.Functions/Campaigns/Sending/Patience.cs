using ClientBase.Functions.Channels;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Sending;

/// <summary>How long word of a mail in flight is waited for before it is sent again.</summary>
public sealed class Patience(IMailChannel channel, IOptions<SendGridOptions> options)
{
    /// <summary>Not at all, where a repeat is known as a repeat; else until the provider's events must have come.</summary>
    public TimeSpan ForAnswers => channel.KnowsRepeats ? TimeSpan.Zero : TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);
}
