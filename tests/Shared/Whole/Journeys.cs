using System.Text.Json;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Sending.Events;
using static ClientBase.Tests.Whole.Journey;

namespace ClientBase.Tests.Whole;

/// <summary>The journeys that trials are made of: every way by which something is written for good.</summary>
internal static class Journeys
{
    public static IReadOnlyList<Journey> All { get; } =
    [
        new("leads", DefineFormAsync, LeadsAsync),
        new("orders", DefineLoyaltyAsync, OrdersAsync),
        new("imports", DefineFormAsync, ImportAsync),
        new("import undone", DefineFormAsync, UndoImportAsync),
        new("exports", MembersAsync, ExportAsync),
        new("recompute", SomePeopleAsync, RecomputeAsync),
        new("campaign", ReadersAsync, CampaignAsync),
        new("automation", DefineAutomationAsync, AutomationAsync),
        new("merge and undo", TwoPeopleAsync, MergeAndUndoAsync),
        new("erasure", TwoPeopleAsync, EraseAsync),
    ];

    private static Task<WholeAnswer> DefineFormAsync(World world) => world.AskAsync("PUT", "api/forms/news", new { kind = "newsletter" });

    private static async Task LeadsAsync(World world)
    {
        await FormAsync(world, "news", "l1", new { email = "ann@chaos.example", name = "Ann", consent_marketing = true });
        await FormAsync(world, "news", "l2", new { email = "ann@chaos.example", phone = "+79161234501", city = "Omsk" });
        await FormAsync(world, "news", "l3", new { phone = "+79161234502", email = "bob@chaos.example" });
        await world.SettleAsync();
        var longWish = new string('x', 60_000); // Over what a queue message holds.
        await FormAsync(world, "news", "l4", new { phone = "+79161234502", email = "bobby@chaos.example", comment = longWish });
        await FormAsync(world, "news", "l2", new { email = "ann@chaos.example", phone = "+79161234501", city = "Omsk" });
        await FormAsync(world, "news", "l5", new { email = "ann@chaos.example", consent_marketing = false });
        await world.SettleAsync();
    }

    private static async Task DefineLoyaltyAsync(World world)
    {
        await DefineFormAsync(world);
        await world.AskAsync("PUT", "api/loyalty", new
        {
            currency = "RUB",
            tiers = new[] { new { id = "silver", from = 100, discount = 5 } },
            pointsPer = 0.05,
        });
        await FormAsync(world, "news", "o0", new { email = "rosa@chaos.example", name = "Rosa" });
        await world.SettleAsync();
    }

    private static async Task OrdersAsync(World world)
    {
        await RefundAsync(world, 1, 11, 3m);
        await OrderAsync(world, 11, 100m, 0, 1, "rosa@chaos.example");
        await OrderAsync(world, 12, 40m, 0, 2, "kim@chaos.example");
        await world.SettleAsync();
        await OrderAsync(world, 11, 120m, 1, 1, "rosa@chaos.example");
        await OrderAsync(world, 13, 60m, 0, 1, "rosa2@chaos.example");
        await OrderAsync(world, 11, 100m, 0, 1, "rosa@chaos.example");
        await RefundAsync(world, 2, 12, 40m);
        await world.SettleAsync();
        await OrderAsync(world, 11, 120m, 3, 2, "kim@chaos.example"); // The shop gives it to another customer.
        await world.SettleAsync();
        var rosa = await IdOfAsync(world, "rosa@chaos.example");
        await world.AskAsync("POST", $"api/contacts/{rosa}/points", new { delta = 7, reason = "A gift" }, ("Idempotency-Key", "p1"));
        await world.AskAsync("POST", $"api/contacts/{rosa}/points", new { delta = -5, reason = "Spent" }, ("Idempotency-Key", "p2"));
        await world.SettleAsync();
    }

    private static async Task ImportAsync(World world)
    {
        var people = "email,name,phone,tags\n" + string.Concat(Enumerable.Range(0, 18).Select(row =>
            row == 5 ? "nobody,Boris,,\n" : $"row{row % 15}@chaos.example,Anna,+791612346{row % 15:d2},file\n"));
        await world.AskAsync("POST", "api/imports", World.Bytes(people), "text/csv");
        await world.SettleAsync();
        await AllAreAsync(world, "imports", "completed");
    }

