using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ClientBase.Functions.Tests.Mcp;

/// <summary>The tools as the protocol's own client meets them, for each role.</summary>
[Trait("Category", "Slow")]
public sealed class McpTests : IAsyncLifetime
{
    private const string Owner = "owner-key-of-mcp-that-is-long-enough-to-be-one";
    private const string Marketer = "marketer-key-of-mcp-that-is-long-enough-too";
    private const string Manager = "manager-key-of-mcp-that-is-long-enough-too!";
    private const string Reader = "readonly-key-of-mcp-that-is-long-enough-too";
    private const string Email = "anna.tools@mcp.example";
    private const string Phone = "+79161234567";

    private RunningAzurite? _azurite;
    private AppProcess? _app;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        var settings = new Dictionary<string, string>(AppFixture.Settings) { ["Staff__DailyContactReads"] = "6" };
        foreach (var (name, key, role) in new[]
        {
            ("olga", Owner, "owner"), ("mark", Marketer, "marketer"), ("max", Manager, "manager"), ("rita", Reader, "readonly"),
        })
        {
            (settings[$"Staff__{name}__Key"], settings[$"Staff__{name}__Role"]) = (key, role);
        }

        _app = await AppProcess.StartAsync(_azurite.ConnectionString, settings);
        await SendAsync(HttpMethod.Put, "api/forms/tools", new { kind = "newsletter", fields = new[] { new { name = "email" } } });
        await _app.Client.LeadAsync(
            "tools", new { email = Email, phone = Phone, name = "Анна Инструментова", city = "Казань", shoe = "42" });
        await Eventually.TrueAsync(
            async () => (await SendAsync(HttpMethod.Get, $"api/contacts?email={Email}")).Contains(Phone, StringComparison.Ordinal),
            () => "the contact");
        await Eventually.TrueAsync(
            async () => (await SendAsync(HttpMethod.Get, "api/segments/potential")).Contains("\"count\":1", StringComparison.Ordinal),
            () => "a segment that holds them");
    }

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _azurite?.Stop();
    }

    [Fact]
    public async Task Tools_do_what_the_callers_role_may_and_the_audit_tells_of_it()
    {
        await using var owner = await ConnectAsync(Owner);
        var tools = (await owner.ListToolsAsync()).Select(tool => tool.Name).Order(StringComparer.Ordinal);
        string[] told =
        [
            "campaign_plan", "contact_card", "draft_campaign", "draft_segment", "find_contacts", "preview_segment", "report",
            "segment_changes", "why",
        ];
        Assert.Equal(told, tools);

        // Who may export sees people as they are, others do not.
        var id = await AssertSeenAsync(owner, isOpen: true);
        await using var marketer = await ConnectAsync(Marketer);
        await AssertSeenAsync(marketer, isOpen: true);
        await using var manager = await ConnectAsync(Manager);
        await AssertSeenAsync(manager, isOpen: false);
        await using var reader = await ConnectAsync(Reader);
        await AssertSeenAsync(reader, isOpen: false);

        var card = await TextAsync(reader, "contact_card", new() { ["contact"] = id });
        AssertHidden(card);
        AssertHidden(await TextAsync(reader, "preview_segment", new() { ["rule"] = "city = \"Казань\"" }));
        Assert.Contains("\"columns\"", await TextAsync(reader, "report", new() { ["name"] = "base" }), StringComparison.Ordinal);

        await AssertDraftsAsync(marketer, reader, id);
        await AssertAuditAsync(id);
    }

    [Fact]
    public async Task Contacts_that_tools_show_count_to_what_one_may_read_a_day()
    {
        await using var reader = await ConnectAsync(Reader);
        for (var read = 0; read < 6; read++)
        {
            Assert.NotEqual(true, (await FindAsync(reader)).IsError);
        }

        var over = await FindAsync(reader);
        Assert.Equal(true, over.IsError);
        Assert.Contains("429", TextOf(over), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_a_key_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/mcp")
        {
            Content = JsonContent.Create(new { jsonrpc = "2.0", id = 1, method = "tools/list" }),
        };
        using var response = await _app!.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<string> AssertSeenAsync(McpClient client, bool isOpen)
    {
        var found = TextOf(await FindAsync(client));
        if (isOpen)
        {
            Assert.Contains(Email, found, StringComparison.Ordinal);
            Assert.Contains(Phone, found, StringComparison.Ordinal);
        }
        else
        {
            AssertHidden(found);
        }

        return JsonDocument.Parse(found).RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static void AssertHidden(string text)
    {
        foreach (var said in new[] { "anna", "mcp.example", "9161234567", "Анна", "Инструментова", "42" })
        {
            Assert.DoesNotContain($"\"{said}", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(Email, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("***", text, StringComparison.Ordinal);
    }

    private async Task AssertDraftsAsync(McpClient marketer, McpClient reader, string contact)
    {
        var segment = new Dictionary<string, object?> { ["segment"] = "drafted", ["name"] = "Казань", ["rule"] = "city = \"Казань\"" };
        Assert.Contains("403", await RefusedAsync(reader, "draft_segment", segment), StringComparison.Ordinal);
        Assert.Contains("\"drafted\"", await TextAsync(marketer, "draft_segment", segment), StringComparison.Ordinal);
        Assert.Contains("already", await RefusedAsync(marketer, "draft_segment", segment), StringComparison.Ordinal);

        var campaign = new Dictionary<string, object?>
        {
            ["campaign"] = "drafted",
            ["segment"] = "drafted",
            ["subject"] = "Привет",
            ["text"] = "{{ unsubscribeUrl }}",
        };
        Assert.Contains("403", await RefusedAsync(reader, "draft_campaign", campaign), StringComparison.Ordinal);
        Assert.Contains("\"draft\"", await TextAsync(marketer, "draft_campaign", campaign), StringComparison.Ordinal);
        await SendAsync(HttpMethod.Post, "admin/functions/DispatchCampaigns", new { input = "" });
        await SendAsync(HttpMethod.Post, "api/campaigns/drafted/test", new { to = "me@mcp.example" }, mayFail: true);
        Assert.Contains("\"draft\"", await SendAsync(HttpMethod.Get, "api/campaigns/drafted"), StringComparison.Ordinal);
        var plan = await TextAsync(marketer, "campaign_plan", new() { ["campaign"] = "drafted" });
        Assert.Contains("\"items\"", plan, StringComparison.Ordinal);
        var why = new Dictionary<string, object?> { ["contact"] = contact, ["campaign"] = "drafted" };
        Assert.Contains("\"outcome\"", await TextAsync(marketer, "why", why), StringComparison.Ordinal);
        var changes = await TextAsync(marketer, "segment_changes", new() { ["segment"] = "potential" });
        Assert.Contains(contact, changes, StringComparison.Ordinal);

        await SendAsync(HttpMethod.Post, "api/campaigns/drafted/send", new { });
        Assert.Contains("no draft", await RefusedAsync(marketer, "draft_campaign", campaign), StringComparison.Ordinal);
    }

    private async Task AssertAuditAsync(string contact)
    {
        var audit = JsonSerializer.Deserialize<Page<AuditEntry>>(
            await SendAsync(HttpMethod.Get, "api/audit?take=1000"), JsonSerializerOptions.Web)!.Items;
        Assert.Contains(audit, entry => entry is { Who: "rita", Action: "list", Count: 1 });
        Assert.Contains(audit, entry => entry is { Who: "rita", Action: "card" } && entry.What == contact);
        Assert.Contains(audit, entry => entry is { Who: "rita", Action: "refused", What: "PutSegment drafted" });
        Assert.Contains(audit, entry => entry is { Who: "mark", Action: "segment.define", What: "drafted" });
        Assert.Contains(audit, entry => entry is { Who: "mark", Action: "campaign.define", What: "drafted" });
        Assert.DoesNotContain(audit, entry => entry.What.Contains("mcp.example", StringComparison.Ordinal));
    }

    private Task<McpClient> ConnectAsync(string key) => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(_app!.Url, "api/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
    }));

    private static async Task<CallToolResult> FindAsync(McpClient client) =>
        await client.CallToolAsync("find_contacts", new Dictionary<string, object?> { ["q"] = "anna.tools" });

    private static async Task<string> TextAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments);
        Assert.True(result.IsError != true, $"{tool}: {TextOf(result)}");
        return TextOf(result);
    }

    private static async Task<string> RefusedAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments);
        Assert.True(result.IsError == true, $"{tool}: {TextOf(result)}");
        return TextOf(result);
    }

    private static string TextOf(CallToolResult result) =>
        string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    private async Task<string> SendAsync(HttpMethod method, string path, object? body = null, bool mayFail = false)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Owner);
        using var response = await _app!.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(mayFail || response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text;
    }
}
