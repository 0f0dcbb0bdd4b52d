using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Outbox;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Tests.Campaigns;

public sealed class CampaignSettingsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("Campaigns:QuietHours", "25-08")]
    [InlineData("Campaigns:TimeZone", "Mars/Olympus")]
    [InlineData("Campaigns:RatePerSecond", "-1")]
    [InlineData("SendGrid:BaseUrl", "sendgrid.test")]
    [InlineData("Mail:From", "not an address")]
    [InlineData("Mail:PublicBaseUrl", "")]
    [InlineData("Tokens:SigningKey", "short")]
    public void A_setting_that_cannot_work_is_refused(string name, string value)
    {
        using var app = new CampaignBase(azurite, settings: new() { [name] = value });
        Assert.Throws<OptionsValidationException>(() => Read(app));
    }

    [Fact]
    public void Settings_left_empty_are_as_good_as_left_out()
    {
        using var app = new CampaignBase(azurite, settings: new()
        {
            ["Campaigns:QuietHours"] = "",
            ["SendGrid:ApiKey"] = "",
            ["SendGrid:BaseUrl"] = "",
            ["SendGrid:EventWebhookPublicKey"] = "",
            ["Mail:From"] = "",
            ["Tokens:SigningKey"] = "",
        });

        Read(app);
        Assert.IsType<OutboxChannel>(app.Get<IMailChannel>());
    }

    [Fact]
    public void With_a_SendGrid_key_a_sender_is_wanted()
    {
        using var app = new CampaignBase(azurite, settings: new() { ["SendGrid:ApiKey"] = "SG.key" });
        Assert.Contains("Mail__From", Assert.Throws<OptionsValidationException>(() => Read(app)).Message, StringComparison.Ordinal);
    }

    private static void Read(CampaignBase app)
    {
        _ = app.Get<IOptions<CampaignOptions>>().Value;
        _ = app.Get<IOptions<SendGridOptions>>().Value;
        _ = app.Get<IOptions<MailOptions>>().Value;
        _ = app.Get<IOptions<TokenOptions>>().Value;
    }
}
