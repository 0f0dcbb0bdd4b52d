using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

public class ApiException : Exception
{
    protected ApiException(
        HttpRequestMessage message,
        HttpMethod httpMethod,
        string? content,
        HttpStatusCode statusCode,
        string? reasonPhrase,
        HttpResponseHeaders headers,
        RefitSettings refitSettings,
        Exception? innerException = null)
        : this(Describe(statusCode, reasonPhrase), message, httpMethod, content, statusCode, reasonPhrase, headers, refitSettings, innerException)
    {
    }

    protected ApiException(
        string exceptionMessage,
        HttpRequestMessage message,
        HttpMethod httpMethod,
        string? content,
        HttpStatusCode statusCode,
        string? reasonPhrase,
        HttpResponseHeaders headers,
        RefitSettings refitSettings,
        Exception? innerException = null)
        : base(exceptionMessage, innerException)
    {
        RequestMessage = message;
        HttpMethod = httpMethod;
        Content = content;
        StatusCode = statusCode;
        ReasonPhrase = reasonPhrase;
        Headers = headers;
        RefitSettings = refitSettings;
    }

    public HttpStatusCode StatusCode { get; }

    public string? ReasonPhrase { get; }

    public HttpResponseHeaders Headers { get; }

    public HttpMethod HttpMethod { get; }

    public Uri? Uri => RequestMessage.RequestUri;

    public HttpRequestMessage RequestMessage { get; }

    public HttpContentHeaders? ContentHeaders { get; private set; }

    public string? Content { get; private set; }

    [MemberNotNullWhen(true, nameof(Content))]
    public bool HasContent => !string.IsNullOrWhiteSpace(Content);

    public RefitSettings RefitSettings { get; }

    public async Task<T?> GetContentAsAsync<T>() =>
        HasContent ? await RefitSettings.ContentSerializer.FromHttpContentAsync<T>(new StringContent(Content)) : default;

    public static Task<ApiException> Create(
        HttpRequestMessage message,
        HttpMethod httpMethod,
        HttpResponseMessage response,
        RefitSettings refitSettings,
        Exception? innerException = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.IsSuccessStatusCode)
        {
            throw new ArgumentException("A successful response is no error.", nameof(response));
        }

        return Create(Describe(response.StatusCode, response.ReasonPhrase), message, httpMethod, response, refitSettings, innerException);
    }

    public static async Task<ApiException> Create(
        string exceptionMessage,
        HttpRequestMessage message,
        HttpMethod httpMethod,
        HttpResponseMessage response,
        RefitSettings refitSettings,
        Exception? innerException = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        var exception = new ApiException(
            exceptionMessage, message, httpMethod, null, response.StatusCode, response.ReasonPhrase, response.Headers, refitSettings, innerException)
        {
            ContentHeaders = response.Content.Headers,
        };

        try
        {
            using var content = response.Content;
            exception.Content = await content.ReadAsStringAsync();
            var isProblem = content.Headers.ContentType?.MediaType == "application/problem+json";
            return isProblem ? ValidationApiException.Create(exception) : exception;
        }
        catch (Exception)
        {
            // A body that cannot be read must not hide the error that it was meant to explain.
            return exception;
        }
    }

    private static string Describe(HttpStatusCode statusCode, string? reasonPhrase) =>
        $"Response status code does not indicate success: {(int)statusCode} ({reasonPhrase}).";
}
