using System.Collections.Concurrent;
using ClientBase.Cli.Server;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ClientBase.Benchmarks.Leads;

/// <summary>Stands between the app and the storage emulator and counts what goes through, by kind.</summary>
internal sealed class StorageCounter : IAsyncDisposable
{
    /// <summary>How many rows the batches held; not a transaction.</summary>
    public const string RowsInBatches = "(rows in batches)";

    /// <summary>How long the batches were, with all that surrounds their rows; not a transaction.</summary>
    public const string BytesInBatches = "(bytes in batches)";

    // Written anew for the connection to the emulator.
    private static readonly HashSet<string> PerConnection =
        new(["Host", "Transfer-Encoding", "Connection", "Content-Length", "Keep-Alive"], StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly HttpClient _storage = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });
    private readonly WebApplication _proxy;
    private readonly int _port;

    private StorageCounter(int port, int storagePort)
    {
        _port = port;
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

    /// <summary>What went through since the last <see cref="Reset"/>, by kind. Empty polls and the like are in brackets.</summary>
    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    /// <summary>Starts one before an emulator.</summary>
    public static async Task<StorageCounter> StartAsync(RunningAzurite azurite)
    {
        var port = FreePorts.Find(3);
        var counter = new StorageCounter(port, azurite.BasePort) { ConnectionString = (azurite with { BasePort = port }).ConnectionString };
        await counter._proxy.StartAsync();
        return counter;
    }

    /// <summary>
    /// Asked of each request with its body before it goes on (false) and when storage has done it (true): true breaks it off there, since
    /// whoever asked was killed.
    /// </summary>
    public Func<HttpRequest, byte[], bool, bool>? Cuts { get; set; }

    /// <summary>How many transactions there were since, those apart left out.</summary>
    public int Transactions => _counts.Where(count => !count.Key.StartsWith('(')).Sum(count => count.Value);

    /// <summary>The way to the emulator through this.</summary>
    public required string ConnectionString { get; init; }

    public void Reset() => _counts.Clear();

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _storage.Dispose();
    }

    private async Task ForwardAsync(HttpContext http, int portOffset)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var uri = $"http://127.0.0.1:{http.Connection.LocalPort + portOffset}{target}";
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), uri);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var sent = body.ToArray();
        if (Cuts?.Invoke(http.Request, sent, false) == true)
        {
            http.Abort();
            return;
        }

        request.Content = new ByteArrayContent(sent);
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
        Count(KindOf(http.Request, http.Connection.LocalPort - _port, answer.Length), 1);
        if (IsBatch(http.Request))
        {
            Count(RowsInBatches, sent.AsSpan().Count(" HTTP/1.1\r\n"u8));
            Count(BytesInBatches, (int)body.Length);
        }

        if (Cuts?.Invoke(http.Request, sent, true) == true)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)response.StatusCode;
        var headers = response.Headers.Concat(response.Content.Headers);
        foreach (var (name, values) in headers.Where(header => !PerConnection.Contains(header.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        if (answer.Length > 0)
        {
            await http.Response.Body.WriteAsync(answer);
        }
    }

    // The host's leases cost by the hour, and whoever waits for idle queues lists them again and again.
    private static string KindOf(HttpRequest request, int service, int answerLength) => service switch
    {
        0 when request.Path.Value!.Contains("/azure-webjobs-hosts", StringComparison.Ordinal) => "(lease of the host)",
        0 => $"blob {request.Method.ToLowerInvariant()}",
        1 when request.Query["comp"] == "metadata" => "(length of a queue)",
        1 when request.Query["comp"] == "list" => "(list of the queues)",
        1 when request.Method == "GET" && answerLength < 150 => "(poll that found nothing)",
        1 => request.Method switch { "POST" => "queue put", "GET" => "queue get", "DELETE" => "queue delete", _ => "queue lease" },
        _ when IsBatch(request) => "table batch",
        _ => $"table {request.Method.ToLowerInvariant()}",
    };

    private static bool IsBatch(HttpRequest request) => request.Path.Value!.EndsWith("$batch", StringComparison.Ordinal);

    private void Count(string kind, int more) => _counts.AddOrUpdate(kind, more, (_, count) => count + more);
}
