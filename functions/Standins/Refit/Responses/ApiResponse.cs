using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Refit;

public sealed class ApiResponse<T>(HttpResponseMessage response, T? content, RefitSettings settings, ApiException? error = null)
    : IApiResponse<T>
{
    private readonly HttpResponseMessage response = response ?? throw new ArgumentNullException(nameof(response));

    public T? Content { get; } = content;

    public RefitSettings Settings { get; } = settings;

    public HttpResponseHeaders Headers => response.Headers;

    public HttpContentHeaders? ContentHeaders => response.Content.Headers;

    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccessStatusCode => response.IsSuccessStatusCode;

    [MemberNotNullWhen(true, nameof(Content))]
    [MemberNotNullWhen(true, nameof(ContentHeaders))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccessful => IsSuccessStatusCode && Error is null;

    public string? ReasonPhrase => response.ReasonPhrase;

    public HttpRequestMessage? RequestMessage => response.RequestMessage;

    public HttpStatusCode StatusCode => response.StatusCode;

    public Version Version => response.Version;

    public ApiException? Error { get; } = error;

    public void Dispose() => response.Dispose();

    public async Task<ApiResponse<T>> EnsureSuccessStatusCodeAsync()
    {
        if (!IsSuccessStatusCode)
        {
            throw await FailAsync();
        }

        return this;
    }

    public async Task<ApiResponse<T>> EnsureSuccessfulAsync()
    {
        if (!IsSuccessful)
        {
            throw await FailAsync();
        }

        return this;
    }

    private async Task<ApiException> FailAsync()
    {
        var request = response.RequestMessage!;
        var failure = Error ?? await ApiException.Create(request, request.Method, response, Settings);
        Dispose();
        return failure;
    }
}
