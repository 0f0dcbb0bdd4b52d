using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Automations.Presets;

/// <summary>Presets that begin with a form: welcome, double opt-in, bonus.</summary>
[Trait("Category", "Slow")]
public sealed class NewcomerPresetTests(AzuriteFixture azurite) : PresetBase(azurite)
{
    private const string First = "Good to have you with us";
    private const string Second = "How to choose well";
    private const string Third = "10 % off your first order";

    [Fact]
    public async Task A_subscriber_is_welcomed_in_three_mails_the_last_with_a_code()
    {
        await App.PresetAsync("welcome");
        await App.FillAsync("no@example.com", agrees: false);
        await App.FillAsync("ana@example.com", id: "w1");
        await App.FillAsync("ana@example.com", id: "w1");
        await App.FillAsync("ana@example.com");
        await AssertSentAsync(First);

        await App.UntilAsync("2026-03-05T10:59:00Z");
        await App.UntilAsync("2026-03-05T11:00:00Z");
        await AssertSentAsync(First, Second);
        await App.UntilAsync("2026-03-09T10:59:00Z");
        await App.UntilAsync("2026-03-09T11:00:00Z");
        await AssertSentAsync(First, Second, Third);

        var mail = (await App.OutboxAsync())[^1];
        Assert.Matches("<strong>[A-Z0-9-]{6,}</strong>", mail.Html);
        Assert.Contains("23 March 2026", mail.Html, StringComparison.Ordinal);
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await App.StatsAsync("welcome"));
    }

    [Fact]
    public async Task An_order_and_a_withdrawal_end_the_welcome()
    {
        await App.PresetAsync("welcome");
        var ana = await App.FillAsync("ana@example.com");
        var ben = await App.FillAsync("ben@example.com");
        await App.PassAsync(TimeSpan.FromDays(1));
        await OrderAsync(1001, "ana@example.com");
        await App.UnsubscribeAsync(ben, "ben@example.com");
        await App.PassAsync(TimeSpan.FromDays(5));

        await AssertSentAsync(First, First);
        Assert.Equal("exited entered sent waiting exited:goal goal", await RunOfAsync("welcome", ana));
        Assert.Equal("exited entered sent waiting exited:unsubscribe", await RunOfAsync("welcome", ben));
        Assert.Equal("entered 2 active 0 completed 0 exited 2 goal 1", await App.StatsAsync("welcome"));
    }

    [Fact]
    public async Task Who_does_not_confirm_is_asked_twice_and_who_does_is_left_alone()
    {
        await App.PresetAsync("double-opt-in");
        var ana = await App.FillAsync("ana@example.com", agrees: false);
        var ben = await App.FillAsync("ben@example.com", agrees: false);
        var dora = await App.FillAsync("dora@example.com", agrees: false);
        var cleo = await App.FillAsync("cleo@example.com");
        await App.UnsubscribeAsync(dora, "dora@example.com");
        await App.TellAsync(Agreement(ben, "ben@example.com"));
        await App.PassAsync(TimeSpan.FromDays(1));
        await AssertSentAsync("One step left: confirm your subscription");

        await App.PassAsync(TimeSpan.FromDays(3));
        await AssertSentAsync("One step left: confirm your subscription", "Your subscription is not confirmed yet");
        Assert.Contains("not-confirmed", (await App.CardAsync(ana)).Contact.TagNames);
        Assert.Equal("exited entered waiting then exited:confirmed", await RunOfAsync("double-opt-in", ben));
        Assert.Equal("exited entered waiting exited:unsubscribe", await RunOfAsync("double-opt-in", dora));
        Assert.Empty(await App.RunsAsync("double-opt-in", cleo));
        Assert.All(await App.OutboxAsync(), mail => Assert.Equal("ana@example.com", mail.To));
    }

    [Fact]
    public async Task A_bonus_comes_at_once_and_is_recalled_before_it_ends_unless_it_was_used()
    {
        await App.PresetAsync("bonus");
        var ana = await App.FillAsync("ana@example.com");
        await App.FillAsync("ana@example.com");
        await App.FillAsync("ben@example.com", agrees: false); // The bonus is a service; its recall is advertising.
        await App.FillAsync("cleo@example.com");
        var codes = (await App.OutboxAsync()).ToDictionary(mail => mail.To, mail => mail.Subject["Your bonus: ".Length..]);
        Assert.Equal(3, codes.Values.Distinct().Count());

        await App.PassAsync(TimeSpan.FromDays(20));
        await OrderAsync(1002, "cleo@example.com");
        await App.PassAsync(TimeSpan.FromDays(4));
        await App.PassAsync(TimeSpan.FromDays(1));
        var mails = await App.OutboxAsync();
        Assert.Equal(4, mails.Count);
        Assert.Equal(("ana@example.com", $"Your code {codes["ana@example.com"]} ends soon"), (mails[^1].To, mails[^1].Subject));
        Assert.StartsWith(
            "completed entered done sent waiting waiting then sent", await RunOfAsync("bonus", ana), StringComparison.Ordinal);
        Assert.Equal("entered 3 active 0 completed 2 exited 1 goal 1", await App.StatsAsync("bonus"));
    }

    private CapturedEvent Agreement(string contactId, string email) =>
        new CaptureBuilder(CaptureId.New(), "confirm", "consent", App.Clock.GetUtcNow())
            .About(contactId).Consent(ConsentPurpose.Marketing, "email", email, granted: true).Build();
}
