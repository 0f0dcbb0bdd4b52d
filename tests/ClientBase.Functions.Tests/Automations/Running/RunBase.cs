using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Automations.Running.Triggers;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>A base with automations over it; the test delivers their messages and turns the clock.</summary>
/// <param name="azurite">The emulator.</param>
/// <param name="settings">Further settings, as <c>Section:Name</c>.</param>
/// <param name="replace">Puts the test's own services over the app's.</param>
internal sealed class RunBase(
    AzuriteFixture azurite, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    : TestApp(azurite, settings, replace)
{
    public static JsonObject Send(string subject, string channel = "email") => new()
    {
        ["send"] = new JsonObject
        {
            ["channel"] = channel,
            ["template"] = new JsonObject { ["subject"] = subject, ["text"] = "Hello {{ name.first }} {{ promo.code }}" },
        },
    };

    public static JsonObject Wait(string span) => new() { ["wait"] = span };

    /// <summary>Defines an automation that is switched on.</summary>
    public async Task DefineAsync(string id, object trigger, JsonNode[] steps, object? more = null)
    {
        var body = new JsonObject
        {
            ["name"] = id,
            ["enabled"] = true,
            ["trigger"] = JsonSerializer.SerializeToNode(trigger),
            ["steps"] = new JsonArray([.. steps]),
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject().ToList())
        {
            body[name] = value?.DeepClone();
        }

        var (status, answer) = await CallAsync(request => Get<DefineAutomations>().PutAsync(request, id, default), body);
        Assert.True(status == 200, answer.ToString());
    }

    public async Task SwitchAsync(string id, bool isOn)
    {
        var (status, _) = await CallAsync(request => isOn
            ? Get<DefineAutomations>().EnableAsync(request, id, default)
            : Get<DefineAutomations>().DisableAsync(request, id, default));
        Assert.Equal(200, status);
    }

    /// <summary>Somebody fills in a form, and what follows is done.</summary>
    public async Task<string> FillAsync(
        string email, string form = "news", bool agrees = true, Action<CaptureBuilder>? more = null, string? id = null)
    {
        var contactId = await FileAsync(Form(email, form, agrees, more, id));
        await SettleAsync();
        return contactId;
    }

    /// <summary>A form that somebody fills in now.</summary>
    public CapturedEvent Form(string email, string form, bool agrees, Action<CaptureBuilder>? more, string? id)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        var capture = new CaptureBuilder(id ?? CaptureId.New(), $"form:{form}", "form", Clock.GetUtcNow())
            .Email(address)
            .Field(ContactFields.FirstName, "Ana");
        if (agrees)
        {
            capture.Consent(ConsentPurpose.Marketing, "email", email, granted: true);
        }

        more?.Invoke(capture);
        return capture.Build();
    }

    /// <summary>What lets people enter, as another instance of the app has it.</summary>
    public Enrolment OtherEnrolment() => ActivatorUtilities.CreateInstance<Enrolment>(Services, new KeyedTurns());

    /// <summary>What does steps, as another instance of the app has it.</summary>
    public RunAutomationStep OtherStep() => ActivatorUtilities.CreateInstance<RunAutomationStep>(Services, new KeyedTurns());

    /// <summary>Makes an automation by its preset and switches it on.</summary>
    public async Task PresetAsync(string name)
    {
        var (status, answer) = await CallAsync(request => Get<OfferPresets>().MakeAsync(request, name, default), query: "?language=en");
        Assert.True(status == 201, answer.ToString());
        await SwitchAsync(name, isOn: true);
    }

    /// <summary>A shop tells something, and what follows is done.</summary>
    public async Task<string?> TellAsync(CapturedEvent capture)
    {
        var contactId = await ColdFiling().FileAsync(capture, default);
        await SettleAsync();
        return contactId;
    }

    /// <summary>Somebody takes back their consent to marketing.</summary>
    public Task<string?> UnsubscribeAsync(string contactId, string email) => TellAsync(
        new CaptureBuilder(CaptureId.New(), "unsubscribe", "consent", Clock.GetUtcNow())
            .About(contactId).Consent(ConsentPurpose.Marketing, "email", email, granted: false).Build());

    /// <summary>Turns the clock to an instant, runs the timer, and does what is due.</summary>
    public async Task UntilAsync(string at)
    {
        Clock.SetUtcNow(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        await TimeAsync();
    }

    /// <summary>Finds out anew who is in which segment, and what follows is done.</summary>
    public async Task RecomputeAsync()
    {
        await Get<RunRecompute>().RunAsync(new RecomputeAsked(Guid.NewGuid().ToString("n"), IsRebuild: false, IsSoon: false), default);
        await SettleAsync();
    }

    /// <summary>Turns the clock, runs the timer, and does what is due.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await TimeAsync();
    }

    /// <summary>Runs the timer, and does what is due.</summary>
    public async Task TimeAsync()
    {
        await Get<RunAutomations>().RunAsync(new TimerInfo(), default);
        await SettleAsync();
    }

    /// <summary>Delivers all messages of automations that wait.</summary>
    public async Task SettleAsync()
    {
        for (var isDone = false; !isDone;)
        {
            isDone = true;
            foreach (var message in await TakeAsync<Happened>(Queues.AutomationEnrol))
            {
                isDone = false;
                await Get<EnrolInAutomation>().RunAsync(message, default);
            }

            foreach (var message in await TakeAsync<WatchersToTell>(Queues.AutomationWatchers))
            {
                isDone = false;
                await Get<TellWatchers>().RunAsync(message, default);
            }

            foreach (var message in await TakeAsync<StepsDue>(Queues.AutomationSteps))
            {
                isDone = false;
                await Get<RunAutomationStep>().RunAsync(message, default);
            }

            foreach (var message in await TakeAsync<DatesToFind>(Queues.AutomationDates))
            {
                isDone = false;
                await Get<FindDates>().RunAsync(message, default);
            }

            foreach (var message in await TakeAsync<WakeShard>(Queues.AutomationWake))
            {
                isDone = false;
                await Get<WakeAutomation>().RunAsync(message, default);
            }
        }
    }

    /// <summary>The subjects of what lies in the outbox, the earliest first.</summary>
    public async Task<List<string>> SubjectsAsync() => [.. (await OutboxAsync()).Select(mail => mail.Subject)];

    public async Task<IReadOnlyList<OutboxMail>> OutboxAsync() =>
        [.. (await Get<OutboxStore>().ListAsync(new Functions.Http.Paging(1000, null), default)).Items.Reverse()];

    /// <summary>The counts of an automation, in one line.</summary>
    public async Task<string> StatsAsync(string id)
    {
        var (status, body) = await CallAsync(request => Get<ShowAutomations>().GetAsync(request, id, default));
        Assert.Equal(200, status);
        var stats = body.GetProperty("stats");
        int Number(string name) => stats.GetProperty(name).GetInt32();
        Assert.Equal(Number("entered"), Number("active") + Number("completed") + Number("exited"));
        return $"entered {Number("entered")} active {Number("active")} completed {Number("completed")} exited {Number("exited")} "
            + $"goal {Number("goal")}";
    }

    /// <summary>The runs of a person.</summary>
    public async Task<List<JsonElement>> RunsAsync(string id, string contactId)
    {
        var (status, body) = await CallAsync(
            request => Get<ListAutomationRuns>().RunAsync(request, id, default), query: $"?contact={contactId}");
        Assert.Equal(200, status);
        return [.. body.GetProperty("items").EnumerateArray()];
    }

    /// <summary>A run of a person, in one line: how it stands, and what happened.</summary>
    public async Task<string> RunAsync(string id, string contactId)
    {
        var run = Assert.Single(await RunsAsync(id, contactId));
        return Line(run);
    }

    public static string Line(JsonElement run)
    {
        var history = run.GetProperty("history").EnumerateArray().Select(one =>
            one.GetProperty("outcome").GetString() + (one.GetProperty("outcome").GetString() is "held" or "skipped" or "exited" or "refused"
                ? $":{one.GetProperty("reason").GetString()}" : ""));
        return $"{run.GetProperty("state").GetString()} {string.Join(' ', history)}";
    }

    public async Task<List<TimelineEntry>> TimelineAsync(string contactId) => [.. (await Get<TimelineStore>().ReadAsync(
        (await CardAsync(contactId)).Contact, new Functions.Http.Paging(1000, null), default)).Items];
}
