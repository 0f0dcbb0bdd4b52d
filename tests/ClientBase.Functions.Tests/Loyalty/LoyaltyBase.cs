using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Loyalty.Points;
using ClientBase.Functions.Loyalty.Promo;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Loyalty;

/// <summary>A base with a loyalty program, and what is done with it.</summary>
internal sealed class LoyaltyBase(AzuriteFixture azurite) : TestApp(azurite)
{
    /// <summary>Points for one unit of money.</summary>
    public const decimal PointsPer = 0.05m;

    private int _captures;

    /// <summary>Five points for a hundred, two levels, a hundred points for a friend.</summary>
    public Task DefineAsync(string? expiresAfter = "365d") => Get<LoyaltyTerms>().PutAsync(
        new LoyaltyProgram(
            "RUB",
            [new("silver", 1000m, 5m), new("gold", 5000m, 10m)],
            PointsPer,
            expiresAfter,
            new ReferralTerms(100m, new FriendGift(15m))),
        default);

    public Task<(int Status, JsonElement Body)> PutAsync(string body) =>
        CallAsync(request => Get<DefineLoyalty>().PutAsync(request, default), JsonSerializer.Deserialize<JsonElement>(body));

    public Task<(int Status, JsonElement Body)> GetProgramAsync() =>
        CallAsync(request => Get<DefineLoyalty>().GetAsync(request, default));

    public Task<(int Status, JsonElement Body)> GiveAsync(string id, object body, string? key = null) =>
        CallAsync(request => Get<GivePoints>().RunAsync(Keyed(request, key), id, default), body);

    public Task<(int Status, JsonElement Body)> PointsAsync(string id) =>
        CallAsync(request => Get<GivePoints>().ShowAsync(request, id, default));

    public async Task<List<string>> MakeCodesAsync(object body, string? key = null)
    {
        var (status, answer) = await CallAsync(request => Get<IssuePromo>().RunAsync(Keyed(request, key), default), body);
        Assert.Equal(201, status);
        return [.. answer.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)];
    }

    public Task<(int Status, JsonElement Body)> MakeCodesRefusedAsync(object body) =>
        CallAsync(request => Get<IssuePromo>().RunAsync(request, default), body);

    public Task<(int Status, JsonElement Body)> PromoAsync(string code) =>
        CallAsync(request => Get<ReadPromo>().GetAsync(request, code, default));

    public async Task<JsonElement> CheckAsync(string code, string query = "")
    {
        var (status, body) = await CallAsync(request => Get<ReadPromo>().CheckAsync(request, code, default), query: query);
        Assert.Equal(200, status);
        return body;
    }

    /// <summary>Why a code cannot be used; null when it can.</summary>
    public async Task<string?> WhyNotAsync(string code, string query = "")
    {
        var check = await CheckAsync(code, query);
        Assert.Equal(check.GetProperty("reason").GetString() is null, check.GetProperty("valid").GetBoolean());
        return check.GetProperty("reason").GetString();
    }

    /// <summary>What the API shows of a contact.</summary>
    public async Task<JsonElement> ShownAsync(string id)
    {
        var (status, body) = await CallAsync(request => Get<ReadContacts>().GetAsync(request, id, default));
        Assert.Equal(200, status);
        return body;
    }

    public async Task<decimal> BalanceAsync(string id) => (await ShownAsync(id)).GetProperty("loyalty").GetProperty("points").GetDecimal();

    public async Task<int> InvitedAsync(string id) => (await ShownAsync(id)).GetProperty("referral").GetProperty("invited").GetInt32();

    public async Task<string> CodeAsync(string id) =>
        (await ShownAsync(id)).GetProperty("referral").GetProperty("code").GetString()!;

    public CapturedEvent Form(string email, string? referralCode = null, string? phone = null, DateTimeOffset? at = null)
    {
        var capture = Start("form:join", "form", email, at).Name(email, null, null).Field(ReferralCode.Field, referralCode);
        return (phone is not null && PhoneNumber.TryParse(phone, null, out var number) ? capture.Phone(number) : capture).Build();
    }

    public CapturedEvent Order(
        string? email,
        string order,
        decimal total,
        bool counts = true,
        string currency = "RUB",
        DateTimeOffset? at = null,
        DateTimeOffset? placedAt = null,
        params string[] codes) => Start("shop:acme", "order", email, at)
            .Order(
                "acme",
                order,
                new OrderVersion(placedAt ?? at ?? Clock.GetUtcNow(), total, currency, counts, default) { Codes = [.. codes] })
            .Build();

    public CapturedEvent Refund(string order, string refund, decimal amount) =>
        Start("shop:acme", "refund", null, null).Refund("acme", order, refund, amount).Build();

    private CaptureBuilder Start(string source, string kind, string? email, DateTimeOffset? at)
    {
        _ = EmailAddress.TryParse(email is null ? null : $"{email}@loyal.example", out var address);
        return new CaptureBuilder($"c{Interlocked.Increment(ref _captures)}", source, kind, at ?? Clock.GetUtcNow()).Email(address);
    }

    private static HttpRequest Keyed(HttpRequest request, string? key)
    {
        request.Headers["Idempotency-Key"] = key;
        return request;
    }
}

/// <summary>Tests on such a base.</summary>
public abstract class LoyaltyTest(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private protected AzuriteFixture Azurite { get; } = azurite;

    private protected LoyaltyBase App { get; } = new(azurite);

    public async ValueTask InitializeAsync() => await App.CreateAsync();

    public ValueTask DisposeAsync()
    {
        App.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
