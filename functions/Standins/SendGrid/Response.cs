using System.Net;
using System.Net.Http.Headers;

namespace SendGrid;

public class Response(HttpStatusCode statusCode, HttpContent responseBody, HttpResponseHeaders responseHeaders)
{
    public HttpStatusCode StatusCode { get; set; } = statusCode;

    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and <= 299;

    public HttpContent Body { get; set; } = responseBody;

    public HttpResponseHeaders Headers { get; set; } = responseHeaders;

    public virtual Dictionary<string, string> DeserializeResponseHeaders(HttpResponseHeaders headers = null) =>
        (headers ?? Headers)?.ToDictionary(header => header.Key, header => header.Value.First()) ?? [];
}
