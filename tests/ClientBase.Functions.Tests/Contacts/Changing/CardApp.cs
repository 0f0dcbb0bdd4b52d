using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Contacts.Changing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Search;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Contacts.Changing;

/// <summary>A base with people, whose cards are read and changed as the API does it.</summary>
internal sealed class CardApp(AzuriteFixture azurite) : TestApp(azurite)
{
    private int _captures;

    public string? IdempotencyKey { get; set; }

    public Caller? Caller { get; set; }

    /// <summary>Somebody who fills in a form; returns the contact's id.</summary>
    public Task<string> PersonAsync(
        string? email, string? phone = null, string? name = null, Action<CaptureBuilder>? more = null, DateTimeOffset? at = null)
    {
        var said = at ?? Clock.GetUtcNow();
        var captureId = $"c{Interlocked.Increment(ref _captures)}-{email}{phone}";
        var capture = new CaptureBuilder(captureId, "form:news", "form", said, Clock.GetUtcNow())
            .Email(EmailAddress.TryParse(email, out var address) ? address : null)
            .Phone(PhoneNumber.TryParse(phone, "RU", out var number) ? number : null)
            .Name(PersonName.Parse(name));
        more?.Invoke(capture);
        return FileAsync(capture.Build());
    }

    public Task<(int Status, JsonElement Body)> PatchAsync(string id, object body) =>
        CallAsync(request => Get<PatchContact>().RunAsync(As(request, $"/api/contacts/{id}"), id, default), body);

    public async Task<JsonElement> PatchedAsync(string id, object body)
    {
        var (status, answer) = await PatchAsync(id, body);
        Assert.True(status == 200, answer.ToString());
        return answer;
    }

    public async Task<JsonElement> ShowAsync(string id)
    {
        var (status, body) = await CallAsync(request => Get<ReadContacts>().GetAsync(request, id, default));
        Assert.Equal(200, status);
        return body;
    }

    public async Task<List<JsonElement>> HistoryAsync(string id, string field)
    {
        var (status, body) = await CallAsync(request => Get<ShowFieldHistory>().RunAsync(request, id, field, default));
        Assert.Equal(200, status);
        return [.. body.GetProperty("items").EnumerateArray()];
    }

    public Task<(int Status, JsonElement Body)> ListAsync(string query) =>
        CallAsync(request => Get<ReadContacts>().ListAsync(request, default), query: query);

    public Task<(int Status, JsonElement Body)> StaleAsync(string query = "") =>
        CallAsync(request => Get<ListStale>().RunAsync(request, default), query: query);

    /// <summary>Ids of all pages of a list.</summary>
    public static async Task<List<string>> AllIdsAsync(Func<string, Task<(int Status, JsonElement Body)>> list, string query)
    {
        var ids = new List<string>();
        for (string? continuation = ""; continuation is not null;)
        {
            var page = query + (continuation.Length > 0 ? $"&continuation={continuation}" : "");
            var (status, body) = await list(page);
            Assert.Equal(200, status);
            ids.AddRange(body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            continuation = body.GetProperty("continuation").GetString();
        }

        return ids;
    }

    public static List<string> Texts(JsonElement card, string member) =>
        [.. card.GetProperty(member).EnumerateArray().Select(one => one.GetString()!)];

    public static string? Field(JsonElement card, string name) =>
        card.GetProperty("fields").TryGetProperty(name, out var field) ? field.GetProperty("value").GetString() : null;

    private HttpRequest As(HttpRequest request, string path)
    {
        request.Path = path;
        Caller?.Enter(request.HttpContext);
        if (IdempotencyKey is not null)
        {
            request.Headers["Idempotency-Key"] = IdempotencyKey;
        }

        return request;
    }
}
