using ClientBase.Functions.Sending.Channels;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Flight;

/// <summary>How long word of a mail in flight is waited for before it is sent again.</summary>
public sealed class AnswerDeadline(IMailChannel channel, IOptions<SendGridOptions> options)
{
    /// <summary>Not at all, where a repeat is known as a repeat; else until the provider's events must have come.</summary>
    public TimeSpan AfterTakeOff => channel.KnowsRepeats ? TimeSpan.Zero : TimeSpan.FromSeconds(options.Value.ReconcileAfterSeconds);
}
