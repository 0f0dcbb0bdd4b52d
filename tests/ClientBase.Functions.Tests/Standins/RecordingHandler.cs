using System.Net;
using System.Text;

namespace ClientBase.Functions.Tests.Standins;

/// <summary>Keeps the last request and answers it with what the test wants.</summary>
internal sealed class RecordingHandler(HttpStatusCode status = HttpStatusCode.OK, string body = "", string mediaType = "application/json")
    : HttpMessageHandler
{
    public HttpRequestMessage Request { get; private set; } = new();

    public string Target => Request.RequestUri!.PathAndQuery;

    public string? Body { get; private set; }

    public string? ContentType { get; private set; }

    public CancellationToken CancellationToken { get; private set; }

    public string? Header(string name) => Request.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Request = request;
        CancellationToken = cancellationToken;
        if (request.Content is { } content)
        {
            Body = await content.ReadAsStringAsync(cancellationToken);
            ContentType = content.Headers.ContentType?.ToString();
        }

        var response = new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        };
        response.Headers.Add("Retry-After", "7");
        return response;
    }
}
