using System.Net;
using System.Text.Json;
using Refit;

namespace ClientBase.Cli.Api;

/// <summary>Connects to a running base.</summary>
internal static class ClientBaseApi
{
    private const int MaxPage = 1000;
    private const int LongestText = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30); // A large file on a slow line.

    /// <summary>The client to build an <see cref="IClientBaseApi"/> on.</summary>
    /// <param name="url">Where the base is, without <c>/api</c>.</param>
    /// <param name="connections">How many requests run at a time.</param>
    /// <param name="key">Function key; null on one's own machine.</param>
    /// <param name="staff">Staff key; null where the base has no staff.</param>
    public static HttpClient Connect(Uri url, int connections, string? key = null, string? staff = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
        {
            BaseAddress = url,
            Timeout = Patience,
        };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("x-functions-key", key);
        }

        if (staff is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", staff);
        }

        return client;
    }

    /// <summary>All items of a paged list.</summary>
    /// <param name="read">Reads a page: how many items at most, and the continuation of the page before.</param>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(Func<int, string?, Task<Page<T>>> read) => await EachAsync(read).ToListAsync();

    /// <summary>The items of a paged list, one page in memory at a time.</summary>
    /// <param name="read">Reads a page: how many items at most, and the continuation of the page before.</param>
    public static async IAsyncEnumerable<T> EachAsync<T>(Func<int, string?, Task<Page<T>>> read)
    {
        string? continuation = null;
        do
        {
            var page = await read(MaxPage, continuation);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>What the base answered, in one line: the problem's detail where it gives one, and what is wrong with each field.</summary>
    public static string Explain(ApiException refused)
    {
        if ((int)refused.StatusCode < 400)
        {
            return $"{refused.Uri} answers, but not as a base does. Is the address right?";
        }

        var problem = DetailOf(refused.Content) ?? Cut(refused.Content?.Trim() ?? "");
        var advice = refused.StatusCode == HttpStatusCode.Unauthorized
            ? " Give the function key (--key or CLIENTBASE_KEY) and, where the base has staff, your own (--staff or CLIENTBASE_STAFF)."
            : "";
        var said = problem.Length == 0 ? "." : $": {problem}";
        return $"{refused.HttpMethod} {refused.Uri?.AbsolutePath ?? ""} answered {(int)refused.StatusCode}{said}{advice}";
    }

    private static string Cut(string text) => text.Length > LongestText ? $"{text[..LongestText]} ..." : text;

    private static string? DetailOf(string? content)
    {
        try
        {
            var problem = content is not { Length: > 0 } ? null : JsonSerializer.Deserialize<Problem>(content, JsonSerializerOptions.Web);
            if ((problem?.Detail ?? problem?.Title) is not { } said)
            {
                return null;
            }

            // Of a single field the detail may say it all.
            var fields = (problem!.Errors ?? []).Select(field => (field.Key, Why: WhyOf(field.Value)))
                .Where(field => !said.Contains(field.Why, StringComparison.Ordinal));
            return string.Join(' ', [said, .. fields.Select(field => $"{field.Key}: {field.Why}.")]);
        }
        catch (JsonException)
        {
            return null; // Of something in between, such as a proxy.
        }
    }

    // Texts, or of a rule or a template objects that say where.
    private static string WhyOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Array => string.Join("; ", field.EnumerateArray().Select(WhyOf)),
        JsonValueKind.Object when field.TryGetProperty("message", out var message) => message.GetString() ?? "",
        JsonValueKind.String => field.GetString()!,
        _ => field.GetRawText(),
    };

    private sealed record Problem(string? Detail, string? Title, Dictionary<string, JsonElement>? Errors);
}
