using System.Text.Json;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Http;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

/// <summary>What a manager sees of the work with clients: theirs and nobody's, and what they are to do themselves.</summary>
public sealed class ClientsInSightTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly Caller Max = new("max", StaffRole.Manager);
    private static readonly Caller Mia = new("mia", StaffRole.Manager);
    private static readonly Caller Rita = new("rita", StaffRole.ReadOnly);

    private readonly CrmBase _app = new(azurite);

    private (string Task, string Deal, string Request) _ofMax;
    private (string Task, string Deal, string Request) _ofNobody;

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        var (client, free) = (await _app.PersonAsync("sight"), await _app.PersonAsync("free"));
        await _app.ManageAsync(client, new { manager = "max" });
        _ofMax = await WorkOnAsync(client);
        _ofNobody = await WorkOnAsync(free);
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Lists_hold_what_is_of_ones_own_clients_and_of_nobodys()
    {
        foreach (var (caller, isSeen) in new[] { (Max, true), (Mia, false), (Rita, true) })
        {
            Assert.Equal(isSeen, (await TasksAsync(caller)).Contains(_ofMax.Task));
            Assert.Equal(isSeen, (await DealsAsync(caller)).Contains(_ofMax.Deal));
            Assert.Equal(isSeen, (await DealsAsync(caller, "?manager=max")).Contains(_ofMax.Deal));
            Assert.Equal(isSeen, (await RequestsAsync(caller)).Contains(_ofMax.Request));
            Assert.Contains(_ofNobody.Task, await TasksAsync(caller));
            Assert.Contains(_ofNobody.Deal, await DealsAsync(caller));
            Assert.Contains(_ofNobody.Request, await RequestsAsync(caller));
        }
    }

    [Fact]
    public async Task Pages_are_full_though_others_items_lie_between()
    {
        var (first, second) = (await _app.PersonAsync("page1"), await _app.PersonAsync("page2"));
        await _app.ManageAsync(first, new { manager = "max" });
        foreach (var at in Enumerable.Range(0, 6))
        {
            var task = new { title = "T", dueAt = $"2026-04-0{at + 1}T09:00:00Z", assignee = "x" };
            await _app.AddTaskAsync(at % 2 == 0 ? first : second, task);
        }

        Assert.Equal(3, (await TasksAsync(Mia, "?assignee=x&take=3")).Count);
    }

    [Fact]
    public async Task By_id_what_is_of_anothers_client_is_refused()
    {
        foreach (var (function, id) in new[]
        {
            ("GetTask", _ofMax.Task), ("ChangeTask", _ofMax.Task), ("GetDeal", _ofMax.Deal), ("ChangeDeal", _ofMax.Deal),
            ("GetRequest", _ofMax.Request), ("ChangeRequest", _ofMax.Request),
        })
        {
            Assert.Null(await RefusalAsync(Max, function, id));
            Assert.Equal(403, await RefusalAsync(Mia, function, id));
        }

        Assert.Equal(403, await RefusalAsync(Rita, "ChangeDeal", _ofMax.Deal));
        Assert.Null(await RefusalAsync(Mia, "ChangeDeal", _ofNobody.Deal));
        Assert.Null(await RefusalAsync(Mia, "GetDeal", "nonsense")); // Nobody's: the route itself says 404.
    }

    [Fact]
    public async Task Names_are_told_of_ones_own_clients_and_of_nobodys()
    {
        var ids = $"{ContactOf(_ofMax)},{ContactOf(_ofNobody)},unknown";
        Assert.Equal(["sight@clients.example", "free@clients.example"], await NamesAsync(Max, ids));
        Assert.Equal(["free@clients.example"], await NamesAsync(Mia, ids));
    }

    [Fact]
    public async Task A_task_is_seen_by_whoever_is_to_do_it()
    {
        await _app.PatchTaskAsync(_ofMax.Task, new { assignee = "mia" });
        Assert.Null(await RefusalAsync(Mia, "ChangeTask", _ofMax.Task));
        Assert.Contains(_ofMax.Task, await TasksAsync(Mia));
        Assert.Contains(_ofMax.Task, await TasksAsync(Max));
    }

    [Fact]
    public async Task Who_did_it_is_who_called_whatever_the_body_says()
    {
        var (_, body) = await _app.CallAsync(
            request => _app.Get<WorkOnDeals>().ChangeAsync(As(Max, request), _ofMax.Deal, default),
            new { stage = "offer", by = "somebody" });
        Assert.Equal("max", body.GetProperty("history")[1].GetProperty("by").GetString());
    }

    private async Task<(string Task, string Deal, string Request)> WorkOnAsync(string id) => (
        IdOf(await _app.AddTaskAsync(id, new { title = "T", dueAt = "2026-03-05" })),
        IdOf(await _app.AddDealAsync(id, new { title = "D" })),
        IdOf(await _app.AddRequestAsync(id, new { subject = "R" })));

    private async Task<int?> RefusalAsync(Caller caller, string function, string id)
    {
        int? status = null;
        await _app.CallAsync(async request =>
        {
            request.RouteValues["id"] = id;
            var refusal = await _app.Get<StaffRules>().RefuseAsync(caller, RouteRights.Of(function), request);
            status = (refusal as IStatusCodeHttpResult)?.StatusCode;
            return refusal ?? Results.Ok();
        });
        return status;
    }

    private async Task<List<string>> TasksAsync(Caller caller, string query = "") =>
        Ids(await _app.CallAsync(request => _app.Get<WorkOnTasks>().ListAsync(As(caller, request), default), query: query));

    private async Task<List<string>> DealsAsync(Caller caller, string query = "") =>
        Ids(await _app.CallAsync(request => _app.Get<WorkOnDeals>().ListAsync(As(caller, request), default), query: query));

    private async Task<List<string>> RequestsAsync(Caller caller) =>
        Ids(await _app.CallAsync(request => _app.Get<WorkOnRequests>().ListAsync(As(caller, request), default)));

    private async Task<List<string>> NamesAsync(Caller caller, string ids) => Texts(
        await _app.CallAsync(request => _app.Get<NameClients>().RunAsync(As(caller, request), default), query: $"?ids={ids}"), "name");

    private static string ContactOf((string Task, string Deal, string Request) work) => ItemId.ContactOf(work.Task);

    private static List<string> Ids((int Status, JsonElement Body) list) => Texts(list, "id");

    private static HttpRequest As(Caller caller, HttpRequest request)
    {
        caller.Enter(request.HttpContext);
        return request;
    }
}
