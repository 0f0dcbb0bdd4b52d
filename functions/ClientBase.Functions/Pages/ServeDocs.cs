using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Scalar.AspNetCore;

namespace ClientBase.Functions.Pages;

/// <summary>Serves the page that shows the interface: a shell without data, which asks for the key and reads <c>openapi.json</c>.</summary>
public sealed class ServeDocs
{
    private const string Nonce = "{{nonce}}";

    // Scalar makes its styles in the page, and marks them; its scripts are files.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{{nonce}}'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly Lazy<FrozenDictionary<string, BuiltInFile>> Files = new(() => new Dictionary<string, BuiltInFile>
    {
        ["docs.js"] = DashboardFiles.Read("docs/docs.js"),
        ["docs.css"] = DashboardFiles.Read("docs/docs.css"),
        ["scalar.js"] = ReadScalar(),
    }.ToFrozenDictionary());

    private static readonly Dictionary<string, Dictionary<string, string>> Words = new()
    {
        ["en"] = new()
        {
            ["title"] = "The interface of ClientBase",
            ["text"] = "To see it, enter the function key. The keys are kept for this tab alone.",
            ["key"] = "Function key",
            ["staff"] = "Your staff key, if you have one",
            ["open"] = "Open",
            ["noscript"] = "This page needs JavaScript; the interface is described in /api/openapi.json.",
        },
        ["ru"] = new()
        {
            ["title"] = "Интерфейс ClientBase",
            ["text"] = "Чтобы увидеть его, введите ключ функций. Ключи хранятся только для этой вкладки.",
            ["key"] = "Ключ функций",
            ["staff"] = "Ваш ключ сотрудника, если он есть",
            ["open"] = "Открыть",
            ["noscript"] = "Эта страница работает с JavaScript; интерфейс описан в /api/openapi.json.",
        },
    };

    /// <summary>The page, in the reader's language.</summary>
    [Function("ShowDocs")]
    [Answers(200, "text/html")]
    public static IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        var (language, nonce) = (Client.LanguageOf(request), Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy.Replace(Nonce, nonce, StringComparison.Ordinal);
        headers["Referrer-Policy"] = "no-referrer";
        (headers.XContentTypeOptions, headers.CacheControl, headers.Vary) = ("nosniff", "no-store", "Accept-Language");
        var page = System.Text.Encoding.UTF8.GetString(DashboardFiles.Read("docs/docs.html").Bytes)
            .Replace("{{lang}}", language, StringComparison.Ordinal).Replace(Nonce, nonce, StringComparison.Ordinal);
        return Results.Content(
            Words[language].Aggregate(page, (text, word) => text.Replace($"{{{{{word.Key}}}}}", word.Value, StringComparison.Ordinal)),
            "text/html; charset=utf-8");
    }

    /// <summary>What the page is made of.</summary>
    [Function("ServeDocsFile")]
    [Answers(200, "application/octet-stream")]
    public static IResult File(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs/{file}")] HttpRequest request, string file) =>
        Files.Value.TryGetValue(file, out var found)
            ? found.Serve(request, "no-cache")
            : Problems.NotFound("The page has no such file. It is /api/docs.");

    // The package holds it packed.
    private static BuiltInFile ReadScalar()
    {
        using var packed = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")!;
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        gzip.CopyTo(whole);
        return BuiltInFile.Of("text/javascript", whole.ToArray());
    }
}
