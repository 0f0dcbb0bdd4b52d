using System.Text;
using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Exports;
using ClientBase.Functions.Exports.Running;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Exports;

/// <summary>A base that files are taken out of.</summary>
internal sealed class ExportBase(
    AzuriteFixture azurite, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    : TestApp(azurite, settings, replace)
{
    public async Task<string> PersonAsync(string email, string? phone = null, string? name = null, string? agreed = null,
        decimal? bought = null)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        var capture = new CaptureBuilder($"x-{email}", "form:news", "form", Clock.GetUtcNow().AddDays(-3)).Email(address)
            .Phone(PhoneNumber.TryParse(phone, null, out var number) ? number : null).Field("lastName", name);
        if (agreed is not null)
        {
            capture.Consent(agreed, agreed == ConsentPurpose.Offers ? "any" : "email", agreed == ConsentPurpose.Offers ? "" : address
                .Value, granted: true);
        }

        return await FileAsync((bought is { } total
            ? capture.Order("acme", $"o-{email}", Clock.GetUtcNow().AddDays(-3), total, "RUB", counts: true)
            : capture).Build());
    }

    public async Task RecomputeAsync()
    {
        await Get<RecomputeSegments>().RunAsync(new TimerInfo(), default);
        foreach (var message in await TakeAsync<Functions.Contacts.Filing.RecomputeAsked>(Queues.Recompute))
        {
            await Get<RunRecompute>().RunAsync(message, default);
        }
    }

    public Task<(int Status, JsonElement Body)> StartAsync(object body, string query = "") =>
        CallAsync(request => Get<StartExport>().RunAsync(request, default), body, query);

    public async Task<string> StartedAsync(object body, string query = "")
    {
        var (status, answer) = await StartAsync(body, query);
        Assert.True(status == 202, answer.ToString());
        return answer.GetProperty("id").GetString()!;
    }

    public async Task WorkAsync()
    {
        while (await TakeAsync<ExportWork>(Queues.Exports) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Get<RunExport>().RunAsync(message, default);
            }
        }
    }

    public async Task<JsonElement> ViewAsync(string id) =>
        (await CallAsync(request => Get<ShowExports>().GetAsync(request, id, default))).Body;

    public Task DeliverAsync() => Get<DeliverExports>().RunAsync(new TimerInfo(), default);

    /// <summary>Follows a link, as a browser does.</summary>
    public Task<(int Status, byte[] Bytes)> FetchAsync(string url)
    {
        var parts = url.Split('/');
        return BytesAsync(request => Get<FetchExport>().RunAsync(request, parts[^3], parts[^1], default));
    }

    public Task<(int Status, byte[] Bytes)> SegmentAsync(string id, string query, string? language = null) =>
        BytesAsync(request => Get<ExportSegment>().RunAsync(request, id, default), query, language);

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');

    public async Task<(int Status, byte[] Bytes)> BytesAsync(
        Func<HttpRequest, Task<IResult>> function, string query = "", string? language = null)
    {
        var context = NewContext();
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.AcceptLanguage = language;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await function(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, answer.ToArray());
    }
}
