using System.Net.Http.Headers;

namespace Refit.Requests;

/// <summary>Fills in the token of requests that carry an Authorization scheme, such as <c>[Headers("Authorization: Bearer")]</c>.</summary>
internal sealed class AuthenticatedHttpClientHandler(
    Func<HttpRequestMessage, CancellationToken, Task<string>> getToken,
    HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    /// <summary>The innermost handler that the settings ask for; null when they ask for none.</summary>
    public static HttpMessageHandler? CreateFor(RefitSettings? settings)
    {
        var inner = settings?.HttpMessageHandlerFactory?.Invoke();
        return settings?.AuthorizationHeaderValueGetter is { } getToken
            ? new AuthenticatedHttpClientHandler(getToken, inner ?? new HttpClientHandler())
            : inner;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is { } authorization)
        {
            var token = await getToken(request, cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue(authorization.Scheme, token);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
