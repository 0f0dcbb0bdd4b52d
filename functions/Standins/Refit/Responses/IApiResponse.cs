using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

public interface IApiResponse : IDisposable
{
    HttpResponseHeaders Headers { get; }

    HttpContentHeaders? ContentHeaders { get; }

    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    bool IsSuccessStatusCode { get; }

    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    bool IsSuccessful { get; }

    HttpStatusCode StatusCode { get; }

    string? ReasonPhrase { get; }

    HttpRequestMessage? RequestMessage { get; }

    Version Version { get; }

    ApiException? Error { get; }
}

public interface IApiResponse<out T> : IApiResponse
{
    new ApiException? Error { get; }

    new HttpContentHeaders? ContentHeaders { get; }

    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    new bool IsSuccessStatusCode { get; }

    [MemberNotNullWhen(true, nameof(Content))]
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    new bool IsSuccessful { get; }

    T? Content { get; }
}
