using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Forms.Bodies;

/// <summary>The body of a posted form.</summary>
internal static class FormBody
{
    /// <summary>Reads JSON, urlencoded and multipart bodies.</summary>
    /// <exception cref="UnreadableBodyException">Why it cannot be read, with the status to answer.</exception>
    public static async Task<FormPost> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken) =>
        FormPost.Of(Fields(request.Headers.ContentType.ToString(), await BytesAsync(request, maxBytes, cancellationToken)));

    /// <summary>The bytes of a body that is sent as it is and not too large.</summary>
    /// <exception cref="UnreadableBodyException">Why not.</exception>
    public static async Task<byte[]> BytesAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (Http.Bodies.RefusePacked(request) is not null)
        {
            throw new UnreadableBodyException(415, "The body is packed (Content-Encoding). Send it as it is.");
        }

        return await Http.Bodies.ReadAsync(request, maxBytes, cancellationToken)
            ?? throw new UnreadableBodyException(413, $"Send at most {maxBytes} bytes.");
    }

    /// <summary>The fields of a body, under the names they were sent by.</summary>
    /// <exception cref="UnreadableBodyException">Why it cannot be read.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Fields(string contentType, byte[] body)
    {
        var type = ContentTypeText.Of(contentType);
        return type switch
        {
            { IsJson: true } => JsonFields.Read(body, type.Charset),
            { Media: "application/x-www-form-urlencoded" } => UrlEncodedBody.Read(body, type.Charset),
            { Media: "multipart/form-data" } => MultipartBody.Read(body, type.Charset, type.Boundary),
            _ => throw new UnreadableBodyException(
                415, "Post application/json, application/x-www-form-urlencoded or multipart/form-data."),
        };
    }
}
