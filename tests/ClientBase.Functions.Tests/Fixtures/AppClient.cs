using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>What the outside does with the app.</summary>
public sealed class AppClient : IDisposable
{
    private const string QueuesPath = "api/ops/queues";

    private static readonly TimeSpan IdleDeadline = TimeSpan.FromMinutes(3);

    private readonly SaidWords _said = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly HttpClient _http;

    public AppClient(Uri url) => _http = new(_said) { BaseAddress = new Uri(url, "/") };

    /// <summary>Has a key looked for in the log, too.</summary>
    public void Remember(string key) => _said.Remember(key);

    /// <summary>What people said, and keys, that a log holds though it should not.</summary>
    public IReadOnlyList<string> SaidIn(string log) => _said.FoundIn(log);

    public async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var response = await _http.GetAsync("api/health");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default) =>
        _http.SendAsync(request, cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _http.PostAsync(path, content);

    public Task<HttpResponseMessage> PutAsync(string path, object body) => _http.PutAsJsonAsync(path, body);

    /// <summary>Sends JSON that must be taken; its answer.</summary>
    public async Task<T> SendJsonAsync<T>(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        Assert.True(
            response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await ReadAsync<T>(response);
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var response = await _http.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await ReadAsync<T>(response);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<T>())!;

    public async Task<string> GetTextAsync(string path) => await _http.GetStringAsync(path);

    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return response.StatusCode;
    }

    public async Task DefineFormAsync(string formId, object? form = null)
    {
        using var response = await PutAsync($"api/forms/{formId}", form ?? new { kind = "newsletter" });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Posts a form as JSON.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string formId, object fields, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/forms/{formId}") { Content = JsonContent.Create(fields) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return _http.SendAsync(request);
    }

    /// <summary>Posts a form that must be taken.</summary>
    public async Task LeadAsync(string formId, object fields)
    {
        using var response = await PostFormAsync(formId, fields);
        Assert.True(
            response.StatusCode == HttpStatusCode.Accepted, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    public Task<HttpResponseMessage> PostShopifyAsync(string shop, string secret, string topic, byte[] body, string? webhookId = null) =>
        PostHookAsync(shop, body, new()
        {
            ["X-Shopify-Topic"] = topic,
            ["X-Shopify-Webhook-Id"] = webhookId ?? Convert.ToHexString(SHA256.HashData(body)),
            ["X-Shopify-Hmac-SHA256"] = Sign(secret, body),
        });

    public Task<HttpResponseMessage> PostWooCommerceAsync(string shop, string secret, string topic, byte[] body) =>
        PostHookAsync(shop, body, new() { ["X-WC-Webhook-Topic"] = topic, ["X-WC-Webhook-Signature"] = Sign(secret, body) });

    public Task<HttpResponseMessage> PostHookAsync(string shop, byte[] body, Dictionary<string, string> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/hooks/{shop}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request);
    }

    /// <summary>Runs a timer now.</summary>
    public async Task RunTimerAsync(string function)
    {
        using var response = await _http.PostAsJsonAsync($"admin/functions/{function}", new { input = "" });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>Waits until nothing waits or runs; a host whose worker was killed is busy until there is another.</summary>
    public async Task IdleAsync()
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            using var response = await _http.GetAsync(QueuesPath);
            var queues = response.StatusCode == HttpStatusCode.ServiceUnavailable
                ? null
                : await ReadAsync<QueuesState>(response.EnsureSuccessStatusCode());
            if (queues is { Idle: true })
            {
                return;
            }

            Assert.True(clock.Elapsed < IdleDeadline, $"Not idle after {IdleDeadline}: {string.Join(' ', queues?.Items ?? [])}");
        }
    }

    /// <summary>How many messages failed too often.</summary>
    public async Task<int> PoisonAsync() => (await QueuesAsync()).Items.Sum(queue => queue.Poison);

    public Task<QueuesState> QueuesAsync() => GetAsync<QueuesState>(QueuesPath);

    /// <summary>Puts the messages of a queue that failed too often back; how many there were.</summary>
    public async Task<int> ReplayPoisonAsync(string queue)
    {
        using var response = await PostAsync($"api/ops/poison/{queue}/replay", new StringContent(""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await ReadAsync<PoisonReplay>(response)).Replayed;
    }

    /// <summary>The one contact that has an e-mail address.</summary>
    public async Task<ContactJson> ContactAsync(string email) => Assert.Single(await ContactsAsync($"email={Uri.EscapeDataString(email)}"));

    /// <summary>All contacts that fit a query, page by page.</summary>
    public Task<List<ContactJson>> ContactsAsync(string query = "take=1000") => AllAsync<ContactJson>($"api/contacts?{query}");

    public Task<List<TimelineItem>> TimelineAsync(ContactJson contact) =>
        AllAsync<TimelineItem>($"api/contacts/{contact.Id}/timeline?take=1000");

    public Task<List<OutboxItem>> OutboxAsync() => AllAsync<OutboxItem>("api/outbox?take=1000");

    public Task<CampaignReport> ReportAsync(string campaign) => GetAsync<CampaignReport>($"api/campaigns/{campaign}/report");

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<T>> AllAsync<T>(string path)
    {
        var items = new List<T>();
        for (var continuation = ""; ;)
        {
            var page = await GetAsync<Page<T>>(continuation.Length == 0 ? path : $"{path}&continuation={continuation}");
            items.AddRange(page.Items);
            if (page.Continuation is not { } next)
            {
                return items;
            }

            continuation = next;
        }
    }

    public static string Sign(string secret, byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public void Dispose() => _http.Dispose();
}
