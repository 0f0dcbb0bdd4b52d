using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Operations;
using ClientBase.Functions.Sending.Channels.Webhook;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>Steps that cannot be done: tried again after pauses that grow, then given up where it can be seen and put back.</summary>
public sealed class FailingStepTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly JsonObject Promo = new() { ["promo"] = new JsonObject { ["percent"] = 10, ["validFor"] = "30d" } };

    private readonly Receiver _receiver = new();
    private RunBase? _app;

    private RunBase App => _app!;

    public async ValueTask InitializeAsync()
    {
        _app = new RunBase(
            azurite,
            new() { ["Webhooks:Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" },
            services => services.AddHttpClient(WebhookChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => _receiver));
        await _app.CreateAsync();
    }

    public ValueTask DisposeAsync()
    {
        App.Requests.BreakAt = null;
        App.Dispose();
        _receiver.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_promo_code_that_cannot_be_made_is_tried_ten_times_then_lies_among_the_poison_and_goes_on_once_put_back()
    {
        await App.DefineAsync("gift", new { on = "form" }, [Promo.DeepClone(), Send("Gift"), Wait("1d"), Send("Later")]);
        App.Requests.BreakAt = text => text.Contains(Tables.Loyalty, StringComparison.Ordinal);
        var ana = await App.FillAsync("ana@example.com");
        var run = Assert.Single(await App.RunsAsync("gift", ana));
        Assert.Equal(("active", "failing"), (run.GetProperty("state").GetString(), run.GetProperty("reason").GetString()));
        Assert.Equal("steps[0]", run.GetProperty("trouble").GetProperty("step").GetString());
        Assert.StartsWith("planned failing steps[0]: ", await WhyAsync("gift", ana), StringComparison.Ordinal);

        await FailOnAsync("gift", ana, tries: 10);
        Assert.Equal("entered 1 active 0 completed 0 exited 1 goal 0", await App.StatsAsync("gift"));
        Assert.Equal(1, await FailedAsync("gift"));
        Assert.StartsWith("failed steps[0]: ", await WhyAsync("gift", ana), StringComparison.Ordinal);
        var poison = Assert.Single(await App.Get<QueueStore>().PeekPoisonAsync(Queues.AutomationSteps, default));
        Assert.Equal((10, $"retry of {ana}"), (poison.Attempts, poison.Summary));
        Assert.StartsWith("RunAutomationStep: gift steps[0]: ", poison.Cause, StringComparison.Ordinal);
        Assert.Empty(await App.RowsAsync(Tables.Contacts, "n|00"));

        App.Requests.BreakAt = null;
        await App.PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(await App.OutboxAsync());
        Assert.Equal(1, await App.Get<QueueStore>().ReplayPoisonAsync(Queues.AutomationSteps, default));
        await App.SettleAsync();
        Assert.Equal(["Gift"], await App.SubjectsAsync());
        Assert.Equal("entered 1 active 1 completed 0 exited 0 goal 0", await App.StatsAsync("gift"));
        Assert.Equal(0, await FailedAsync("gift"));

        await App.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(["Gift", "Later"], await App.SubjectsAsync());
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await App.StatsAsync("gift"));
    }

    [Fact]
    public async Task A_webhook_that_does_not_answer_is_called_after_pauses_that_grow_and_always_under_one_id()
    {
        var hook = new JsonObject { ["webhook"] = new JsonObject { ["url"] = "https://erp.example/hook" } };
        await App.DefineAsync("hook", new { on = "form" }, [hook, Send("Done")]);
        _receiver.Answer = HttpStatusCode.ServiceUnavailable;
        var ana = await App.FillAsync("ana@example.com");
        for (var tries = 2; tries <= 4; tries++)
        {
            var pause = RunTrouble.PauseAfter(tries - 1);
            await App.PassAsync(pause - TimeSpan.FromSeconds(1));
            Assert.Equal(tries - 1, _receiver.Ids.Count);
            await App.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(tries, _receiver.Ids.Count);
        }

        _receiver.Answer = HttpStatusCode.NoContent;
        await App.PassAsync(RunTrouble.PauseAfter(4));
        Assert.Equal(["Done"], await App.SubjectsAsync());
        Assert.Single(_receiver.Ids.Distinct());
        var run = Assert.Single(await App.RunsAsync("hook", ana));
        Assert.Equal("completed", run.GetProperty("state").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.GetProperty("trouble").ValueKind);
        Assert.Empty(await App.Get<QueueStore>().PeekPoisonAsync(Queues.AutomationSteps, default));
    }

    [Fact]
    public async Task Points_that_cannot_be_written_end_the_run_and_nobody_elses()
    {
        await App.Get<LoyaltyTerms>().PutAsync(new Domain.Loyalty.LoyaltyProgram("EUR", [], 0.05m, null, null), default);
        await App.DefineAsync("points", new { on = "form" }, [new JsonObject { ["points"] = 50, ["reason"] = "hello" }, Send("Points")]);
        var broken = await App.FileAsync(App.Form("broken@example.com", "other", agrees: true, more: null, id: "b0"));
        App.Requests.BreakAt = path => path.Contains($"'p|{broken}|l'", StringComparison.Ordinal);
        await App.FillAsync("broken@example.com");
        var well = await App.FillAsync("well@example.com");
        await FailOnAsync("points", broken, tries: 10);
        Assert.Equal("completed", Assert.Single(await App.RunsAsync("points", well)).GetProperty("state").GetString());
        Assert.Equal(["Points"], await App.SubjectsAsync());

        App.Requests.BreakAt = null;
        await App.Get<QueueStore>().ReplayPoisonAsync(Queues.AutomationSteps, default);
        await App.Get<QueueStore>().ReplayPoisonAsync(Queues.AutomationSteps, default);
        await App.SettleAsync();
        Assert.Equal(["Points", "Points"], await App.SubjectsAsync());
        Assert.Equal(50m, (await App.CardAsync(broken)).Account.Entries.Values.Sum(entry => entry.Delta));
    }

    [Fact]
    public async Task What_a_visit_begins_fails_by_itself_and_leaves_the_message_of_the_visit_alone()
    {
        await App.DefineAsync("seen", new { on = "visit", url = "/tea" }, [Promo.DeepClone(), Send("Tea")]);
        var ana = await App.FillAsync("ana@example.com");
        App.Requests.BreakAt = text => text.Contains(Tables.Loyalty, StringComparison.Ordinal);
        await App.Get<RunQueues>().PutAsync(ana, [new Happening("visit", "visit v1") { Enter = ["seen"] }], default);
        await App.SettleAsync();
        Assert.Equal("failing", Assert.Single(await App.RunsAsync("seen", ana)).GetProperty("reason").GetString());

        App.Requests.BreakAt = null;
        await App.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["Tea"], await App.SubjectsAsync());
    }

    [Fact]
    public async Task A_cart_that_cannot_be_looked_at_is_tried_later_and_given_up_where_it_can_be_put_back()
    {
        await App.DefineAsync("cart", new { on = "cart.abandoned", idle = "15m" }, [Send("Cart")], new { purpose = "service" });
        var ana = (await App.TellAsync(Shops.Deliveries.Shopify("checkouts/create", """
            {"token":"k1","cart_token":"t1","currency":"EUR","email":"ana@example.com","updated_at":"2026-03-01T12:00:00Z",
            "total_price":"10.00","line_items":[{"product_id":11,"title":"Tea","quantity":1,"price":"10.00"}]}
            """, App.Clock.GetUtcNow())))!;
        App.Clock.Advance(TimeSpan.FromMinutes(15));
        App.Requests.BreakAt = path => path.Contains($"c|{ana}", StringComparison.Ordinal);
        await App.TimeAsync();
        var due = Assert.Single(await App.RowsAsync(Tables.Contacts, "n|00"));
        Assert.Equal(("idle", 1), (due.GetString("What"), due.GetInt32("Tries")));

        for (var tries = 2; tries <= RunTrouble.MaxTries; tries++)
        {
            await App.PassAsync(RunTrouble.PauseAfter(tries - 1));
        }

        Assert.Empty(await App.RowsAsync(Tables.Contacts, "n|00"));
        Assert.Equal($"idle of {ana}", Assert.Single(await App.Get<QueueStore>().PeekPoisonAsync(Queues.AutomationSteps, default)).Summary);
        App.Requests.BreakAt = null;
        await App.Get<QueueStore>().ReplayPoisonAsync(Queues.AutomationSteps, default);
        await App.SettleAsync();
        Assert.Equal(["Cart"], await App.SubjectsAsync());
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_tried_ten_times_then_lies_among_the_poison_and_goes_on_once_mended_and_put_back()
    {
        await App.DefineAsync("broken", new { on = "form" }, [Wait("1d"), Send("Mended")]);
        await App.FillAsync("ana@example.com");
        var table = App.Get<TableServiceClient>().GetTableClient(Tables.Contacts);
        var row = Assert.Single(await App.RowsAsync(Tables.Contacts, "p|"), one => one.RowKey.Contains("|n|", StringComparison.Ordinal));
        var whole = row.GetString("Run");
        row["Run"] = whole[..20];
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);

        await App.PassAsync(TimeSpan.FromDays(1));
        var due = Assert.Single(await App.RowsAsync(Tables.Contacts, "n|00"));
        Assert.Equal(("step", 1), (due.GetString("What"), due.GetInt32("Tries")));
        for (var tries = 2; tries <= RunTrouble.MaxTries; tries++)
        {
            await App.PassAsync(RunTrouble.PauseAfter(tries - 1));
        }

        Assert.Empty(await App.RowsAsync(Tables.Contacts, "n|00"));
        var poison = Assert.Single(await App.Get<QueueStore>().PeekPoisonAsync(Queues.AutomationSteps, default));
        Assert.Equal(RunTrouble.MaxTries, poison.Attempts);

        row["Run"] = whole;
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);
        await App.Get<QueueStore>().ReplayPoisonAsync(Queues.AutomationSteps, default);
        await App.SettleAsync();
        Assert.Equal(["Mended"], await App.SubjectsAsync());
        Assert.Empty(await App.RowsAsync(Tables.Contacts, "n|00"));
    }

    private async Task FailOnAsync(string automation, string contactId, int tries)
    {
        for (var tried = 2; tried <= tries; tried++)
        {
            await App.PassAsync(RunTrouble.PauseAfter(tried - 1));
        }

        var run = Assert.Single(await App.RunsAsync(automation, contactId));
        Assert.Equal(("exited", "failed"), (run.GetProperty("state").GetString(), run.GetProperty("reason").GetString()));
        Assert.Equal(tries, run.GetProperty("history").EnumerateArray().Count(one => one.GetProperty("outcome").GetString() == "failed"));
    }

    private async Task<int> FailedAsync(string automation)
    {
        var (_, body) = await App.CallAsync(request =>
            App.Get<Functions.Automations.Defining.ShowAutomations>().GetAsync(request, automation, default));
        return body.GetProperty("stats").GetProperty("failed").GetInt32();
    }

    private async Task<string> WhyAsync(string automation, string contactId)
    {
        var (_, body) = await App.CallAsync(request => App.Get<ExplainCampaign>().RunAsync(request, contactId, automation, default));
        var reasons = body.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
        return string.Join(' ', [body.GetProperty("outcome").GetString(), .. reasons]);
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public HttpStatusCode Answer { get; set; }

        public List<string> Ids { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Ids.Add(Assert.Single(request.Headers.GetValues("webhook-id")));
            return Task.FromResult(new HttpResponseMessage(Answer));
        }
    }
}
