using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace ClientBase.Functions.Pages;

/// <summary>A file of a page that is built into the app.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Packed">The same as gzip.</param>
/// <param name="Tag">Tells its versions apart.</param>
internal sealed record DashboardFile(string Type, byte[] Bytes, byte[] Packed, string Tag)
{
    /// <summary>A file of bytes.</summary>
    public static DashboardFile Of(string type, byte[] whole) =>
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

/// <summary>The files of the dashboard, built into the app.</summary>
internal static class DashboardFiles
{
    private const string Prefix = "dashboard/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private static readonly Lazy<FrozenDictionary<string, DashboardFile>> All = new(() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read));

    /// <summary>A file by its path; null when there is none.</summary>
    public static DashboardFile? Find(string path) => All.Value.GetValueOrDefault(path);

    /// <summary>A file by the name it was built in under.</summary>
    public static DashboardFile Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return DashboardFile.Of(Types.TryGetContentType(name, out var known) ? known : "application/octet-stream", bytes.ToArray());
    }
}
