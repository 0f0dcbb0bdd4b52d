using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Reading;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Automations;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Trials;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Segments;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Automations;

/// <summary>A backtest on the first days of the UCI log of a British shop, against the same orders coming in one by one.</summary>
[Trait("Category", "Slow")]
public sealed class RetailBacktestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Orders = 600;
    private const int FiledAtOnce = 64;
    private const int Years = 15; // The log is of 2010.

    [PublicDataFact(UciRetail.Log)]
    public async Task A_backtest_of_a_preset_is_what_the_orders_would_have_come_to_one_by_one()
    {
        using var app = new SegmentBase(azurite);
        await app.CreateAsync();
        var orders = Read();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in orders.Chunk(FiledAtOnce))
        {
            foreach (var (customer, id) in await Task.WhenAll(
                some.Select(async order => (order.Customer, await app.FileAsync(Capture(order))))))
            {
                ids[customer] = id;
            }
        }

        await app.RecomputeAsync();
        var definition = AutomationJson.Read(AutomationPresets.Find("cross-sell")!.In("en")).Definition!;
        await app.Get<AutomationStore>().PutAsync("cross-sell", definition, false, null, app.Clock.GetUtcNow(), default);

        var (status, backtest) = await app.CallAsync(
            request => app.Get<BacktestAutomation>().RunAsync(request, "cross-sell", default), query: "?days=120");

        Assert.Equal(200, status);
        var simulated = Simulate(
            definition, [.. orders.Select(order => order with { Customer = ids[order.Customer] })], Agreed(orders, ids));
        Assert.True(simulated.Entered > 100 && simulated.Sent > 50 && simulated.Bought > 5, simulated.ToString());
        Assert.Equal(
            simulated,
            new Figures(Number("entered"), Number("wouldSend"), Stopped("no-consent"), Stopped("order"), Number("boughtAnyway")));
        Assert.Equal(simulated.Entered, simulated.Sent + simulated.NoConsent + simulated.Ordered);

        int Number(string name) => backtest.GetProperty(name).GetInt32();
        int Stopped(string reason) => backtest.GetProperty("stopped").TryGetProperty(reason, out var count) ? count.GetInt32() : 0;
    }

    // As it would have run: a clock goes from one thing to the next, and each person's step is done when it is due.
    private static Figures Simulate(AutomationDefinition definition, List<Order> orders, HashSet<string> agreed)
    {
        var clock = new FakeTimeProvider(orders.Min(order => order.At));
        var walk = new AutomationWalk("cross-sell", definition);
        var runs = new List<Run>();
        var due = new PriorityQueue<object, (DateTimeOffset, int)>(orders.Select(order => ((object)order, (order.At, 0))));
        while (due.TryDequeue(out var what, out var at))
        {
            clock.SetUtcNow(at.Item1);
            if (what is Order order)
            {
                Order(order);
            }
            else
            {
                Step((Run)what);
            }
        }

        return new Figures(
            runs.Count,
            runs.Count(run => run.Outcome == "sent"),
            runs.Count(run => run.Outcome == "no-consent"),
            runs.Count(run => run.Outcome == "order"),
            runs.Count(run => run.HasBought));

        void Order(Order order)
        {
            var own = runs.Where(run => run.Contact == order.Customer).ToList();
            foreach (var run in own)
            {
                run.HasBought |= order.At > run.EnteredAt && order.At <= run.EnteredAt + definition.Goal!.Within;
                run.Outcome ??= order.At > run.EnteredAt ? "order" : null;
            }

            var key = OnceKeys.Of(
                definition,
                new Occasion(order.Number, order.At) { Order = order.Number },
                TimeZoneInfo.Utc,
                [.. own.Select(run => new EarlierEntry(run.Key, run.EnteredAt))]);
            if (key is not null)
            {
                var run = new Run(order.Customer, key, order.At) { Position = walk.Start };
                runs.Add(run);
                Step(run);
            }
        }

        void Step(Run run)
        {
            while (run.Outcome is null)
            {
                switch (walk.Next(run.Position, new Walker(run.Contact, clock.GetUtcNow(), TimeZoneInfo.Utc, _ => true)).Act)
                {
                    case WaitUntil wait when wait.Until > clock.GetUtcNow():
                        run.Position = wait.Then;
                        due.Enqueue(run, (wait.Until, 1));
                        return;
                    case WaitUntil wait:
                        run.Position = wait.Then;
                        break;
                    default:
                        run.Outcome = agreed.Contains(run.Contact) ? "sent" : "no-consent";
                        break;
                }
            }
        }
    }

    private static HashSet<string> Agreed(List<Order> orders, Dictionary<string, string> ids) =>
        [.. orders.Where(order => Agrees(order.Customer)).Select(order => ids[order.Customer])];

    private static bool Agrees(string customer) => customer[^1] is not ('0' or '5');

    private static CapturedEvent Capture(Order order)
    {
        var email = $"c{order.Customer}@uci.example";
        Assert.True(EmailAddress.TryParse(email, out var address));
        var capture = new CaptureBuilder($"uci-{order.Number}", "shop:uci", "order", order.At)
            .ShopCustomer("uci", order.Customer).Email(address).Order("uci", order.Number, order.At, order.Total, "GBP", counts: true);
        return (Agrees(order.Customer) ? capture.Consent("marketing", "email", email, true, "v1") : capture).Build();
    }

    // Without cancellations: those are no purchases.
    private static List<Order> Read() =>
    [
        .. UciRetail.Invoices()
            .Where(invoice => invoice.Total > 0m && !invoice.Number.StartsWith('C'))
            .OrderBy(invoice => invoice.At).ThenBy(invoice => invoice.Number, StringComparer.Ordinal)
            .Take(Orders)
            .Select(invoice => new Order(invoice.Number, invoice.Customer, invoice.At.AddYears(Years), invoice.Total)),
    ];

    private sealed record Order(string Number, string Customer, DateTimeOffset At, decimal Total);

    private sealed record Figures(int Entered, int Sent, int NoConsent, int Ordered, int Bought);

    private sealed record Run(string Contact, string Key, DateTimeOffset EnteredAt)
    {
        public string? Position { get; set; }

        public string? Outcome { get; set; }

        public bool HasBought { get; set; }
    }
}
