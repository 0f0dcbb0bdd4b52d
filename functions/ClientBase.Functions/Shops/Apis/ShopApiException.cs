using System.Text.Json;
using Polly.Timeout;
using Refit;

namespace ClientBase.Functions.Shops.Apis;

/// <summary>A shop could not be read; the message says why, without personal data.</summary>
internal sealed class ShopApiException(string message) : Exception(message)
{
    /// <summary>Throws what went wrong with a request, whether it was answered or not.</summary>
    public static void ThrowOn<T>(ApiResponse<T> answer)
    {
        if (answer.Error is { } error)
        {
            throw error;
        }
    }

    /// <summary>What a failure of a shop's API came from; null for one that is our own.</summary>
    public static string? CauseOf(Exception failure) => failure switch
    {
        ApiException { InnerException: JsonException } => "the shop's API answered something that is not the JSON it should be",
        ApiException refused => $"the shop's API answered {(int)refused.StatusCode}{AdviceOn((int)refused.StatusCode)}",
        ApiRequestException { InnerException: { } inner } => CauseOf(inner),
        HttpRequestException unreached => $"the shop's API was not reached ({unreached.HttpRequestError})",
        TimeoutRejectedException => "the shop's API did not answer in time",
        _ => null,
    };

    private static string AdviceOn(int status) => status switch
    {
        >= 300 and < 400 => ": it lies at another address than the configured BaseUrl",
        401 or 403 => ": look at the keys and what they allow",
        404 => ": look at the BaseUrl",
        429 => ": too many requests",
        _ => "",
    };
}
