using System.Text.Json;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Campaigns;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>Runs and the person: merges, erasure, why, answers that are lost.</summary>
public sealed class RunPersonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_who_turn_out_to_be_one_person_are_written_to_once()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One"), Wait("1d"), Send("Two")]);
        var ana = await _app.FillAsync("ana@example.com");
        var other = await _app.FillAsync("ana@work.example");
        var merged = await _app.Get<ContactMerging>().MergeAsync(ana, other, isForced: false, new MergeCause("by hand"), default);
        Assert.NotNull(merged.Merge);
        await _app.PassAsync(TimeSpan.FromDays(1));
        await _app.FillAsync("ana@work.example");
        await _app.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(["One", "Two"], await _app.SubjectsAsync());
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 0", await _app.StatsAsync("welcome"));
        var lines = (await _app.RunsAsync("welcome", ana)).Select(Line).Order().ToList();
        Assert.Equal(["completed entered waiting sent waiting sent completed", "exited entered waiting exited:merged"], lines);
    }

    [Fact]
    public async Task An_erased_person_leaves_no_run_and_the_counts_still_add_up()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Send("One"), Wait("1d"), Send("Two")]);
        var ana = await _app.FillAsync("ana@example.com");
        await _app.FillAsync("ben@example.com");
        var export = await _app.CallAsync(request => _app.Get<ExportPerson>().RunAsync(request, ana, default));
        Assert.Contains("steps[2]", export.Body.ToString());

        Assert.Equal(200, (await _app.CallAsync(request => _app.Get<EraseContact>().RunAsync(request, ana, default))).Status);

        Assert.Equal("entered 2 active 1 completed 0 exited 1 goal 0", await _app.StatsAsync("welcome"));
        Assert.DoesNotContain(
            await _app.RowsAsync(Tables.Contacts),
            row => row.RowKey.Contains(ana, StringComparison.Ordinal) && !row.RowKey.StartsWith("n|0|", StringComparison.Ordinal)
                && !row.RowKey.StartsWith("x|", StringComparison.Ordinal));
        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal("ben@example.com", (await _app.OutboxAsync())[^1].To);
    }

    [Fact]
    public async Task Why_is_told_clause_by_clause()
    {
        await _app.DefineAsync("welcome", new { on = "form", form = "news" }, [Wait("1d"), Send("One")]);
        var ana = await _app.FillAsync("ana@example.com");
        var ben = await _app.FillAsync("ben@example.com", form: "other");
        var (outcome, why) = await WhyAsync(ana);
        Assert.Equal("planned waits-for-time", outcome);
        Assert.Equal("2026-03-02T12:00:00+00:00", why.GetProperty("nextPossibleAt").GetString());
        Assert.Equal("none not-entered", (await WhyAsync(ben)).Outcome);

        await _app.PassAsync(TimeSpan.FromDays(1));
        (outcome, why) = await WhyAsync(ana);
        Assert.Equal("sent", outcome);
        Assert.All(why.GetProperty("rule").EnumerateArray(), clause => Assert.True(clause.GetProperty("holds").GetBoolean()));
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_waited_for_and_the_mail_is_not_sent_twice()
    {
        var provider = new FakeSendGrid { AcceptsBeforeItBreaks = true };
        using var app = new RunBase(
            azurite,
            new() { ["SendGrid:ApiKey"] = "SG.key", ["SendGrid:BaseUrl"] = "http://sendgrid.test", ["Mail:From"] = "news@shop.example" },
            services => services.AddHttpClient(SendGridChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => provider));
        await app.CreateAsync();
        await app.DefineAsync("welcome", new { on = "form" }, [Send("One"), Wait("1d"), Send("Two")]);
        provider.Answer = _ => throw new HttpRequestException("cut");
        var ana = await app.FillAsync("ana@example.com");
        provider.Answer = null;
        Assert.Equal("active entered held:no-answer", await app.RunAsync("welcome", ana));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Single(provider.Accepted);

        await app.PassAsync(TimeSpan.FromHours(25));
        Assert.Equal(2, provider.Accepted.Count);
        Assert.Single(provider.Intents.Distinct());
        await app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(3, provider.Accepted.Count);
        Assert.Equal(2, provider.Intents.Distinct().Count());
    }

    private async Task<(string Outcome, JsonElement Why)> WhyAsync(string contactId)
    {
        var (status, body) = await _app.CallAsync(request => _app.Get<ExplainCampaign>().RunAsync(request, contactId, "welcome", default));
        Assert.Equal(200, status);
        var reasons = body.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
        return (string.Join(' ', [body.GetProperty("outcome").GetString(), .. reasons]), body);
    }
}
