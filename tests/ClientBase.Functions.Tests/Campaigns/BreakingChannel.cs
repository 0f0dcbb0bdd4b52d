using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Channels;

namespace ClientBase.Functions.Tests.Campaigns;

/// <summary>The process dies here.</summary>
internal sealed class CrashException() : Exception("The process died.");

/// <summary>Sends, and dies before the result is recorded, as long as it is told to.</summary>
internal sealed class BreakingChannel(IMailChannel real) : IMailChannel
{
    public bool IsBroken { get; set; } = true;

    public bool KnowsRepeats => real.KnowsRepeats;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var outcome = await real.SendAsync(mail, cancellationToken);
        return IsBroken ? throw new CrashException() : outcome;
    }
}
