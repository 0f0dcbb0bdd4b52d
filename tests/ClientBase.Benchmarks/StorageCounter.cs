using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientBase.Benchmarks;

/// <summary>Stands between the app and the storage emulator and counts what goes through, by kind.</summary>
internal sealed class StorageCounter : IAsyncDisposable
{
    // Written anew for the connection to the emulator.
    private static readonly HashSet<string> PerConnection = new(StringComparer.OrdinalIgnoreCase) { "Host", "Transfer-Encoding", "Connection", "Content-Length", "Keep-Alive" };

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly HttpClient _storage = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });
    private readonly WebApplication _proxy;

    private StorageCounter(int port, int storagePort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            foreach (var service in Enumerable.Range(0, 3))
            {
                kestrel.ListenLocalhost(port + service);
            }
        });
        _proxy = builder.Build();
        _proxy.Run(http => ForwardAsync(http, storagePort - port));
    }

    /// <summary>What went through since the last <see cref="Reset"/>, by kind. Polls that found nothing and questions about queue lengths are apart.</summary>
    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    public static async Task<StorageCounter> StartAsync(int port, int storagePort)
    {
        var counter = new StorageCounter(port, storagePort);
        await counter._proxy.StartAsync();
        return counter;
    }

    public void Reset() => _counts.Clear();

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _storage.Dispose();
    }

    private async Task ForwardAsync(HttpContext http, int portOffset)
    {
        var uri = $"http://127.0.0.1:{http.Connection.LocalPort + portOffset}{http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}";
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), uri);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in http.Request.Headers.Where(header => !PerConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        // Signatures cover the path, not the host, and hold behind the proxy.
        using var response = await _storage.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var kind = KindOf(http.Request, http.Connection.LocalPort % 10, answer.Length);
        _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !PerConnection.Contains(header.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        if (answer.Length > 0)
        {
            await http.Response.Body.WriteAsync(answer);
        }
    }

    private static string KindOf(HttpRequest request, int service, int answerLength) => service switch
    {
        0 => $"blob {request.Method.ToLowerInvariant()}",
        1 when request.Query["comp"] == "metadata" => "(length of a queue)",
        1 when request.Method == "GET" && answerLength < 150 => "(poll that found nothing)",
        1 => request.Method switch { "POST" => "queue put", "GET" => "queue get", "DELETE" => "queue delete", _ => "queue lease" },
        _ when request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal) => "table batch",
        _ => $"table {request.Method.ToLowerInvariant()}",
    };
}
