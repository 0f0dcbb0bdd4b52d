using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Products;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Crm.Interactions;
using ClientBase.Functions.Crm.Items;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Loyalty.Points;
using ClientBase.Functions.Products;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Visits;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>What the rule language reaches, each from what happens to the answer of a rule, by what changed and by a rebuild.</summary>
[Trait("Category", "Slow")]
public sealed class RuleReachTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly SegmentBase _base = new(azurite);
    private string _anna = "";

    // Somebody who has nothing of it is in the base too, and there is a rule, so that details are kept from the start.
    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        _anna = await _base.FileAsync(_base.SaysBy("anna@example.com", 50, "form:news").Field("city", "Казань").Build());
        await _base.FileAsync("nobody@example.com", 50);
        await _base.DefineAsync("all", "everyone");
        await _base.RecomputeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_bought_by_product_title_category_and_brand_in_a_window()
    {
        await Get<ProductStore>().SaveAsync(
            new StoredProduct("acme", "42", new ProductState(
                new ProductVersion("Чай зелёный", new Stamp(Now, "p")) { Category = "Tea", Brand = "Ahmad" }, null)),
            default);
        var tea = new OrderLine("42", null, "T42", "Чай зелёный", 1, 300m);
        await OrderAsync("1", daysAgo: 50, tea, new OrderLine("7", null, null, "Mug", 1, 90m));
        await OrderAsync("2", daysAgo: 5, new OrderLine("42", "v2", "T42", "Чай зелёный", 1, 320m, Discount: 20m));

        await HoldsAsync("bought product \"42\" at least 2 times within 60 days");
        await HoldsAsync("bought \"чай зеленый\" at least 2 times within 60 days");
        await HoldsAsync("not bought product \"42\" at least 2 times within 30 days");
        await HoldsAsync("bought product \"mug\" and not bought product \"mug\" within 30 days");
        await HoldsAsync("bought category \"tea\" at least 2 times and bought brand \"Ahmad\" within 7 days");
        await HoldsAsync("orders.discount = 20 and orders.discount within 2 days = 0 and orders.price >= 320");
    }

    [Fact]
    public async Task Product_kinds_that_become_known_later_count_too()
    {
        await OrderAsync("1", daysAgo: 5, new OrderLine("42", null, null, "Tea", 1, 300m));
        await _base.DefineAsync("tea", "bought category \"tea\"");
        await _base.RecomputeAsync();
        Assert.DoesNotContain("tea", (await _base.ScoresAsync(_anna)).Segments);

        var product = new ProductState(new ProductVersion("Tea", new Stamp(Now, "p")) { Category = "Tea" }, null);
        await Get<ProductStore>().SaveAsync(new StoredProduct("acme", "42", product), default);
        await _base.RecomputeAsync();

        Assert.Contains("tea", (await _base.ScoresAsync(_anna)).Segments);
    }

    [Fact]
    public async Task Returns_by_product()
    {
        await OrderAsync("1", daysAgo: 9, new OrderLine("42", null, null, "Tea", 1, 300m));
        var refund = new CaptureBuilder("r1", "shop:acme", "refund", Now.AddDays(-2)).ShopCustomer("acme", "anna")
            .Refund("acme", "1", "r", new Refund(100m) { Lines = [new RefundLine("42", 1, 100m)] });
        await _base.FileAsync(refund.Build());

        await HoldsAsync("refunded within 3 days and returned product \"42\" and orders.refunded = 100");
    }

    [Fact]
    public async Task Answers_of_forms()
    {
        await _base.FileAsync(_base.SaysBy("anna@example.com", 3, "form:nps").Data("score", "9").Build());
        await _base.FileAsync(_base.SaysBy("anna@example.com", 2, "form:review").Data("rating", 4).Data("productId", "42")
            .Field("custom.shoe size", "38").Field("interests", "tea, coffee").Build());

        await HoldsAsync("nps.score = 9 and review.rating < 5 and reviewed product \"42\" and gave score \"9\" within 7 days");
        await HoldsAsync("filled form \"nps\" within 4 days and not filled form \"quiz\"");
        await HoldsAsync("custom.shoe_size in 37..39 and interests = coffee and city in (\"казань\") and email ends with \"@example.com\"");
        await HoldsAsync("lastSeen within 3 days and firstSeen at least 50 days ago and source = \"form:news\"");
    }

    [Fact]
    public async Task An_open_cart_until_it_is_ordered()
    {
        var cart = _base.SaysBy("anna@example.com", 1, "shop:acme")
            .Cart("acme", "c1", [new CartItem("42", null, null, "Tea", 2, 50m)], null, "RUB", null);
        await _base.FileAsync(cart.Build());

        await HoldsAsync("asking.cart and cart.total = 100 and cart.product = \"42\" and cart.changed within 2 days");
        await HoldsAsync("not asking.request and not asking.deal");
        Assert.Contains("asking", (await _base.ScoresAsync(_anna)).Segments);
        Assert.Contains("funnel-green-gold", (await _base.ScoresAsync(_anna)).Segments);

        await _base.FileAsync(_base.SaysBy("anna@example.com", 0, "shop:acme").CartEnded("acme", "c1", Now).Build());
        await HoldsAsync("not asking.cart and cart.total is unknown");
        Assert.DoesNotContain("asking", (await _base.ScoresAsync(_anna)).Segments);
    }

    [Fact]
    public async Task Tasks_calls_and_answers_to_offers()
    {
        var task = new ClientTask("Call", Now.AddDays(-1), "vera", Now.AddDays(-2));
        await Get<TaskStore>().AddAsync(NewIds.Following(_anna, "task"), task, default);
        await InteractAsync(new { kind = "call", at = Now.AddDays(-1), durationSeconds = 60 });
        await InteractAsync(new { kind = "offer", at = Now.AddDays(-1), answer = "refused" });

        await HoldsAsync("tasks.open = 1 and tasks.due older than 1 hour and called within 2 days and refused offer");
        Assert.Contains("funnel-red-green", (await _base.ScoresAsync(_anna)).Segments);
    }

    [Fact]
    public async Task Visits_once_their_person_is_known_and_those_that_follow()
    {
        await VisitAsync("1", "product", new { productId = "42", url = "https://shop.example/tea" });
        await HoldsAsync("not viewed product \"42\"");

        await _base.FileAsync(_base.SaysBy("anna@example.com", 0, "form:news").Data("visitorId", "browser-1").Build());
        await HoldsAsync("viewed product \"42\" within 7 days and visited page \"/tea\"");

        await VisitAsync("2", "page", new { url = "https://shop.example/sale" });
        foreach (var message in await _base.TakeAsync<VisitorIdentified>(Queues.Identified))
        {
            await Get<LinkVisitor>().RunAsync(message, default);
        }

        await HoldsAsync("visited page \"https://shop.example/sale\" and visited page any at least 2 times");
    }

    [Fact]
    public async Task Places_in_the_base()
    {
        await OrderAsync("1", daysAgo: 9, new OrderLine("42", null, null, "Tea", 1, 300m));
        foreach (var i in Enumerable.Range(0, 9))
        {
            await _base.FileAsync($"p{i}@example.com", 20, (10, 10m + i));
        }

        await HoldsAsync("orders.total in top 10 %");
        await _base.DefineAsync("top", "orders.total in top 10 %");
        await _base.RecomputeAsync();
        Assert.Equal(1, (await _base.Store.CountAsync(default))["top"]);

        // Somebody else's order moves the limits of the base, and with them who did nothing.
        await _base.FileAsync("p0@example.com", 0, (1, 10_000m));
        await _base.RecomputeAsync();
        Assert.DoesNotContain("top", (await _base.ScoresAsync(_anna)).Segments);
        Assert.Equal(1, (await _base.Store.CountAsync(default))["top"]);
    }

    [Fact]
    public async Task What_nobody_told_is_not_known() => await HoldsAsync(
        "not opened campaign any and loyalty.points is unknown and not (forecast.alive < 40 %) and not clicked \"x\"");

    [Fact]
    public async Task Points_and_level_of_loyalty_as_orders_and_gifts_change_them()
    {
        await ProgramAsync(500);
        await OrderAsync("1", daysAgo: 80, new OrderLine("42", null, null, "Tea", 1, 400m));
        await OrderAsync("2", daysAgo: 3, new OrderLine("42", null, null, "Tea", 1, 200m));
        await GiveAsync(-5);
        await GiveAsync(30);

        await HoldsAsync("loyalty.points = 85 and loyalty.tier = silver and loyalty.spent = 600");
        await HoldsAsync("loyalty.expiring = 35 and loyalty.expires in the next 11 days and not loyalty.expires in the next 9 days");
        await HoldsAsync("loyalty.spent in top 50 %");

        var refund = new CaptureBuilder("r1", "shop:acme", "refund", Now).ShopCustomer("acme", "anna").Refund("acme", "2", "r", 150m);
        await _base.FileAsync(refund.Build());
        await HoldsAsync("loyalty.points = 70 and loyalty.tier is unknown and loyalty.spent = 450");

        await _base.DefineAsync("silver", "loyalty.tier = silver");
        await _base.RecomputeAsync();
        await ProgramAsync(400); // Nobody did anything: the level begins lower.
        await _base.RecomputeAsync();
        Assert.Contains($"silver entered {_anna}: the loyalty program was changed", await _base.ChangesAsync());

        _base.Clock.Advance(TimeSpan.FromDays(12)); // Nobody did anything: points expire.
        await _base.RecomputeAsync();
        await HoldsAsync("loyalty.points = 35 and loyalty.expiring = 0");
    }

    [Fact]
    public async Task Points_of_who_was_merged_are_the_survivors()
    {
        await ProgramAsync(500);
        var other = await _base.FileAsync(_base.SaysBy("anna@work.example", 9, "form:news").Build());
        await Get<PointsStore>().AddAsync(other, "gift-1", 40m, null, null, default);
        await GiveAsync(2);
        await Get<ContactMerging>().MergeAsync(_anna, other, isForced: true, new MergeCause("test"), default);

        await HoldsAsync("loyalty.points = 42");
    }

    [Fact]
    public async Task What_the_forecast_expects_as_the_card_shows_it()
    {
        foreach (var i in Enumerable.Range(0, 30))
        {
            await _base.FileAsync($"f{i}@example.com", 300, (290 - i, 500m), (200 - (i * 5), 700m), (40 + i, 900m));
        }

        foreach (var daysAgo in (int[])[310, 304, 298, 293, 290]) // Often, and then no more.
        {
            await OrderAsync($"{daysAgo}", daysAgo, new OrderLine("42", null, null, "Tea", 1, 600_000m));
        }

        await _base.RecomputeAsync();
        var card = (await Get<ContactForecasts>().OfAsync((await _base.CardAsync(_anna)).Contact, default))!;

        await HoldsAsync(string.Create(CultureInfo.InvariantCulture,
            $"forecast.alive = {card.PAlive * 100:0.####} % and value.year = {card.Value12m}")
            + string.Create(CultureInfo.InvariantCulture, $" and forecast.orders90d = {card.ExpectedOrders90d}"));
        await HoldsAsync(string.Create(CultureInfo.InvariantCulture,
            $"forecast.alive < {card.PAlive + 0.01:0.####} and value.year > {card.Value12m - 1} and forecast.atStake >= 0"));
        await HoldsAsync("forecast.atStake in top 5 %");
        Assert.True(card.NextOrderAt > Now);
        await HoldsAsync($"forecast.next in the next 365 days and forecast.next after {Now:yyyy-MM-dd}");
    }

    private Task ProgramAsync(decimal silver) => Get<LoyaltyTerms>().PutAsync(
        new LoyaltyProgram("RUB", [new LoyaltyTier("silver", silver, 3m)], 0.1m, "90d", null), default);

    private async Task GiveAsync(decimal points) =>
        Assert.False((await Get<PointsStore>().AddAsync(_anna, $"gift {points}", points, null, null, default))!.IsShort);

    private DateTimeOffset Now => _base.Clock.GetUtcNow();

    private T Get<T>()
        where T : class => _base.Get<T>();

    private async Task OrderAsync(string id, int daysAgo, params OrderLine[] lines)
    {
        var total = lines.Sum(line => line.Price);
        var order = new OrderVersion(Now.AddDays(-daysAgo), total, "RUB", Counts: true, default) { Lines = [.. lines] };
        await _base.FileAsync(
            _base.SaysBy("anna@example.com", daysAgo, "shop:acme").ShopCustomer("acme", "anna").Order("acme", id, order).Build());
    }

    private async Task InteractAsync(object body) => Assert.Equal(
        201, (await _base.CallAsync(request => Get<AddInteraction>().RunAsync(request, _anna, default), body)).Status);

    private async Task VisitAsync(string id, string kind, object more)
    {
        var one = JsonSerializer.SerializeToNode(more)!;
        (one["id"], one["kind"], one["at"]) = (id, kind, Now.AddMinutes(-1));
        var body = new { visitorId = "browser-1", events = new[] { one } };
        Assert.Equal(202, (await _base.CallAsync(request => Get<ReceiveVisits>().RunAsync(request, default), body)).Status);
    }

    // By what changed, by a trial, and by a rebuild.
    private async Task HoldsAsync(string rule)
    {
        await _base.RecomputeAsync();
        await _base.DefineAsync("tried", rule);
        await _base.RecomputeAsync();
        Assert.True((await _base.ScoresAsync(_anna)).Segments.Contains("tried"), $"recompute: {rule}");
        var trial = await Get<RuleTrial>().RunAsync(Rule.Parse(rule).Rule!, Now, isPast: false, default);
        Assert.True(trial.Sample.Contains(_anna), $"trial: {rule}");
        await _base.RebuildAsync();
        Assert.True((await _base.ScoresAsync(_anna)).Segments.Contains("tried"), $"rebuild: {rule}");
    }
}
