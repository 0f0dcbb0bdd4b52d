using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace ClientBase.Functions.Shops.Apis;

/// <summary>How shops are asked: again after a refusal, a failure or a cut connection, and as late as they wish.</summary>
internal static class ShopHttp
{
    /// <summary>Name of the client.</summary>
    public const string ClientName = "shops";

    private const int Retries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AllTries = TimeSpan.FromMinutes(8);

    // Who is asked to wait longer leaves it for the next run of the timer.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddShopHttp(this IServiceCollection services)
    {
        // No redirects: the keys are for the address that is configured, and for no other.
        services.AddHttpClient(ClientName)
            .ConfigureHttpClient(client => client.Timeout = AllTries)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers()
            .AddResilienceHandler("reads", AddRetries);
        services.AddHttpClient(ClientName).AddHttpMessageHandler(() => new WholeBodies());
        return services;
    }

    private static void AddRetries(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        // A shop's pauses are real, also under a clock that somebody turns by hand.
        pipeline.TimeProvider = TimeProvider.System;
        pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                Delay = FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => new(IsToTryAgain(attempt.Outcome)),
                DelayGenerator = attempt => new(PauseOf(attempt.Outcome.Result)),
            })
            .AddTimeout(OneTry);
    }

    private static bool IsToTryAgain(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome) && !(PauseOf(outcome.Result) > LongestPause);

    /// <summary>How long a shop asks to wait; null when it does not say. Shopify writes "2.0", which is not the standard.</summary>
    public static TimeSpan? PauseOf(HttpResponseMessage? response)
    {
        if (response is null || !response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        if (double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
        }

        return response.Headers.RetryAfter?.Date is { } date && response.Headers.Date is { } now && date > now ? date - now : null;
    }

    /// <summary>Reads a body to its end before it is passed on, so that one that is cut off is asked for again.</summary>
    private sealed class WholeBodies : DelegatingHandler
    {
        private const int MaxBytes = 64 * 1024 * 1024;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
