using System.Net;
using System.Net.Http.Headers;
using ClientBase.Domain.Campaigns;
using Refit;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>What an answer over HTTP, or its lack, says of a message that was to be sent.</summary>
internal static class HttpOutcomes
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Of an answer.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="reason">What it says, for one that refuses; nothing personal.</param>
    public static SendOutcome Of(HttpStatusCode status, HttpResponseHeaders headers, string reason) => status switch
    {
        < HttpStatusCode.MultipleChoices => SendOutcome.Accepted,
        HttpStatusCode.TooManyRequests => SendOutcome.NotSent(RetryAfter(headers)),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendOutcome.NotSent(Usual), // The key is wrong, not the message.
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => SendOutcome.Unknown,
        >= HttpStatusCode.InternalServerError => SendOutcome.NotSent(RetryAfter(headers)),
        _ => SendOutcome.Refused($"{(int)status} {reason}".Trim()),
    };

    /// <summary>Of an answer, or of the lack of one.</summary>
    public static SendOutcome Of(IApiResponse answer, string reason) => answer is { StatusCode: { } status, Headers: { } headers }
        ? Of(status, headers, reason)
        : (answer.Error is { } failure ? Of(failure) : null) ?? SendOutcome.Unknown;

    /// <summary>Of a request that got no answer; null for a failure of our own.</summary>
    public static SendOutcome? Of(Exception failure) => failure switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        }
            => SendOutcome.NotSent(Usual),
        HttpRequestException or IOException or OperationCanceledException => SendOutcome.Unknown,
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };

    private static TimeSpan RetryAfter(HttpResponseHeaders headers)
    {
        var wait = headers.RetryAfter?.Delta ?? Usual;
        return wait < Longest ? wait : Longest;
    }
}
