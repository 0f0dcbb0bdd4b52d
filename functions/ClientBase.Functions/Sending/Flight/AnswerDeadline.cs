using ClientBase.Functions.Sending.Channels;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Flight;

/// <summary>How long word of a mail in flight is waited for before it is sent again.</summary>
public sealed class AnswerDeadline(IMailChannel channel, ChannelSet channels, IOptions<SendGridOptions> options)
{
    /// <summary>Not at all, where every channel knows a repeat as one; else until the provider's events must have come.</summary>
    public TimeSpan AfterTakeOff => channel.KnowsRepeats && channels.OthersKnowRepeats
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);
}
