using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Loyalty;

/// <summary>Keeps this instance's knowledge of the loyalty program up to date, so that filing an order does not have to ask.</summary>
internal sealed class RefreshLoyaltyTerms(LoyaltyTerms terms, TimeProvider clock, ILogger<RefreshLoyaltyTerms> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await terms.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                logger.TermsNotRefreshed(failure.GetType().Name); // What was known stands; the next round asks again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>What is logged of it.</summary>
internal static partial class LoyaltyTermsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The loyalty program could not be asked for: {Cause}")]
    public static partial void TermsNotRefreshed(this ILogger logger, string cause);
}
