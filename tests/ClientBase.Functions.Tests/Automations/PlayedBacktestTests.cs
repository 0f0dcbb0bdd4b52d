using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Automations;
using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Automations.Trials;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Automations.Running;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Automations;

/// <summary>A year of a small shop under a fake clock, with the presets switched on; then a backtest of the same year.</summary>
[Trait("Category", "Slow")]
public sealed class PlayedBacktestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Days = 373;

    private readonly RunBase _app = new(azurite, new() { ["Campaigns:FrequencyCap"] = "0" }); // Each is tried for itself.
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<(string Contact, DateTimeOffset At)> _orders = [];

    private DateTimeOffset _start;

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_backtest_of_each_preset_that_history_can_drive_is_what_has_happened()
    {
        string[] presets = ["welcome", "cross-sell", "review", "nps", "birthday", "win-back", "re-validation", "tier"];
        await _app.Get<LoyaltyTerms>().PutAsync(
            new LoyaltyProgram("EUR", [new("silver", 100m, 5m), new("gold", 150m, 10m)], 0m, null, null), default);
        foreach (var preset in presets)
        {
            await _app.PresetAsync(preset);
        }

        _start = _app.Clock.GetUtcNow();
        await PlayAsync();
        await _app.RecomputeAsync();
        var (played, tried) = (new List<string>(), new List<string>());
        foreach (var preset in presets)
        {
            played.Add(await PlayedAsync(preset));
            tried.Add(await TriedAsync(preset));
        }

        Assert.Equal(played, tried);
        Assert.DoesNotContain(played, line => line.Contains(" entered 0 ", StringComparison.Ordinal));
        Assert.DoesNotContain(played, line => line.Contains(" sent 0 ", StringComparison.Ordinal));
    }

    private async Task PlayAsync()
    {
        await GoAsync(0, 12);
        await NewsAsync("ana", born: "1990-03-05");
        await NewsAsync("ben");
        await NewsAsync("cat");
        await NewsAsync("dan", agrees: false, born: "1990-03-05");
        await NewsAsync("eve");
        await NewsAsync("fay");
        await NewsAsync("gus", born: "--03-20");
        await GoAsync(0, 13);
        await OrderAsync("ana", "1");
        await OrderAsync("ben", "2");
        await OrderAsync("cat", "3");
        await OrderAsync("dan", "4");
        await _app.RecomputeAsync();
        await GoAsync(2, 12);
        await DeliveredAsync("ana", "1");
        await DeliveredAsync("ben", "2");
        await DeliveredAsync("dan", "4");
        await GoAsync(3, 9);
        await RefundedAsync("ben", "2");
        await GoAsync(4, 15);
        await OrderAsync("ana", "5");
        await GoAsync(18, 12);
        await GoAsync(40, 12);
        await OrderAsync("eve", "6");
        await GoAsync(42, 12);
        await DeliveredAsync("eve", "6");
        await GoAsync(60, 12);
        await OrderAsync("ana", "7");
        await GoAsync(62, 12);
        await DeliveredAsync("ana", "7");
        await GoAsync(365, 14);
        await GoAsync(366, 6);
        await NewsAsync("fay");
        await GoAsync(367, 14);
        await _app.RecomputeAsync();
        await _app.RecomputeAsync();
        await GoAsync(368, 14);
        await GoAsync(370, 12);
        await OrderAsync("cat", "8");
        await GoAsync(371, 12);
        await OrderAsync("eve", "9");
        await GoAsync(372, 12);
    }

    // Whatever falls due on the way is done at its time.
    private async Task GoAsync(int day, int hour)
    {
        var to = _start.Date.AddDays(day).AddHours(hour);
        while ((await _app.RowsAsync(Tables.Contacts, "n|00")).Min(row => row.GetInt64("At")) is { } ms
            && DateTimeOffset.FromUnixTimeMilliseconds(ms) is var due && due < to)
        {
            _app.Clock.SetUtcNow(due);
            await _app.TimeAsync();
        }

        _app.Clock.SetUtcNow(to);
        await _app.TimeAsync();
    }

    private async Task NewsAsync(string person, bool agrees = true, string? born = null) => _ids[person] = await _app.FillAsync(
        $"{person}@played.example", agrees: agrees, more: capture => capture.Field(ContactFields.BirthDate, born));

    private Task OrderAsync(string person, string order)
    {
        _orders.Add((_ids[person], _app.Clock.GetUtcNow()));
        return TellAsync(person, "order", capture => capture.Order("played", order, _app.Clock.GetUtcNow(), 50m, "EUR", counts: true));
    }

    private Task DeliveredAsync(string person, string order) => TellAsync(
        person, "order", capture => capture.Milestone("played", order, OrderMilestone.Delivered, _app.Clock.GetUtcNow()));

    private Task RefundedAsync(string person, string order) =>
        TellAsync(person, "refund", capture => capture.Refund("played", order, "r", 10m));

    private async Task TellAsync(string person, string kind, Action<CaptureBuilder> say)
    {
        Assert.True(EmailAddress.TryParse($"{person}@played.example", out var email));
        var now = _app.Clock.GetUtcNow();
        var capture = new CaptureBuilder($"{person} {kind} {now.UtcTicks}", "shop:played", kind, now).Email(email);
        say(capture);
        await _app.TellAsync(capture.Build());
    }

    private async Task<string> PlayedAsync(string preset)
    {
        var (_, page) = await _app.CallAsync(
            request => _app.Get<ListAutomationRuns>().RunAsync(request, preset, default), query: "?take=1000");
        var runs = page.GetProperty("items").EnumerateArray().ToList();
        var within = (await _app.Get<AutomationStore>().GetAsync(preset, default))!.Definition.Goal?.Within ?? TimeSpan.FromDays(7);
        return LineOf(
            preset,
            runs.Count,
            runs.Sum(run => Outcomes(run, "sent").Count),
            runs.Select(Stopped).OfType<string>(),
            runs.Count(run => _orders.Exists(order => order.Contact == run.GetProperty("contact").GetString()
                && order.At > At(run) && order.At <= At(run) + within)));

        static DateTimeOffset At(JsonElement run) => run.GetProperty("at").GetDateTimeOffset();
    }

    // Why a run has brought no message; null: it has.
    private static string? Stopped(JsonElement run)
    {
        if (Outcomes(run, "sent").Count > 0)
        {
            return null;
        }

        var skipped = Outcomes(run, "skipped").Concat(Outcomes(run, "goal")).FirstOrDefault();
        return skipped ?? (run.GetProperty("state").GetString() == "exited" ? run.GetProperty("reason").GetString() : "active");
    }

    private static List<string?> Outcomes(JsonElement run, string outcome) =>
    [
        .. run.GetProperty("history").EnumerateArray().Where(one => one.GetProperty("outcome").GetString() == outcome)
            .Select(one => one.GetProperty("reason").GetString()),
    ];

    private async Task<string> TriedAsync(string preset)
    {
        var (status, tried) = await _app.CallAsync(
            request => _app.Get<BacktestAutomation>().RunAsync(request, preset, default), query: $"?days={Days}");
        Assert.Equal(200, status);
        var stopped = tried.GetProperty("stopped").EnumerateObject()
            .SelectMany(one => Enumerable.Repeat(one.Name, one.Value.GetInt32())).ToList();
        Assert.Equal(Number("entered"), Number("wouldSend") + stopped.Count);
        return LineOf(preset, Number("entered"), Number("messages"), stopped, Number("boughtAnyway"));

        int Number(string name) => tried.GetProperty(name).GetInt32();
    }

    private static string LineOf(string preset, int entered, int messages, IEnumerable<string> stopped, int bought) =>
        $"{preset}: entered {entered} sent {messages} bought {bought} stopped {string.Join(' ', stopped.Order(StringComparer.Ordinal))}";
}
