using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Contacts.Privacy.Retention;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Visits;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Contacts.Privacy;

public sealed class RetentionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Of_an_old_capture_the_words_go_and_what_they_say_stays()
    {
        using var app = await CreateAsync();
        var now = app.Clock.GetUtcNow();
        var id = await SayAsync(app, "old", now.AddDays(-1200), "ana@example.com");
        await SayAsync(app, "new", now.AddDays(-10), "ana@example.com");
        var before = await app.HashesAsync();

        await RunAsync(app);
        var entries = await EntriesAsync(app, id);
        Assert.DoesNotContain("a wish", entries["old"], StringComparison.Ordinal);
        Assert.Contains("\"form\":\"news\"", entries["old"], StringComparison.Ordinal);
        Assert.Contains("a wish", entries["new"], StringComparison.Ordinal);
        Assert.Equal(before, await app.HashesAsync());
        Assert.NotNull(await app.Get<ContactReader>().GetAsync(id, default));

        app.Requests.Clear();
        await RunAsync(app);
        Assert.Equal(0, app.Requests.Batches); // Nothing is done twice.
    }

    [Fact]
    public async Task People_nothing_was_heard_of_are_erased_when_that_is_set()
    {
        using var app = await CreateAsync("730d");
        var now = app.Clock.GetUtcNow();
        var silent = await SayAsync(app, "1", now.AddDays(-800), "silent@example.com");
        var active = await SayAsync(app, "2", now.AddDays(-800), "active@example.com");
        var reader = await SayAsync(app, "3", now.AddDays(-800), "reader@example.com");
        await SayAsync(app, "4", now.AddDays(-100), "active@example.com");
        await app.Table(Tables.Contacts).AddEntityAsync(EngagementRow.OfOpen(reader, now.AddDays(-20)));

        await RunAsync(app);
        Assert.Null(await app.Get<ContactReader>().GetAsync(silent, default));
        Assert.NotNull(await app.Get<ContactReader>().GetAsync(active, default));
        Assert.NotNull(await app.Get<ContactReader>().GetAsync(reader, default));

        app.Clock.Advance(TimeSpan.FromDays(720));
        await RunAsync(app);
        Assert.Null(await app.Get<ContactReader>().GetAsync(active, default));
        Assert.Null(await app.Get<ContactReader>().GetAsync(reader, default));
        await RunAsync(app);
        Assert.Empty(await app.RowsAsync(Tables.Contacts, HeardRow.AllPrefix));
    }

    [Fact]
    public async Task A_run_that_is_cut_short_goes_on()
    {
        using var app = await CreateAsync("730d");
        var now = app.Clock.GetUtcNow();
        foreach (var i in Enumerable.Range(0, 12))
        {
            await SayAsync(app, $"{i}", now.AddDays(-1500 + i), $"reader{i}@example.com");
        }

        for (var writes = 0; writes < 40; writes += 7)
        {
            app.Requests.CutAfter(writes);
            try
            {
                await app.Get<ApplyRetention>().RunAsync(new TimerInfo(), default);
            }
            catch (Exception cut) when (cut is CutException or AggregateException)
            {
            }
        }

        app.Requests.CutAfter(null);
        await RunAsync(app);
        Assert.Empty(await app.ContactsAsync());
        Assert.Empty(await app.RowsAsync(Tables.Contacts, HeardRow.AllPrefix));
    }

    [Fact]
    public async Task Old_visits_go_and_new_ones_stay()
    {
        using var app = await CreateAsync();
        var now = app.Clock.GetUtcNow();
        var events = new[] { -400.0, -365.2, -364.8, -1 }.Select((days, i) => new
        {
            id = $"v{i}",
            at = now.AddDays(days),
            kind = "page",
            url = $"https://shop.example/{i}",
        });
        var (status, _) = await app.CallAsync(
            request =>
            {
                request.Method = "POST";
                request.ContentType = "application/json";
                return app.Get<ReceiveVisits>().RunAsync(request, default);
            },
            new { visitorId = "visitor-of-retention", events });
        Assert.Equal(202, status);
        Assert.Equal(4, (await app.RowsAsync(Tables.Visits, VisitRow.Prefix)).Count);

        await RunAsync(app);
        await RunAsync(app);
        var left = (await app.RowsAsync(Tables.Visits, VisitRow.Prefix)).Select(row => VisitRow.Read(row).Data.ToString()).ToList();
        Assert.Equal(2, left.Count);
        Assert.DoesNotContain(
            left, visit => visit.Contains("shop.example/0", StringComparison.Ordinal) || visit
                .Contains("shop.example/1", StringComparison.Ordinal));
        Assert.Equal(2, (await app.RowsAsync(Tables.Visits, "i|")).Count);
    }

    private static async Task RunAsync(TestApp app)
    {
        await app.Get<ApplyRetention>().RunAsync(new TimerInfo(), default);
        foreach (var message in await app.TakeAsync<ErasureAsked>(Queues.Erasures))
        {
            await app.Get<EraseCustomer>().RunAsync(message, default);
        }
    }

    private static async Task<Dictionary<string, string>> EntriesAsync(TestApp app, string id) =>
        (await app.RowsAsync(Tables.Contacts, TimelineRow.Prefix(id))).Select(TimelineRow.Read)
            .ToDictionary(entry => entry.Id, entry => entry.Data.ToString());

    private static Task<string> SayAsync(TestApp app, string captureId, DateTimeOffset at, string email)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        return app.FileAsync(new CaptureBuilder(captureId, "form:news", "form", at)
            .Email(address).Field(ContactFields.City, "Omsk").Consent(ConsentPurpose.Processing, "any", "", granted: true)
            .Data("form", "news").Data("message", "a wish").Build());
    }

    private async Task<TestApp> CreateAsync(string inactive = "")
    {
        var app = new TestApp(azurite, new() { ["Retention:Inactive"] = inactive });
        await app.CreateAsync();
        return app;
    }
}
