using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Visits;

/// <summary>Hands out the script that tells us what a visitor does.</summary>
public sealed class ServeVisitScript(IOptions<VisitOptions> options)
{
    private const string Resource = "visits.js";

    private static readonly string Script = Read();

    /// <summary>The script, with what the settings say of consent.</summary>
    [Function(nameof(ServeVisitScript))]
    [Answers(200, "text/javascript")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "visits.js")] HttpRequest request)
    {
        Cors.Allow(request, null); // Read with "crossorigin", so that the site can pin it by its hash.
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=3600";
        var script = Script.Replace("\"{waits}\"", options.Value.WaitForConsent ? "true" : "false", StringComparison.Ordinal);
        return Results.Text(script, "text/javascript; charset=utf-8");
    }

    private static string Read()
    {
        using var resource = typeof(ServeVisitScript).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of the app.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
