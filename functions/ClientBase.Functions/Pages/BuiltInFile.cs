using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Pages;

/// <summary>A file of a page that is built into the app.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Packed">The same as gzip.</param>
/// <param name="Tag">Tells its versions apart.</param>
internal sealed record BuiltInFile(string Type, byte[] Bytes, byte[] Packed, string Tag)
{
    /// <summary>A file of bytes.</summary>
    public static BuiltInFile Of(string type, byte[] whole) =>
        new(type, whole, Pack(whole), $"\"{Convert.ToHexStringLower(SHA256.HashData(whole).AsSpan(0, 12))}\"");

    /// <summary>Answers with it, packed for who can unpack, and without it for who has it already.</summary>
    public IResult Serve(HttpRequest request, string cacheControl)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.ETag, headers.XContentTypeOptions, headers.Vary) = (Tag, "nosniff", "Accept-Encoding");
        headers.CacheControl = cacheControl;
        if (request.Headers.IfNoneMatch.ToString().Contains(Tag, StringComparison.Ordinal))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var isPacked = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isPacked)
        {
            headers.ContentEncoding = "gzip";
        }

        return Results.Bytes(isPacked ? Packed : Bytes, Type);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
