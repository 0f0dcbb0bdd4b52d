using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>Raw request bodies: signatures are over the bytes as sent.</summary>
public static class Bodies
{
    /// <summary>The refusal of a body that is packed in a way we do not unpack; null when it is sent as it is.</summary>
    public static IResult? RefusePacked(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.ToString().Trim() is { Length: > 0 } encoding
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity";
            return Problems.UnsupportedMedia("The body is packed (Content-Encoding). Send it as it is.");
        }

        return null;
    }

    /// <summary>Reads the whole body, or null when it is over the limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes at most.</param>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // The declared length is only a hint: chunked bodies have none.
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > limit)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>A posted form; null when it is none, or cannot be read as what it says it is.</summary>
    public static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
