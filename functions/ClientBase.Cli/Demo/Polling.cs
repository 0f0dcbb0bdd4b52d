using System.Diagnostics;
using System.Net;
using Refit;

namespace ClientBase.Cli.Demo;

/// <summary>Waits for what the base does after it has answered.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <summary>Asks until the answer is the one hoped for.</summary>
    /// <returns>That answer, or the last one when the time is over.</returns>
    public static async Task<T> UntilAsync<T>(
        Func<Task<T>> ask, Func<T, bool> isDone, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        while (!isDone(answer) && Stopwatch.GetElapsedTime(started) < timeout)
        {
            await Task.Delay(Interval, cancellationToken);
            answer = await ask();
        }

        return answer;
    }

    /// <summary>Asks a base that may be away for a while, as it is when it starts anew.</summary>
    /// <param name="ask">Asks.</param>
    /// <param name="patience">How long it may be away before that is a failure.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<T> WhenThereAsync<T>(Func<Task<T>> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(Interval, cancellationToken))
        {
            try
            {
                return await ask();
            }
            catch (Exception failure) when (IsAway(failure) && Stopwatch.GetElapsedTime(started) < patience)
            {
                // Asked again.
            }
        }
    }

    private static bool IsAway(Exception failure) => failure is HttpRequestException or ApiRequestException
        or ApiException { StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout };
}
