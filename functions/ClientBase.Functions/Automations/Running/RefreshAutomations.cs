using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running;

/// <summary>Keeps this instance's knowledge of the automations up to date, so that filing does not have to ask.</summary>
internal sealed class RefreshAutomations(KnownAutomations automations, TimeProvider clock, ILogger<RefreshAutomations> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await automations.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                logger.NotRefreshed(failure.GetType().Name); // What was known stands; the next round asks again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
