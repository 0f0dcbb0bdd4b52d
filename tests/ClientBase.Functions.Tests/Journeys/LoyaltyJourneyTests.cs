using System.Net;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>A loyalty program from its definition to a friend's first order.</summary>
[Trait("Category", "Slow")]
public sealed class LoyaltyJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private AppClient Client => fixture.Client;

    [Fact]
    public async Task A_shop_starts_a_program_and_people_bring_friends()
    {
        await Client.SendJsonAsync<JsonElement>(HttpMethod.Put, "api/loyalty", new
        {
            currency = "USD",
            tiers = new[] { new { id = "silver", from = 100, discount = 5 } },
            pointsPer = 0.05,
            expiresAfter = "3650d",
            referral = new { inviter = 70, friend = new { percent = 15 } },
        });
        await Client.DefineFormAsync("bonus", new { kind = "landing", bonus = new { prefix = "HI", percent = 10 } });
        await Client.DefineFormAsync("bring", new { kind = "referral" });

        // A lead with a code of its own, that an order redeems.
        using var answer = await Client.PostFormAsync("bonus", new { email = "rosa@loyal-journey.example" });
        var own = (await AppClient.ReadAsync<JsonElement>(answer)).GetProperty("bonus").GetProperty("code").GetString()!;
        await Client.IdleAsync();
        var check = await Client.GetAsync<JsonElement>($"api/promo/{own}/check?total=200");
        Assert.Equal((true, 20m), (check.GetProperty("valid").GetBoolean(), check.GetProperty("discount").GetDecimal()));
        await OrderAsync(7001, 200m, "rosa@loyal-journey.example", own);
        var rosa = (await Client.ContactAsync("rosa@loyal-journey.example")).Id;
        var promo = await Client.GetAsync<JsonElement>($"api/promo/{own}");
        Assert.Equal(("redeemed", rosa), (promo.GetProperty("state").GetString(), promo.GetProperty("redeemedBy").GetString()));
        check = await Client.GetAsync<JsonElement>($"api/promo/{own}/check?total=200");
        Assert.False(check.GetProperty("valid").GetBoolean());

        // Her points, spent in part.
        var card = await Client.GetAsync<JsonElement>($"api/contacts/{rosa}");
        Assert.Equal(
            (10m, "silver", 5m),
            (Loyalty(card).GetProperty("points").GetDecimal(), Loyalty(card).GetProperty("tier").GetString(),
                Loyalty(card).GetProperty("discount").GetDecimal()));
        await Client.SendJsonAsync<JsonElement>(HttpMethod.Post, $"api/contacts/{rosa}/points", new { delta = -4, reason = "paid with" });

        // A friend.
        await Client.LeadAsync("bring", new
        {
            email = "friend@loyal-journey.example",
            referralCode = card.GetProperty("referral").GetProperty("code").GetString(),
        });
        await Client.IdleAsync();
        await OrderAsync(7002, 50m, "friend@loyal-journey.example");
        card = await Client.GetAsync<JsonElement>($"api/contacts/{rosa}");
        Assert.Equal(76m, Loyalty(card).GetProperty("points").GetDecimal());
        Assert.Equal(1, card.GetProperty("referral").GetProperty("invited").GetInt32());
        Assert.Contains(
            await Client.AllAsync<TimelineItem>($"api/contacts/{rosa}/timeline?take=100"), entry => entry.Kind == "points");
    }

    private static JsonElement Loyalty(JsonElement card) => card.GetProperty("loyalty");

    private async Task OrderAsync(long id, decimal total, string email, string? code = null)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(ShopBodies.ShopifyOrder(id, total, March, email: email))!;
        if (code is not null)
        {
            body["discount_codes"] = new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["code"] = code, ["amount"] = "20.00", ["type"] = "percentage" });
        }

        using var response = await Client.PostShopifyAsync(
            "acme", AppFixture.ShopifySecret, "orders/create", JsonSerializer.SerializeToUtf8Bytes(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Client.IdleAsync();
    }
}
