using System.Text;
using ClientBase.Functions.Sending.Links;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Security;

/// <summary>An app on the internet: a function key, staff, shops, a form, one contact. Attackers see it only through HTTP.</summary>
public sealed class SecuredApp : IAsyncLifetime
{
    public const string FunctionKey = "function-key-of-the-security-tests";
    public const string OwnerKey = "owner-key-of-the-security-tests-long-enough";
    public const string TypeformSecret = "typeform-secret";

    private RunningAzurite? _azurite;
    private AppProcess? _app;

    public AppProcess App => _app ?? throw new InvalidOperationException("The fixture is not initialized.");

    public HttpClient Http { get; private set; } = null!;

    public string ConnectionString => _azurite!.ConnectionString;

    /// <summary>What nobody but who configures the app is to know.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
    [
        FunctionKey, OwnerKey, TypeformSecret, AppFixture.ShopifySecret, AppFixture.WooSecret, AppFixture.InSalesSecret,
        AppFixture.StandardSecret, AppFixture.InboundSecret, AppFixture.TelegramSecret, AppFixture.Settings["Tokens__SigningKey"],
    ];

    /// <summary>Of the one contact.</summary>
    public string ContactId { get; private set; } = "";

    /// <summary>A good token for one purpose.</summary>
    public string Token(TokenPurpose purpose) => new TokenSigner(Encoding.UTF8.GetBytes(AppFixture.Settings["Tokens__SigningKey"]))
        .Sign(purpose, new ContactToken(ContactId, "spring"));

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        _app = await AppProcess.StartAsync(_azurite.ConnectionString, new Dictionary<string, string>(AppFixture.Settings)
        {
            ["LocalHost__FunctionKey"] = FunctionKey,
            ["Staff__olga__Key"] = OwnerKey,
            ["Staff__olga__Role"] = "owner",
            ["Forms__typed__Secret"] = TypeformSecret,
        });
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(App.Url, "/") };
        foreach (var form in new[] { "open", "typed" })
        {
            await OwnAsync(HttpMethod.Put, $"api/forms/{form}", """{"kind":"newsletter"}""");
        }

        ContactId = await NewContactAsync("anna@attack.example");
    }

    /// <summary>Somebody who has filled in the form; their contact's id.</summary>
    public async Task<string> NewContactAsync(string email)
    {
        using var posted = await Http.PostAsync("api/forms/open", Json($$"""{"email":"{{email}}","name":"Anna"}"""));
        Assert.True(posted.IsSuccessStatusCode);
        var id = "";
        await Eventually.TrueAsync(async () => (id = await FindAsync(email)).Length > 0, () => "the contact");
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _azurite?.Stop();
    }

    /// <summary>Calls a keyed route as its owner does; the answer's text.</summary>
    public async Task<string> OwnAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = Owned(method, path);
        request.Content = body is null ? null : Json(body);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text;
    }

    /// <summary>A request with the keys of the owner.</summary>
    public static HttpRequestMessage Owned(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", FunctionKey);
        request.Headers.Add("Authorization", $"Bearer {OwnerKey}");
        return request;
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private async Task<string> FindAsync(string email)
    {
        using var found = System.Text.Json.JsonDocument.Parse(await OwnAsync(HttpMethod.Get, $"api/contacts?email={email}"));
        var items = found.RootElement.GetProperty("items");
        return items.GetArrayLength() == 0 ? "" : items[0].GetProperty("id").GetString()!;
    }
}
