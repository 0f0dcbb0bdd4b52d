using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Keeps this instance's knowledge of erased people up to date, so that filing a lead does not have to ask.</summary>
internal sealed class RefreshErasedKeys(ErasedKeys erased, TimeProvider clock, ILogger<RefreshErasedKeys> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await erased.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                logger.NotRefreshed(failure.GetType().Name); // What was known stands; the next round asks again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
