using System.Text.Json;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class DealTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CrmBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_deal_goes_through_the_funnel_by_its_rules()
    {
        var id = await _app.PersonAsync("ann");
        var deal = IdOf(await _app.AddDealAsync(id, new { title = "Bikes", expectedAt = "2026-04-01", by = "anna" }));
        Assert.Equal([deal], Texts(await _app.DealsAsync("?stage=new"), "id"));

        Assert.Equal(200, (await _app.PatchDealAsync(deal, new { stage = "offer" })).Status);
        Assert.Empty(Texts(await _app.DealsAsync("?stage=new"), "id"));
        Assert.Equal([deal], Texts(await _app.DealsAsync("?stage=offer"), "id"));

        var (missing, why) = await _app.PatchDealAsync(deal, new { stage = "won" });
        Assert.Equal(409, missing);
        Assert.Equal(["amount"], List(why, "missing"));
        var (lost, reason) = await _app.PatchDealAsync(deal, new { stage = "lost" });
        Assert.Equal(409, lost);
        Assert.Equal(["reason"], List(reason, "missing"));

        var (won, body) = await _app.PatchDealAsync(deal, new { stage = "won", amount = 1500.50m });
        Assert.Equal((200, 1500.50m, "RUB"), (won, body.GetProperty("amount").GetDecimal(), body.GetProperty("currency").GetString()));
        Assert.Equal(
            ["new", "offer", "won"], body.GetProperty("history").EnumerateArray().Select(step => step.GetProperty("stage").GetString()));

        var (back, allowed) = await _app.PatchDealAsync(deal, new { stage = "offer" });
        Assert.Equal(409, back);
        Assert.Empty(List(allowed, "allowed"));
        Assert.Equal("won", Texts(await _app.DealsAsync("?stage=won"), "stage")[0]);
        var kinds = (await _app.TimelineAsync(id)).Count(entry => entry.GetProperty("kind").GetString() == "deal");
        Assert.Equal(3, kinds);
    }

    [Fact]
    public async Task A_shops_own_funnel_and_fields_are_kept_to()
    {
        var id = await _app.PersonAsync("bea");
        var funnel = new
        {
            stages = new object[]
            {
                new { id = "talk", name = "Talk", requires = Array.Empty<string>(), next = new[] { "contract" } },
                new { id = "contract", name = "Contract", requires = new[] { "contractNumber" }, next = new[] { "won" } },
                new { id = "won", name = "Won", requires = new[] { "amount" }, next = Array.Empty<string>() },
            },
        };
        Assert.Equal(200, (await _app.PutFunnelAsync(funnel)).Status);
        var deal = IdOf(await _app.AddDealAsync(id, new { title = "Lease" }));

        var (skip, allowed) = await _app.PatchDealAsync(deal, new { stage = "won", amount = 5 });
        Assert.Equal(409, skip);
        Assert.Equal(["contract"], List(allowed, "allowed"));
        Assert.Equal(["contractNumber"], List((await _app.PatchDealAsync(deal, new { stage = "contract" })).Body, "missing"));
        Assert.Equal(200, (await _app.PatchDealAsync(deal, new { stage = "contract", contractNumber = 726 })).Status);

        var (used, stage) = await _app.PutFunnelAsync(new { stages = new[] { new { id = "talk", name = "Talk" } } });
        Assert.Equal((409, "contract"), (used, stage.GetProperty("stage").GetString()));
        var nowhere = new { stages = new[] { new { id = "a", name = "A", next = new[] { "b" } } } };
        Assert.Equal(400, (await _app.PutFunnelAsync(nowhere)).Status);
        Assert.Equal(400, (await _app.PutFunnelAsync(new { stages = "none" })).Status);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Deals_of_a_manager_are_those_of_the_contacts_the_manager_has_now()
    {
        var (one, two) = (await _app.PersonAsync("cleo"), await _app.PersonAsync("dina"));
        await _app.ManageAsync(one, new { manager = "m1" });
        var deal = IdOf(await _app.AddDealAsync(one, new { title = "A" }));
        IdOf(await _app.AddDealAsync(two, new { title = "B" }));
        Assert.Equal([deal], Texts(await _app.DealsAsync("?manager=m1"), "id"));

        await _app.ManageAsync(one, new { manager = "m2", handOver = true });

        Assert.Empty(Texts(await _app.DealsAsync("?manager=m1"), "id"));
        Assert.Equal([deal], Texts(await _app.DealsAsync("?manager=m2&stage=new"), "id"));
        await _app.PatchDealAsync(deal, new { stage = "qualified" });
        Assert.Empty(Texts(await _app.DealsAsync("?manager=m2&stage=new"), "id"));
        Assert.Equal([deal], Texts(await _app.DealsAsync("?manager=m2"), "id"));
        Assert.Equal(2, Texts(await _app.DealsAsync(), "id").Count);
    }

    [Theory]
    [InlineData("{}", "title")]
    [InlineData("{\"title\":\"x\",\"amount\":\"a lot\"}", "amount")]
    [InlineData("{\"title\":\"x\",\"currency\":\"roubles\"}", "currency")]
    [InlineData("{\"title\":\"x\",\"stage\":\"heaven\"}", "stage")]
    [InlineData("{\"title\":\"x\",\"expectedAt\":\"32.01.2026\"}", "expectedAt")]
    public async Task A_deal_that_cannot_be_understood_says_what_to_mend(string body, string field)
    {
        var (status, answer) = await _app.AddDealAsync(await _app.PersonAsync("eve"), JsonDocument.Parse(body).RootElement);
        Assert.Equal(400, status);
        Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), answer.ToString());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_open_deal_or_request_is_asking_until_it_is_closed()
    {
        var id = await _app.PersonAsync("fran");
        await _app.RecomputeAsync();
        Assert.DoesNotContain("funnel-green-gold", await _app.SegmentsAsync(id));

        var request = IdOf(await _app.AddRequestAsync(id, new { subject = "Where is it?" }));
        await _app.RecomputeAsync();
        Assert.Contains("funnel-green-gold", await _app.SegmentsAsync(id));

        // An event of the person says nothing of requests, and must not end them.
        await _app.PersonAsync("fran");
        await _app.RecomputeAsync();
        Assert.Contains("funnel-green-gold", await _app.SegmentsAsync(id));
        await _app.RecomputeAsync(isRebuild: true);
        Assert.Contains("funnel-green-gold", await _app.SegmentsAsync(id));

        var deal = IdOf(await _app.AddDealAsync(id, new { title = "Bike" }));
        await _app.PatchRequestAsync(request, new { state = "closed" });
        await _app.RecomputeAsync();
        Assert.Contains("funnel-green-gold", await _app.SegmentsAsync(id));

        await _app.PatchDealAsync(deal, new { stage = "lost", reason = "price" });
        await _app.RecomputeAsync();
        Assert.DoesNotContain("funnel-green-gold", await _app.SegmentsAsync(id));
    }

    [Fact]
    public async Task Conversion_is_told_by_stage_from_what_deals_did()
    {
        var id = await _app.PersonAsync("gina");
        var (won, lost, open) = (
            IdOf(await _app.AddDealAsync(id, new { title = "A" })), IdOf(await _app.AddDealAsync(id, new { title = "B" })),
            IdOf(await _app.AddDealAsync(id, new { title = "C" })));
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await _app.PatchDealAsync(won, new { stage = "won", amount = 10 });
        await _app.PatchDealAsync(won, new { amount = 12 }); // Stays where it is.
        await _app.PatchDealAsync(lost, new { stage = "lost", reason = "price" });

        var (status, body) = await ConversionAsync();
        Assert.Equal(200, status);
        var first = body.GetProperty("stages")[0];
        Assert.Equal(
            "new 3 2 1 0.5 2",
            string.Join(
                ' ', new[] { "id", "entered", "left", "lost", "conversion", "medianDays" }.Select(name => first.GetProperty(name))));
        Assert.NotNull(open);

        foreach (var span in new[] { "?to=2026-02-01", "?from=2026-03-03T00:00:00Z" })
        {
            Assert.Equal(0, (await ConversionAsync(span)).Body.GetProperty("stages")[0].GetProperty("entered").GetInt32());
        }

        Assert.Equal(400, (await ConversionAsync("?from=soon")).Status);
        Assert.Equal(400, (await ConversionAsync("?from=2026-03-02&to=2026-03-01")).Status);
    }

    [Fact]
    public async Task Conversion_reads_one_range_a_shard_whatever_the_base_holds()
    {
        var id = await _app.PersonAsync("hugo");
        IdOf(await _app.AddDealAsync(id, new { title = "A" }));
        _app.Requests.Clear();
        await ConversionAsync();
        Assert.Equal(16 + 1, _app.Requests.Count); // And the funnel.
    }

    private Task<(int Status, JsonElement Body)> ConversionAsync(string query = "") =>
        _app.CallAsync(request => _app.Get<ShowConversion>().RunAsync(request, default), query: query);

    private static List<string?> List(JsonElement body, string property) =>
        [.. body.GetProperty(property).EnumerateArray().Select(one => one.GetString())];
}
