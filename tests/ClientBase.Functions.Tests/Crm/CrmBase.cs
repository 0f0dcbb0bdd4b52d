using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm;
using ClientBase.Functions.Crm.CallLists;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Digests;
using ClientBase.Functions.Crm.Interactions;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Requests.Letters;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Crm;

/// <summary>A base with people in it and the functions of working with them; the test delivers their messages.</summary>
internal class CrmBase(
    AzuriteFixture azurite, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    : TestApp(azurite, settings, replace)
{
    private int _captures;

    public string? IdempotencyKey { get; set; }

    /// <summary>A contact by an address; returns its id.</summary>
    public Task<string> PersonAsync(string name, decimal? bought = null)
    {
        Assert.True(EmailAddress.TryParse($"{name}@clients.example", out var email));
        var captureId = $"c{Interlocked.Increment(ref _captures)}-{name}";
        var capture = new CaptureBuilder(captureId, "form:test", "form", Clock.GetUtcNow()).Email(email);
        return FileAsync((bought is { } total
            ? capture.Order("acme", $"o-{name}", Clock.GetUtcNow(), total, "RUB", counts: true)
            : capture).Build());
    }

    public Task<(int Status, JsonElement Body)> InteractAsync(string id, object body) =>
        CallAsync(request => Get<AddInteraction>().RunAsync(Keyed(request, $"/api/contacts/{id}/interactions"), id, default), body);

    public Task<(int Status, JsonElement Body)> AddTaskAsync(string id, object body) =>
        CallAsync(request => Get<WorkOnTasks>().AddAsync(Keyed(request, $"/api/contacts/{id}/tasks"), id, default), body);

    public Task<(int Status, JsonElement Body)> PatchTaskAsync(string id, object body) =>
        CallAsync(request => Get<WorkOnTasks>().ChangeAsync(request, id, default), body);

    public Task<(int Status, JsonElement Body)> TasksAsync(string query = "") =>
        CallAsync(request => Get<WorkOnTasks>().ListAsync(request, default), query: query);

    public Task<(int Status, JsonElement Body)> AddDealAsync(string id, object body) =>
        CallAsync(request => Get<WorkOnDeals>().AddAsync(Keyed(request, $"/api/contacts/{id}/deals"), id, default), body);

    public Task<(int Status, JsonElement Body)> PatchDealAsync(string id, object body) =>
        CallAsync(request => Get<WorkOnDeals>().ChangeAsync(request, id, default), body);

    public Task<(int Status, JsonElement Body)> DealsAsync(string query = "") =>
        CallAsync(request => Get<WorkOnDeals>().ListAsync(request, default), query: query);

    public Task<(int Status, JsonElement Body)> PutFunnelAsync(object body) =>
        CallAsync(request => Get<DefineFunnel>().PutAsync(request, default), body);

    public Task<(int Status, JsonElement Body)> AddRequestAsync(string id, object body) =>
        CallAsync(request => Get<WorkOnRequests>().AddAsync(Keyed(request, $"/api/contacts/{id}/requests"), id, default), body);

    public Task<(int Status, JsonElement Body)> PatchRequestAsync(string id, object body) =>
        CallAsync(request => Get<WorkOnRequests>().ChangeAsync(request, id, default), body);

    public Task<(int Status, JsonElement Body)> RequestsAsync(string query = "") =>
        CallAsync(request => Get<WorkOnRequests>().ListAsync(request, default), query: query);

    public Task<(int Status, JsonElement Body)> ManageAsync(string id, object body) =>
        CallAsync(request => Get<AssignManager>().RunAsync(request, id, default), body);

    public Task<(int Status, JsonElement Body)> WorkAsync(string id) =>
        CallAsync(request => Get<ShowWork>().RunAsync(request, id, default));

    public Task<(int Status, JsonElement Body)> ClientsAsync(string manager) =>
        CallAsync(request => Get<ReadContacts>().ListAsync(request, default), query: $"?manager={manager}");

    public async Task<string> CardManagerAsync(string id)
    {
        var (status, body) = await CallAsync(request => Get<ReadContacts>().GetAsync(request, id, default));
        Assert.Equal(200, status);
        return body.GetProperty("manager").GetString() ?? "nobody";
    }

    /// <summary>The timeline's entries as "kind: what", the latest first.</summary>
    public async Task<List<JsonElement>> TimelineAsync(string id)
    {
        var (_, body) = await CallAsync(request => Get<ReadContacts>().TimelineAsync(request, id, default));
        return [.. body.GetProperty("items").EnumerateArray()];
    }

    public async Task<List<string>> SegmentsAsync(string id) => [.. (await CardAsync(id)).Scores.Segments];

    public Task SendDigestsAsync() => Get<SendDigests>().RunAsync(new TimerInfo(), default);

    public Task TurnPotentialsAsync() => Get<TurnPotentials>().RunAsync(new TimerInfo(), default);

    public async Task<IReadOnlyList<OutboxMail>> OutboxAsync() =>
        (await Get<OutboxStore>().ListAsync(new Functions.Http.Paging(1000, null), default)).Items;

    public async Task<(int Status, JsonElement Body)> CallListAsync(string segment, object body)
    {
        var answer = await CallAsync(request => Get<StartCallList>().RunAsync(request, segment, default), body);
        await DealCallsAsync();
        return answer;
    }

    public async Task DealCallsAsync()
    {
        while (await TakeAsync<DealCalls>(Queues.CallList) is { Count: > 0 } pages)
        {
            foreach (var page in pages)
            {
                await Get<DealOutCalls>().RunAsync(page, default);
            }
        }
    }

    /// <summary>Posts a letter as Inbound Parse does, and delivers the messages that follow.</summary>
    public async Task<int> LetterAsync(string secret, params (string Name, byte[] Value)[] fields)
    {
        var form = new MultipartFormDataContent("xYzZY");
        foreach (var (name, value) in fields)
        {
            form.Add(new ByteArrayContent(value), name);
        }

        var body = await form.ReadAsByteArrayAsync();
        var (status, _) = await CallForTextAsync(request =>
        {
            request.ContentType = form.Headers.ContentType!.ToString();
            request.Body = new MemoryStream(body);
            return Get<ReceiveLetter>().RunAsync(request, secret, default);
        });
        await DeliverAsync();
        return status;
    }

    public async Task DeliverAsync()
    {
        foreach (var message in await TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await Get<FileCapture>().RunAsync(message, default);
        }

        foreach (var message in await TakeAsync<RequestFiled>(Queues.Requests))
        {
            await Get<OpenRequest>().RunAsync(message, default);
        }
    }

    public async Task RecomputeAsync(bool isRebuild = false)
    {
        await Get<RecomputeRequests>().AskAsync(isRebuild, default);
        while (await TakeAsync<RecomputeAsked>(Queues.Recompute) is { Count: > 0 } asked)
        {
            foreach (var message in asked)
            {
                await Get<RunRecompute>().RunAsync(message, default);
            }
        }
    }

    /// <summary>Does something that ends after so many writes, as a crash does; whether it was cut short.</summary>
    public async Task<bool> CutAsync(int writes, Func<Task> act)
    {
        Requests.CutAfter(writes);
        try
        {
            await act();
            return false;
        }
        catch (Exception cut) when (cut is not Xunit.Sdk.XunitException)
        {
            return true;
        }
        finally
        {
            Requests.CutAfter(null);
        }
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string IdOf((int Status, JsonElement Body) answer)
    {
        Assert.True(answer.Status is 200 or 201 or 202, answer.Body.ToString());
        return answer.Body.GetProperty("id").GetString()!;
    }

    public static List<string> Texts((int Status, JsonElement Body) list, string property)
    {
        Assert.Equal(200, list.Status);
        return [.. list.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(property).ToString())];
    }

    private HttpRequest Keyed(HttpRequest request, string path)
    {
        request.Path = path;
        if (IdempotencyKey is not null)
        {
            request.Headers["Idempotency-Key"] = IdempotencyKey;
        }

        return request;
    }
}
