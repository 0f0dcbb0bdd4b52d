using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Storage;

/// <summary>What this instance knows of storage and reads again now and then, so that filing does not have to ask.</summary>
public interface IKeptFresh
{
    /// <summary>How often it is read.</summary>
    static abstract TimeSpan Every { get; }

    /// <summary>Reads it anew.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}

/// <summary>Keeps what this instance knows up to date for as long as it runs.</summary>
/// <typeparam name="T">What it knows.</typeparam>
internal sealed class KeepFresh<T>(T known, TimeProvider clock, ILogger<KeepFresh<T>> logger) : BackgroundService
    where T : IKeptFresh
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(T.Every, clock);
        do
        {
            try
            {
                await known.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                logger.NotRefreshed(typeof(T).Name, failure.GetType().Name); // What was known stands; the next round asks again.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

/// <summary>What is logged of it.</summary>
internal static partial class KeepFreshLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Known} could not be read anew: {Cause}")]
    public static partial void NotRefreshed(this ILogger logger, string known, string cause);
}
