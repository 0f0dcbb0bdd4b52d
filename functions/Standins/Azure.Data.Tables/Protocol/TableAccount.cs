using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>One storage account's table endpoint and the pipeline that authorizes requests to it.</summary>
internal sealed class TableAccount(TableEndpoint endpoint, HttpPipeline pipeline, string version)
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";

    public TableEndpoint Endpoint { get; } = endpoint;

    /// <summary>The key, when there is one: it can sign shared access signatures.</summary>
    public TableSharedKeyCredential? Key { get; init; }

    public HttpMessage CreateMessage(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Scheme = Endpoint.Uri.Scheme;
        request.Uri.Host = Endpoint.Uri.Host;
        request.Uri.Port = Endpoint.Uri.Port;
        request.Uri.Path = $"{Endpoint.BasePath}/{path}";
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add(HttpHeader.Names.Accept, MinimalMetadata);
        return message;
    }

    public async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response;
    }

    /// <summary>Sends, and throws when the status is not a success.</summary>
    public async ValueTask<Response> SendOrThrowAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status < 300 ? response : throw TableErrorParser.ToException(response);
    }

    /// <summary>Sends a body; its buffer is used again once the service has taken it.</summary>
    public async ValueTask<Response> SendOrThrowAsync(
        HttpMessage message, RequestBuffer body, string contentType, CancellationToken cancellationToken)
    {
        message.Request.Content = body;
        message.Request.Headers.Add(HttpHeader.Names.ContentType, contentType);
        var response = await SendOrThrowAsync(message, cancellationToken).ConfigureAwait(false);
        body.Recycle();
        return response;
    }
}
