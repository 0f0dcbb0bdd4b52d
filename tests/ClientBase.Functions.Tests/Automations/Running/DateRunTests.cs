using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>What time alone brings: birthdays, dates of the shop's own, silence; and segments.</summary>
[Trait("Category", "Slow")]
public sealed class DateRunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_birthday_is_greeted_at_ten_where_the_person_lives_once_a_year()
    {
        await BirthdaysAsync();
        await BornAsync("tokyo@example.com", "1990-03-03", "Asia/Tokyo"); // 01:00 UTC
        await BornAsync("paris@example.com", "1990-03-03", "Europe/Paris"); // 09:00 UTC
        await BornAsync("nobody@example.com", "1990-07-03", "UTC");
        await RecomputeAsync();
        Assert.Empty(await GreetedUntilAsync(3, 0));
        Assert.Equal(["tokyo@example.com"], await GreetedUntilAsync(3, 2));
        Assert.Equal(["tokyo@example.com"], await GreetedUntilAsync(3, 8));
        Assert.Equal(["tokyo@example.com", "paris@example.com"], await GreetedUntilAsync(3, 10));

        await HoursAsync(24 * 3);
        Assert.Equal(2, (await _app.OutboxAsync()).Count);

        _app.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 2, 23, 0, 0, TimeSpan.Zero));
        await HoursAsync(24);
        Assert.Equal(4, (await _app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task Who_was_born_on_29_February_is_greeted_on_the_28th_in_other_years()
    {
        _app.Clock.SetUtcNow(new DateTimeOffset(2027, 2, 26, 0, 0, 0, TimeSpan.Zero));
        await BirthdaysAsync();
        await BornAsync("leap@example.com", "1992-02-29", "UTC");
        await RecomputeAsync();
        await HoursAsync(24 * 2 + 9);
        Assert.Empty(await _app.OutboxAsync());
        await HoursAsync(2);
        Assert.Single(await _app.OutboxAsync());

        _app.Clock.SetUtcNow(new DateTimeOffset(2028, 2, 27, 0, 0, 0, TimeSpan.Zero));
        await HoursAsync(24 * 2 + 9);
        Assert.Single(await _app.OutboxAsync());
        await HoursAsync(2);
        Assert.Equal(2, (await _app.OutboxAsync()).Count);
    }

    [Fact]
    public async Task A_birthday_without_its_year_is_greeted_stands_in_its_segment_and_may_be_asked_for()
    {
        await BirthdaysAsync(new { @if = "birthday within 7 days and not age > 0" });
        var id = await BornAsync("day@example.com", "--03-03", "UTC");
        await RecomputeAsync();
        Assert.Contains("birthday-7d", (await _app.CardAsync(id)).Scores.Segments);
        await HoursAsync(24 * 3);
        Assert.Equal("day@example.com", Assert.Single(await _app.OutboxAsync()).To);
        await RecomputeAsync();
        Assert.DoesNotContain("birthday-7d", (await _app.CardAsync(id)).Scores.Segments);
    }

    [Fact]
    public async Task A_birthday_that_is_told_on_the_day_before_is_not_missed_and_one_set_right_is()
    {
        await BirthdaysAsync();
        await _app.TimeAsync(); // The search of the hour has been.
        await BornAsync("late@example.com", "1990-03-02", "UTC");
        await BornAsync("wrong@example.com", "1990-03-02", "UTC");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await BornAsync("wrong@example.com", "1990-04-02", "UTC");
        await HoursAsync(24);

        Assert.Equal("late@example.com", Assert.Single(await _app.OutboxAsync()).To);
    }

    [Fact]
    public async Task Who_was_silent_for_long_is_asked()
    {
        await _app.DefineAsync("asleep", new { on = "stale", after = "30d" }, [Send("Still there?")]);
        await _app.FillAsync("ana@example.com");
        await _app.FillAsync("ben@example.com");
        _app.Clock.Advance(TimeSpan.FromDays(10));
        await _app.FillAsync("ben@example.com");
        await RecomputeAsync();
        _app.Clock.Advance(TimeSpan.FromDays(19));
        await HoursAsync(1);
        Assert.Empty(await _app.OutboxAsync());

        await HoursAsync(26);
        Assert.Equal("ana@example.com", Assert.Single(await _app.OutboxAsync()).To);
        await HoursAsync(26);
        Assert.Single(await _app.OutboxAsync());
    }

    [Fact]
    public async Task Who_comes_into_a_segment_enters_and_who_leaves_it_too()
    {
        await _app.DefineAsync("in", new { on = "segment.entered", segment = "potential" }, [Send("In")]);
        await _app.DefineAsync("out", new { on = "segment.left", segment = "potential" }, [Send("Out")]);
        await _app.FillAsync("ann@shop.example");
        await RecomputeAsync();
        await RecomputeAsync();
        Assert.Equal(["In"], await _app.SubjectsAsync());

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.FileAsync(Shops.Deliveries.Shopify("orders/create", """
            {"id":900,"email":"ann@shop.example","created_at":"2026-03-01T11:00:00Z","updated_at":"2026-03-01T11:00:00Z",
            "total_price":"10.00","currency":"EUR"}
            """));
        await RecomputeAsync();
        Assert.Equal(["In", "Out"], await _app.SubjectsAsync());
    }

    private Task BirthdaysAsync(object? more = null) => _app.DefineAsync(
        "birthday", new { on = "date", field = "birthDate", at = "10:00", offset = "0d" }, [Send("Happy birthday")], more);

    private Task<string> BornAsync(string email, string born, string zone) => _app.FillAsync(
        email, more: capture => capture.Field("birthDate", born).Field("custom.timeZone", zone));

    private async Task RecomputeAsync()
    {
        await _app.Get<RunRecompute>().RunAsync(new RecomputeAsked(Guid.NewGuid().ToString("n"), IsRebuild: false, IsSoon: false), default);
        await _app.SettleAsync();
    }

    private async Task<List<string>> GreetedUntilAsync(int day, int hour)
    {
        var until = new DateTimeOffset(2026, 3, day, hour, 0, 0, TimeSpan.Zero);
        while (_app.Clock.GetUtcNow() < until)
        {
            await HoursAsync(1);
        }

        return [.. (await _app.OutboxAsync()).Select(mail => mail.To)];
    }

    private async Task HoursAsync(int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            await _app.PassAsync(TimeSpan.FromHours(1));
        }
    }
}
