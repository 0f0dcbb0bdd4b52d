using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Benchmarks.Leads;

/// <summary>An app that does nothing, to compare starts with.</summary>
internal static class EmptyApp
{
    /// <summary>The empty app of the same kind as the one measured: a worker behind the same host, or else a bare Kestrel.</summary>
    public static string CommandBeside(string measured)
    {
        var host = measured.IndexOf("ClientBase.LocalHost.dll", StringComparison.Ordinal);
        if (host < 0)
        {
            return $"dotnet \"{typeof(EmptyApp).Assembly.Location}\" empty-app";
        }

        // What follows the host's path, an end of quotes aside, is the folder of the app.
        var end = measured.IndexOf(' ', host);
        return $"{(end < 0 ? measured : measured[..end])} \"{Worker()}\"";
    }

    /// <summary>Serves what is asked at a start until it is told to end.</summary>
    public static async Task RunAsync()
    {
        await using var app = NaiveApp.Build();
        app.MapGet("/api/health", () => Results.Json(new { status = "Healthy" }));
        app.MapPost("/api/forms/{form}", () => Results.Json(new { captureId = "" }, statusCode: StatusCodes.Status202Accepted));
        await app.RunAsync();
    }

    // Built with this project, not linked.
    private static string Worker()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            Repository.Root, "tests", "ClientBase.Benchmarks", "EmptyWorker", "bin", output.Parent!.Name, output.Name);
    }
}
