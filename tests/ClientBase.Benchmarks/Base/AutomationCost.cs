using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Crm;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Benchmarks.Base;

/// <summary>Transactions of automations: a minute in which nothing is due while many wait, entering, and a step that falls due.</summary>
internal static class AutomationCost
{
    private const int People = 500;
    private const int AtOnce = 256;

    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MailTemplate Template = new("Hello", null, "Hello {{ name.first }}");

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            using var noon = App(azurite.ConnectionString, Noon);
            await noon.CreateStorageAsync();
            await DefineAsync(noon);
            await WaitAsync(noon, Figures.ImportRows);
            var people = await FileAsync(noon);

            noon.Requests.Reset();
            await noon.Get<DueFinder>().PutAsync(default);
            var idle = noon.Requests.Counts;

            noon.Requests.Reset();
            foreach (var (contact, capture) in people)
            {
                var what = new Happening(AutomationEvents.Form, capture) { Enter = ["send", "exit"] };
                await noon.Get<Enrolment>().HearAsync(contact, [what], default);
            }

            var entering = noon.Requests.Counts;
            using var tomorrow = App(azurite.ConnectionString, Noon.AddDays(1));
            await tomorrow.Get<KnownAutomations>().GetAsync(default);
            tomorrow.Requests.Reset();
            await tomorrow.Get<DueFinder>().PutAsync(default);
            var looking = tomorrow.Requests.Counts;
            tomorrow.Requests.Reset();
            var (messages, steps) = await DoAsync(tomorrow);
            Report(idle, entering, looking, tomorrow.Requests.Counts, messages, steps);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static BenchApp App(string connectionString, DateTimeOffset now) => new(connectionString, now, builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["Tokens:SigningKey"] = "a signing key of the benchmark, long enough",
        });
        builder.AddSending().AddCampaigns().AddCrm().AddLoyalty().AddAutomations();
    });

    private static async Task DefineAsync(BenchApp app)
    {
        var store = app.Get<AutomationStore>();
        AutomationStep wait = new WaitStep("steps[0]", TimeSpan.FromDays(1));
        var trigger = new FormTrigger(null);
        var send = new AutomationDefinition("Send", trigger, [wait, new SendStep("steps[1]", "email", Template)]);
        var exit = new AutomationDefinition("Exit", trigger, [wait, new ExitStep("steps[1]", "done")]);
        await store.PutAsync("send", send, true, null, Noon, default);
        await store.PutAsync("exit", exit, true, null, Noon, default);
        await app.Get<KnownAutomations>().RefreshAsync(default);
    }

    // Runs of nobody: they wait for a month.
    private static async Task WaitAsync(BenchApp app, int count)
    {
        var runs = app.Get<RunStore>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, token) =>
            {
                var contact = $"{ContactId.Shards[number % ContactId.Shards.Count]}{number:d24}";
                var run = new AutomationRun("send", contact, "contact", 1, new RunCause("form", $"f{number}"), Noon).Enter("steps[0]")
                    .Wait("steps[0]", Noon.AddDays(30), "steps[1]", Noon);
                await runs.AddAsync(run, token);
            });
    }

    private static async Task<List<(string Contact, string Capture)>> FileAsync(BenchApp app)
    {
        var people = new List<(string, string)>();
        for (var person = 0; person < People; person++)
        {
            _ = EmailAddress.TryParse($"reader{person}@example.com", out var address);
            var capture = new CaptureBuilder($"form{person}", "import", "customer", Noon)
                .Email(address)
                .Consent(ConsentPurpose.Marketing, "email", address!.Value, granted: true)
                .Build();
            people.Add(((await app.ColdFiling().FileAsync(capture, default))!, capture.Id));
        }

        return people;
    }

    private static async Task<(int Messages, int Steps)> DoAsync(BenchApp app)
    {
        var queue = app.Get<QueueServiceClient>().GetQueueClient(Queues.AutomationSteps);
        var (messages, steps) = (0, 0);
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } some)
        {
            foreach (var message in some)
            {
                var due = message.Body.ToObjectFromJson<StepsDue>(JsonSerializerOptions.Web)!;
                await app.Get<RunAutomationStep>().RunAsync(due, default);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                (messages, steps) = (messages + 1, steps + due.Items.Count);
            }
        }

        return (messages, steps);
    }

    private static void Report(
        SortedDictionary<string, int> idle,
        SortedDictionary<string, int> entering,
        SortedDictionary<string, int> looking,
        SortedDictionary<string, int> doing,
        int messages,
        int steps)
    {
        // A message is put, got (thirty-two at once at most) and deleted.
        var perStep = (doing.Values.Sum() + (messages * 3.0)) / steps;
        var figure = new
        {
            waiting = Figures.ImportRows,
            idleMinute = idle,
            enteringOfOnePersonInTwo = entering.ToDictionary(one => one.Key, one => Math.Round((double)one.Value / People, 2)),
            dueSteps = steps,
            looking,
            tableTransactionsOfAStep = doing.ToDictionary(one => one.Key, one => Math.Round((double)one.Value / steps, 2)),
            queueTransactionsOfAStep = Math.Round(messages * 3.0 / steps, 2),
            transactionsOfAStep = Math.Round(perStep, 2),
        };
        Figures.Write("automations", figure);
        Figures.Print($"{Figures.ImportRows} runs wait; a minute in which nothing is due: {idle.Values.Sum()} reads");
        Figures.Print($"entering two automations that wait: {(double)entering.Values.Sum() / People:0.00} transactions a person");
        Figures.Print($"{steps} due steps (half of them send): {perStep:0.00} transactions a step, messages included");
        foreach (var (kind, count) in doing)
        {
            Figures.Print($"  {kind,-24} {(double)count / steps:0.00}");
        }
    }
}
