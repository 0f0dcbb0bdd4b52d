using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>Remembers what was sent to an app: words of people and keys, which its log must not hold.</summary>
internal sealed partial class SaidWords : DelegatingHandler
{
    private const int Longest = 200_000; // Larger bodies are made by tests to be large.
    private const int ShortestWord = 6; // Shorter ones stand in any log.

    // What people say of themselves, by the names it is sent under.
    private static readonly HashSet<string> OfPeople = new(
        [
            "name", "firstName", "lastName", "patronymic", "first_name", "last_name", "surname", "email", "phone", "address", "birthDate",
            "message", "text", "subject", "result", "reason", "username", "phone_number",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, string> _words = new(StringComparer.Ordinal);

    public SaidWords(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>Remembers a key the app was set up with.</summary>
    public void Remember(string key) => Note(key, "a setting");

    /// <summary>Words that a log holds though it should not, each with where it was said.</summary>
    public IReadOnlyList<string> FoundIn(string log) =>
        [.. _words.Where(word => log.Contains(word.Key, StringComparison.OrdinalIgnoreCase)).Select(word => $"{word.Key} ({word.Value})")];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var where = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        Note(request.Headers.Authorization?.Parameter, "a staff key");
        NoteAddresses(Uri.UnescapeDataString(request.RequestUri.Query), where);
        if (request.Content is { } content && content.Headers.ContentLength is > 0 and < Longest
            && content.Headers.ContentType?.MediaType is { } type && !type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            // Buffered by this, so that it can still be sent.
            var body = await content.ReadAsStringAsync(cancellationToken);
            NoteAddresses(body, where);
            NoteFields(body, where);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private void NoteFields(string body, string where)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            NoteFields(json.RootElement, where);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // A form or a file: its addresses are noted.
        }
    }

    private void NoteFields(JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                NoteFields(one, where);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String && OfPeople.Contains(member.Name))
                {
                    Note(member.Value.GetString(), where);
                }

                NoteFields(member.Value, where);
            }
        }
    }

    private void NoteAddresses(string text, string where)
    {
        foreach (Match address in Address().Matches(text))
        {
            Note(address.Value, where);
        }
    }

    private void Note(string? word, string where)
    {
        if (word?.Trim() is { Length: >= ShortestWord } said)
        {
            _words.TryAdd(said, where);
        }
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+|\+\d{10,15}")]
    private static partial Regex Address();
}
