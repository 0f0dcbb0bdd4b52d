using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class StaffJourneyTests : IAsyncLifetime
{
    private const string Owner = "owner-key-of-tests-that-is-long-enough";
    private const string Marketer = "marketer-key-of-tests-long-enough-too";
    private const string Manager = "manager-key-of-tests-long-enough-too!";
    private const string OtherManager = "another-manager-key-of-tests-long-enough";
    private const string Reader = "readonly-key-of-tests-long-enough-too";

    private RunningAzurite? _azurite;
    private AppProcess? _app;

    private AppClient Client => _app!.Client;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        _app = await AppProcess.StartAsync(_azurite.ConnectionString, new Dictionary<string, string>(AppFixture.Settings)
        {
            ["Staff__olga__Key"] = Owner,
            ["Staff__olga__Role"] = "owner",
            ["Staff__mark__Key"] = Marketer,
            ["Staff__mark__Role"] = "marketer",
            ["Staff__max__Key"] = Manager,
            ["Staff__max__Role"] = "manager",
            ["Staff__mia__Key"] = OtherManager,
            ["Staff__mia__Role"] = "manager",
            ["Staff__rita__Key"] = Reader,
            ["Staff__rita__Role"] = "readonly",
            ["Staff__DailyContactReads"] = "4",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _azurite?.Stop();
    }

    [Fact]
    public async Task Everybody_does_what_their_role_allows_and_the_owner_reads_of_it()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(null, "api/contacts")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("nobody's key, which is long enough for one", "api/contacts")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(null, "api/health")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Owner, "api/contacts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(Marketer, "api/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(Marketer, "api/contacts/someone", HttpMethod.Delete)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(Manager, "api/campaigns")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(Manager, "api/contacts?take=51")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Manager, "api/contacts?take=50")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(Reader, "api/segments/potential/export")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Reader, "api/segments")).Status);

        var audit = await AuditAsync();
        Assert.Contains(audit, entry => entry is { Who: "mark", Action: "refused", What: "EraseContact someone" });
        Assert.Contains(audit, entry => entry is { Who: "olga", Action: "list", Count: 0 });
        Assert.DoesNotContain(Owner, _app!.Log);
    }

    [Fact]
    public async Task Who_has_read_enough_for_today_reads_no_more()
    {
        await DefineAsync();
        foreach (var person in Enumerable.Range(0, 3))
        {
            await Client.LeadAsync("staff", new { email = $"p{person}@staff.example" });
        }

        await Eventually.TrueAsync(
            async () => (await AskAsync(Owner, "api/contacts?q=staff.example")).Text.Contains("p2@staff.example", StringComparison.Ordinal),
            () => "three contacts");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Reader, "api/contacts?q=staff.example")).Status);
        var (status, text) = await AskAsync(Reader, "api/contacts?q=staff.example");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.DoesNotContain("staff.example", text);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Owner, "api/contacts?q=staff.example")).Status);

        var audit = (await AuditAsync()).Where(entry => entry.Who == "rita").ToList();
        Assert.Equal([("refused", null), ("list", (int?)3)], audit.Select(entry => (entry.Action, entry.Count)));
        Assert.DoesNotContain(audit, entry => entry.What.Contains("staff.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_manager_sees_their_own_clients_and_nobodys()
    {
        await DefineAsync();
        await Client.LeadAsync("staff", new { email = "mine@clients.example" });
        await Eventually.TrueAsync(async () => await FoundAsync(Owner) == 1, () => "the client");
        var (_, text) = await AskAsync(Owner, "api/contacts?email=mine@clients.example");
        var id = JsonSerializer.Deserialize<Page<ContactJson>>(text, JsonSerializerOptions.Web)!.Items[0].Id;
        Assert.Equal((1, 1), (await FoundAsync(Manager), await FoundAsync(OtherManager)));

        var assigned = await AskAsync(Manager, $"api/contacts/{id}/manager", HttpMethod.Put, """{"manager":"max"}""");
        Assert.Equal(HttpStatusCode.OK, assigned.Status);

        Assert.Equal((1, 0), (await FoundAsync(Manager), await FoundAsync(OtherManager)));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Manager, $"api/contacts/{id}/timeline")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(OtherManager, $"api/contacts/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(OtherManager, $"api/contacts/{id}/timeline")).Status);
        const string Note = """{"kind":"note","text":"Hello"}""";
        var interactions = $"api/contacts/{id}/interactions";
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(OtherManager, interactions, HttpMethod.Post, Note)).Status);
        Assert.Equal(HttpStatusCode.Created, (await AskAsync(Manager, interactions, HttpMethod.Post, Note)).Status);
    }

    private async Task<int> FoundAsync(string key) =>
        (await AskAsync(key, "api/contacts?email=mine@clients.example")).Text.Contains("mine@clients", StringComparison.Ordinal) ? 1 : 0;

    private async Task DefineAsync()
    {
        var (status, _) = await AskAsync(
            Marketer, "api/forms/staff", HttpMethod.Put, """{"kind":"newsletter","fields":[{"name":"email"}]}""");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<List<AuditEntry>> AuditAsync()
    {
        using var request = RequestOf(Owner, "api/audit?take=1000", HttpMethod.Get, null);
        using var response = await Client.SendAsync(request);
        return [.. (await AppClient.ReadAsync<Page<AuditEntry>>(response)).Items];
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(
        string? key, string path, HttpMethod? method = null, string? body = null)
    {
        using var request = RequestOf(key, path, method ?? HttpMethod.Get, body);
        using var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static HttpRequestMessage RequestOf(string? key, string path, HttpMethod method, string? body) => new(method, path)
    {
        Headers = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) },
        Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
    };
}
