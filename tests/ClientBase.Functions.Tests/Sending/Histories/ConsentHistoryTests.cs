using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Tests.Whole;

namespace ClientBase.Functions.Tests.Sending.Histories;

/// <summary>
/// Random histories of everything that says something of consents: no campaign and no automation reaches anybody without one.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ConsentHistoryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int People = 12;
    private const int Rounds = 4;
    private const string Automation = "automation:poked";
    private static readonly string[] Channels = ["email", "sms", "telegram", "push", "webhook", "preferred"];

    [Theory]
    [InlineData(10)]
    [InlineData(34)]
    public async Task Whoever_gets_marketing_has_agreed_to_it_and_nobody_else_does(int seed)
    {
        var (model, random) = (new ConsentModel(People), new Random(seed));
        await using var world = new World(azurite.ConnectionString, Fate.Kind(), ConsentHistory.Settings, new MailProvider());
        await world.CreateAsync();
        var history = new ConsentHistory(world, model, random, People);
        await history.BeginAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await history.GoOnAsync();
        }

        await PlanAllAsync(world);
        await history.WithdrawAsync(); // Between the plan and the mail.
        await world.SettleAsync();
        await CompareAsync(world, model, history, seed);
    }

    private static async Task PlanAllAsync(World world)
    {
        await Journey.TimeAsync(world, "RecomputeSegments");
        foreach (var channel in Channels)
        {
            await world.AskAsync("PUT", $"api/campaigns/by-{channel}", new
            {
                segment = "potential",
                channel,
                url = channel == "webhook" ? "https://crm.example/hook" : null,
                template = new { subject = "Tea", text = "Tea {{unsubscribeUrl}}" },
            });
            await world.AskAsync("POST", $"api/campaigns/by-{channel}/send");
        }

        await world.AskAsync("PUT", "api/automations/poked", new
        {
            name = "poked",
            enabled = true,
            purpose = "marketing",
            trigger = new { on = "form", form = "poke" },
            steps = new object[] { new { send = new { channel = "preferred", template = new { subject = "Poked", text = "Tea" } } } },
        });
        await world.AskAsync("PUT", "api/forms/poke", new { kind = "newsletter" });
        for (var person = 0; person < People; person++)
        {
            await Journey.FormAsync(world, "poke", $"poke{person}", new { email = ConsentModel.EmailOf(person) });
        }
    }

    private static async Task CompareAsync(World world, ConsentModel model, ConsentHistory history, int seed)
    {
        var people = new Dictionary<string, int>();
        for (var person = 0; person < People; person++)
        {
            people.TryAdd(await history.IdOfAsync(person), person);
        }

        var got = new List<string>();
        foreach (var mail in (await world.AskAsync("GET", "api/outbox?take=1000")).Json.GetProperty("items").EnumerateArray())
        {
            var channel = mail.GetProperty("channel").GetString()!;
            var to = AddressOf(channel, mail.GetProperty("to").GetString()!);
            Assert.True(
                people.TryGetValue(mail.GetProperty("id").GetString()![..26], out var person), $"seed {seed}: {mail} is to a stranger");
            var sender = mail.GetProperty("customArgs").GetProperty("campaign").GetString();
            Assert.True(
                model.Allowed(person, channel).Contains(to),
                $"seed {seed}: {sender} wrote to {person} by {channel} at {to} without consent: {Told(model, person)}");
            got.Add($"{sender} {person}");
        }

        foreach (var person in people.Values)
        {
            var ways = Channels.Where(channel => model.Allowed(person, channel).Count > 0).ToList();
            foreach (var sender in Channels.Select(channel => $"by-{channel}").Append(Automation))
            {
                var isWanted = sender is "by-preferred" or Automation
                    ? ways.Any(way => way != "webhook")
                    : ways.Contains(sender["by-".Length..]);
                Assert.True(
                    isWanted == got.Contains($"{sender} {person}"),
                    $"seed {seed}: {sender} should{(isWanted ? "" : " not")} write to {person}: {Told(model, person)}");
            }
        }

        Assert.True(got.Count > 0 && got.Count < People * (Channels.Length + 1), $"{got.Count} messages: the histories try both");
    }

    private static string AddressOf(string channel, string to) => channel switch
    {
        "webhook" => "",
        "push" => JsonDocument.Parse(to).RootElement.GetProperty("endpoint").GetString()!,
        _ => to,
    };

    private static string Told(ConsentModel model, int person) => string.Join("; ", model.WordsOf(person));
}
