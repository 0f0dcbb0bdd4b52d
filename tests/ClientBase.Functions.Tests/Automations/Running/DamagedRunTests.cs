using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations.Defining;
using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>A run whose row is damaged, or lacks what a row of today holds, holds up nothing beside it.</summary>
public sealed class DamagedRunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("{\"automation\":\"wel")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task It_is_listed_and_everybody_else_goes_on(string? kept)
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One")]);
        var ana = await _app.FillAsync("ana@example.com");
        var ben = await _app.FillAsync("ben@example.com");
        await DamageAsync(ana, kept);

        var (status, all) = await _app.CallAsync(request => _app.Get<ListAutomationRuns>().RunAsync(request, "welcome", default));
        Assert.Equal(200, status);
        var states = all.GetProperty("items").EnumerateArray().ToDictionary(
            run => run.GetProperty("contact").GetString()!, run => run.GetProperty("state").GetString());
        Assert.Equal("unreadable", states[ana]);
        Assert.Equal("active", states[ben]);
        var run = Assert.Single(await _app.RunsAsync("welcome", ana));
        Assert.Equal("contact", run.GetProperty("key").GetString());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("at").ValueKind);
        Assert.NotEmpty(run.GetProperty("reason").GetString()!);

        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal("ben@example.com", Assert.Single(await _app.OutboxAsync()).To);
    }

    [Fact]
    public async Task Its_person_enters_other_automations_and_not_this_one_twice()
    {
        await _app.DefineAsync("welcome", new { on = "form", form = "news" }, [Wait("1d"), Send("One")], new { once = "contact" });
        await _app.DefineAsync("other", new { on = "form", form = "other" }, [Send("Other")], new { once = "contact" });
        var ana = await _app.FillAsync("ana@example.com");
        await DamageAsync(ana, "{}");

        await _app.FillAsync("ana@example.com", form: "news");
        await _app.FillAsync("ana@example.com", form: "other");

        Assert.Equal(["Other"], await _app.SubjectsAsync());
        Assert.Equal("unreadable", Assert.Single(await _app.RunsAsync("welcome", ana)).GetProperty("state").GetString());
        await _app.DefineAsync("welcome", new { on = "form", form = "news" }, [Wait("2d"), Send("Two")], new { once = "contact" });
        var (status, moved) = await _app.CallAsync(request => _app.Get<MoveRuns>().RunAsync(request, "welcome", default));
        Assert.Equal(200, status);
        Assert.Equal("unreadable", Assert.Single(moved.GetProperty("stayed").EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Those_that_wait_beside_it_for_their_automation_are_woken()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One")]);
        var ana = await _app.FillAsync("ana@example.com");
        await _app.FillAsync("ben@example.com");
        await _app.SwitchAsync("welcome", isOn: false);
        await _app.PassAsync(TimeSpan.FromDays(1));
        await DamageAsync(ana, "{}");

        await _app.SwitchAsync("welcome", isOn: true);
        await _app.SettleAsync();

        Assert.Equal("ben@example.com", Assert.Single(await _app.OutboxAsync()).To);
    }

    [Fact]
    public async Task It_is_handed_out_and_erased_with_its_person()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One")]);
        var ana = await _app.FillAsync("ana@example.com");
        await DamageAsync(ana, "{");

        var (status, data) = await _app.CallAsync(request => _app.Get<ExportPerson>().RunAsync(request, ana, default));
        Assert.Equal(200, status);
        Assert.Equal("unreadable", Assert.Single(data.GetProperty("others").GetProperty("automations").EnumerateArray())
            .GetProperty("state").GetString());
        Assert.Equal(200, (await _app.CallAsync(request => _app.Get<EraseContact>().RunAsync(request, ana, default))).Status);

        Assert.DoesNotContain(
            await _app.RowsAsync(Tables.Contacts),
            row => row.RowKey.Contains(ana, StringComparison.Ordinal) && !row.RowKey.StartsWith("n|0|", StringComparison.Ordinal)
                && !row.RowKey.StartsWith("x|", StringComparison.Ordinal));
    }

    private async Task DamageAsync(string contactId, string? kept)
    {
        var table = _app.Table(Tables.Contacts);
        var read = Assert.Single(await _app.RowsAsync(Tables.Contacts, RunRow.PrefixOf(contactId)));
        var damaged = new TableEntity(ContactId.ShardOf(contactId), read.RowKey) { ["V"] = 1, ["Run"] = kept };
        await table.UpdateEntityAsync(damaged, ETag.All, TableUpdateMode.Replace);
    }
}
