using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Automations.Presets;

/// <summary>Presets that time alone brings: birthday, win-back, re-validation.</summary>
[Trait("Category", "Slow")]
public sealed class TimePresetTests(AzuriteFixture azurite) : PresetBase(azurite)
{
    [Fact]
    public async Task A_birthday_is_greeted_in_the_morning_where_the_person_lives_once_a_year_with_a_code()
    {
        await App.PresetAsync("birthday");
        await BornAsync("auckland@example.com", "1990-03-03", "Pacific/Auckland"); // 10:00 there is 21:00 UTC the day before.
        await BornAsync("moscow@example.com", "--03-03", "Europe/Moscow"); // 07:00 UTC
        await BornAsync("denver@example.com", "1985-03-03", "America/Denver"); // 17:00 UTC
        await BornAsync("refuses@example.com", "1985-03-03", "UTC", agrees: false);
        await App.RecomputeAsync();
        await App.UntilAsync("2026-03-02T08:00:00Z");
        Assert.Equal([], await GreetedAtAsync("2026-03-02T20:59:00Z"));
        Assert.Equal(["auckland"], await GreetedAtAsync("2026-03-02T21:00:00Z"));
        Assert.Equal(["auckland", "moscow"], await GreetedAtAsync("2026-03-03T07:00:00Z"));
        Assert.Equal(["auckland", "moscow"], await GreetedAtAsync("2026-03-03T16:59:00Z"));
        Assert.Equal(["auckland", "moscow", "denver"], await GreetedAtAsync("2026-03-03T17:00:00Z"));
        Assert.Equal(3, (await App.OutboxAsync()).Select(mail => mail.Html!.Split("<strong>")[1].Split('<')[0]).Distinct().Count());

        Assert.Equal(3, (await GreetedAtAsync("2026-03-04T17:00:00Z")).Count);
        await App.UntilAsync("2027-03-01T22:00:00Z");
        Assert.Equal(6, (await GreetedAtAsync("2027-03-03T17:00:00Z", hours: 20)).Count);
    }

    [Theory]
    [InlineData(2027, "2027-02-28")]
    [InlineData(2028, "2028-02-29")]
    public async Task Who_was_born_on_29_February_is_greeted_on_the_last_day_of_February(int year, string day)
    {
        App.Clock.SetUtcNow(new DateTimeOffset(year, 2, 26, 12, 0, 0, TimeSpan.Zero));
        await App.PresetAsync("birthday");
        await BornAsync("leap@example.com", "1992-02-29", "Asia/Tokyo"); // 01:00 UTC
        await App.RecomputeAsync();
        Assert.Empty(await GreetedAtAsync($"{day}T00:59:00Z", hours: 24));
        Assert.Equal(["leap"], await GreetedAtAsync($"{day}T01:00:00Z"));
        Assert.Equal(["leap"], await GreetedAtAsync($"{day[..4]}-03-02T01:00:00Z", hours: 24));
    }

    [Fact]
    public async Task A_buyer_who_is_silent_for_a_year_is_won_back_in_two_mails_and_an_order_ends_it()
    {
        var ana = await App.FillAsync("ana@example.com");
        await App.FillAsync("ben@example.com");
        await App.FillAsync("never@example.com");
        await OrderAsync(3001, "ana@example.com");
        await OrderAsync(3002, "ben@example.com");
        await App.RecomputeAsync();
        await App.PresetAsync("win-back");
        App.Clock.SetUtcNow(new DateTimeOffset(2027, 4, 1, 12, 0, 0, TimeSpan.Zero));
        await App.RecomputeAsync();
        await App.RecomputeAsync();
        await App.UntilAsync("2027-04-02T11:00:00Z");
        await AssertSentAsync("It has been a while", "It has been a while");

        await OrderAsync(3003, "ben@example.com");
        await App.UntilAsync("2027-04-09T11:00:00Z");
        await App.UntilAsync("2027-04-10T11:00:00Z");
        await AssertSentAsync("It has been a while", "It has been a while", "Come back: 15 % off any order");
        Assert.Equal("ana@example.com", (await App.OutboxAsync())[^1].To);

        await App.UntilAsync("2027-05-11T11:00:00Z");
        Assert.Contains("win-back-silent", (await App.CardAsync(ana)).Contact.TagNames);
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 1", await App.StatsAsync("win-back"));
    }

    [Fact]
    public async Task Who_was_not_heard_of_for_a_year_is_asked_whether_we_may_still_write()
    {
        var ana = await App.FillAsync("ana@example.com");
        var ben = await App.FillAsync("ben@example.com");
        await App.FillAsync("cleo@example.com");
        App.Clock.SetUtcNow(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero));
        await App.FillAsync("cleo@example.com");
        await App.RecomputeAsync();
        await App.PresetAsync("re-validation");
        await App.UntilAsync("2027-03-01T12:30:00Z");
        await App.UntilAsync("2027-03-02T11:00:00Z");
        await AssertSentAsync("May we still write to you?", "May we still write to you?");

        await App.FillAsync("ben@example.com");
        await App.UntilAsync("2027-03-16T11:00:00Z");
        await App.UntilAsync("2027-03-17T11:00:00Z");
        await AssertSentAsync("May we still write to you?", "May we still write to you?", "Our last mail, unless you say otherwise");
        await App.UntilAsync("2027-04-01T11:00:00Z");
        Assert.Contains("asleep", (await App.CardAsync(ana)).Contact.TagNames);
        Assert.Equal("exited entered waiting sent waiting exited:form", await RunOfAsync("re-validation", ben));
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 0", await App.StatsAsync("re-validation"));
    }

    private Task<string> BornAsync(string email, string born, string zone, bool agrees = true) => App.FillAsync(
        email, agrees: agrees, more: capture => capture.Field("birthDate", born).Field("custom.timeZone", zone));

    // The clock is turned on to an instant in steps, since dates are looked for a day and a half ahead.
    private async Task<List<string>> GreetedAtAsync(string at, int hours = 48)
    {
        var until = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        while (App.Clock.GetUtcNow() + TimeSpan.FromHours(hours) < until)
        {
            await App.PassAsync(TimeSpan.FromHours(hours / 2));
        }

        await App.UntilAsync(at);
        return [.. (await App.OutboxAsync()).Select(mail => mail.To.Split('@')[0])];
    }
}