    private static async Task UndoImportAsync(World world)
    {
        await FormAsync(world, "news", "u1", new { email = "row1@chaos.example", name = "Anna" });
        await world.SettleAsync();
        await ImportAsync(world);
        foreach (var import in await ItemsAsync(world, "imports"))
        {
            await world.AskAsync("POST", $"api/imports/{import.GetProperty("id").GetString()}/undo");
            await world.SettleAsync();
        }

        await AllAreAsync(world, "imports", "undone");
    }

    private static async Task MembersAsync(World world)
    {
        await SomePeopleAsync(world);
        await TimeAsync(world, "RecomputeSegments");
    }

    private static async Task ExportAsync(World world)
    {
        await world.AskAsync("POST", "api/exports", new { segment = "potential", schedule = "0 6 * * *" });
        await world.SettleAsync();
        for (var day = 0; day < 2; day++)
        {
            world.Clock.Turn(TimeSpan.FromDays(1));
            await TimeAsync(world, "DeliverExports");
        }

        await AllAreAsync(world, "exports", "completed");
        var yesterday = world.Clock.Now.AddDays(-1);
        if ((await ItemsAsync(world, "exports")).Any(export => export.GetProperty("at").GetDateTimeOffset() < yesterday))
        {
            throw new BrokenException("an export was not made anew");
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(World world, string jobs) =>
        [.. (await world.AskAsync("GET", $"api/{jobs}")).Json.GetProperty("items").EnumerateArray()];

    // None is left that nobody goes on with.
    private static async Task AllAreAsync(World world, string jobs, string state)
    {
        foreach (var job in await ItemsAsync(world, jobs))
        {
            if (job.GetProperty("state").GetString() != state)
            {
                throw new BrokenException($"of the {jobs} one is not {state}: {job}");
            }
        }
    }

    private static async Task SomePeopleAsync(World world)
    {
        await DefineFormAsync(world);
        for (var person = 0; person < 6; person++)
        {
            await FormAsync(world, "news", $"r{person}", new { email = $"r{person}@chaos.example", consent_marketing = true });
        }

        await OrderAsync(world, 21, 500m, 0, 3, "r1@chaos.example");
        await OrderAsync(world, 22, 50m, 0, 4, "r2@chaos.example");
        await world.AskAsync("PUT", "api/segments/often", new { name = "Often", rule = "orders.count >= 2" });
        await world.SettleAsync();
    }

    private static async Task RecomputeAsync(World world)
    {
        await TimeAsync(world, "RecomputeSegments");
        await OrderAsync(world, 23, 900m, 2, 4, "r2@chaos.example");
        await world.SettleAsync();
        await TimeAsync(world, "RecomputeSegments");
        world.Clock.Turn(TimeSpan.FromDays(400));
        await TimeAsync(world, "RecomputeSegments");
    }

    private static async Task ReadersAsync(World world)
    {
        await SomePeopleAsync(world);
        await FormAsync(world, "news", "r7", new { email = "silent@chaos.example" });
        await FormAsync(world, "news", "r8", new { email = "r5@chaos.example", consent_marketing = false });
        await world.SettleAsync();
        await TimeAsync(world, "RecomputeSegments");
        await world.AskAsync("PUT", "api/campaigns/spring", new
        {
            segment = "potential",
            channel = "email",
            template = new { subject = "Hello", html = "<p>Hi</p>{{unsubscribeUrl}}", text = "Hi {{unsubscribeUrl}}" },
        });
    }

    private static async Task CampaignAsync(World world)
    {
        await world.AskAsync("POST", "api/campaigns/spring/send");
        await world.SettleAsync();
        await AnswersComeAsync(world, "DispatchCampaigns");
        var proof = (await world.AskAsync("GET", "api/campaigns/spring/proof")).Json;
        if (!proof.GetProperty("adds").GetBoolean() || proof.GetProperty("planned").GetInt32() != 0
            || proof.GetProperty("ambiguous").GetInt32() != 0)
        {
            throw new BrokenException($"the proof does not add up: {proof}");
        }

        if (proof.GetProperty("sent").GetInt32() != world.Provider.Taken.Select(mail => mail.Intent).Distinct().Count())
        {
            throw new BrokenException($"{world.Provider.Taken.Count} mails were taken, and the proof says {proof}");
        }
    }

    private static async Task DefineAutomationAsync(World world)
    {
        await DefineFormAsync(world);
        object Mail(string subject) =>
            new { send = new { channel = "email", template = new { subject, text = "Hello {{ name.first }}" } } };
        await world.AskAsync("PUT", "api/automations/welcome", new
        {
            name = "welcome",
            enabled = true,
            trigger = new { on = "form" },
            steps = new object[]
            {
                new { tag = "welcomed" },
                Mail("One"),
                new { task = new { title = "Call", due = "1d" } },
                new { wait = "1d" },
                Mail("Two"),
                new { untag = "welcomed" },
            },
        });
    }

    private static async Task AutomationAsync(World world)
    {
        await FormAsync(world, "news", "a1", new { email = "ann@chaos.example", name = "Ann", consent_marketing = true });
        await FormAsync(world, "news", "a2", new { email = "bob@chaos.example", name = "Bob", consent_marketing = true });
        await world.SettleAsync();
        for (var days = 0; days < 4; days++)
        {
            await AnswersComeAsync(world, "RunAutomations");
        }
    }

    private static async Task TwoPeopleAsync(World world)
    {
        await DefineFormAsync(world);
        await FormAsync(world, "news", "m1", new { email = "ann@chaos.example", name = "Ann", city = "Omsk", consent_marketing = true });
        await OrderAsync(world, 31, 10m, 0, 7, "ann@chaos.example");
        await FormAsync(world, "news", "m2", new { email = "bob@chaos.example", phone = "+79161234503", name = "Bob" });
        await OrderAsync(world, 32, 20m, 0, 8, "bob@chaos.example");
        await world.SettleAsync();
        await TimeAsync(world, "RecomputeSegments");
    }

    private static async Task MergeAndUndoAsync(World world)
    {
        var (ann, bob) = (await IdOfAsync(world, "ann@chaos.example"), await IdOfAsync(world, "bob@chaos.example"));
        await world.AskAsync("POST", $"api/contacts/{ann}/merge", new Dictionary<string, object> { ["with"] = bob, ["force"] = true });
        await world.SettleAsync();
        await FormAsync(world, "news", "m3", new { email = "bob@chaos.example", city = "Perm", consent_marketing = false });
        await OrderAsync(world, 32, 25m, 1, 8, "bob@chaos.example");
        await world.SettleAsync();
        var survivor = (await world.AskAsync("GET", $"api/contacts/{ann}")).Json.GetProperty("id").GetString();
        await world.AskAsync("POST", $"api/merges/{survivor}-{(survivor == ann ? bob : ann)}/undo");
        await world.SettleAsync();
        await FormAsync(world, "news", "m4", new { email = "bob@chaos.example", city = "Ufa" });
        await world.SettleAsync();
        await TimeAsync(world, "RecomputeSegments");
    }

    private static async Task EraseAsync(World world)
    {
        var bob = await IdOfAsync(world, "bob@chaos.example");
        world.Acknowledged.Clear(); // What he said goes.
        await world.AskAsync("DELETE", $"api/contacts/{bob}");
        await world.SettleAsync();
        await OrderAsync(world, 32, 20m, 0, 8, "bob@chaos.example");
        await FormAsync(world, "news", "m5", new { email = "ann@chaos.example", city = "Ufa" });
        await world.SettleAsync();
        await TimeAsync(world, "RecomputeSegments");
    }

    // What the provider took it tells of; what it never got goes again a day later.
    private static async Task AnswersComeAsync(World world, string timer)
    {
        for (var round = 0; round < 2; round++)
        {
            using var app = new WholeApp(world.Storage, world.Clock.Seen(), Settings);
            await app.StartAsync();
            var events = world.Provider.NotToldYet().Select(mail =>
                new MailEvent($"delivered-{mail.Intent}", MailEventKind.Delivered, mail.Intent, mail.Campaign, world.Clock.Now));
            await app.Get<MailEventStore>().KeepAsync([.. events], new HashSet<string>(), default);
            await TimeAsync(world, timer);
            world.Clock.Turn(TimeSpan.FromHours(26));
            await TimeAsync(world, timer);
        }
    }
}
