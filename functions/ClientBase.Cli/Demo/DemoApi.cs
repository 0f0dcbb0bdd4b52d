using System.Net.Http.Json;
using System.Text.Json;

namespace ClientBase.Cli.Demo;

/// <summary>The routes that only the demo calls, as it would by hand: a path and a body.</summary>
/// <remarks>Every call throws <see cref="DemoFailure"/> on an answer other than 2xx, with what the base says of it.</remarks>
internal sealed class DemoApi(HttpClient http)
{
    /// <summary>Where the base is.</summary>
    public Uri Url => http.BaseAddress!;

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonElement> PutAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(body), cancellationToken);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), cancellationToken);

    public Task<JsonElement> PatchAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, path, JsonContent.Create(body), cancellationToken);

    /// <summary>Posts a file.</summary>
    public Task<JsonElement> PostFileAsync(string path, string text, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, new StringContent(text, null, "text/csv"), cancellationToken);

    /// <summary>The items of a list's first page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ItemsAsync(string path, CancellationToken cancellationToken) =>
        [.. (await GetAsync(path, cancellationToken)).GetProperty("items").EnumerateArray()];

    /// <summary>The bytes of an answer that is no JSON.</summary>
    public async Task<byte[]> BytesAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri($"/api/{path}", UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new DemoFailure($"GET {path} answered {(int)answer.StatusCode}");
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/{path}", UriKind.Relative)) { Content = body };
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new DemoFailure($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        }

        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
