using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>From a posted form to a mail in the outbox, and out again by one click.</summary>
[Trait("Category", "Slow")]
public sealed class CampaignJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task Who_agreed_gets_the_mail_once_and_nobody_else_gets_it()
    {
        await _client.DefineFormAsync("leads");
        await _client.LeadAsync("leads", new { email = "yes@journey.example", name = "Вера&Ко", consent_marketing = true });
        await _client.LeadAsync("leads", new { email = "silent@journey.example" });
        await _client.LeadAsync("leads", new { email = "no@journey.example", consent_marketing = "no" });
        await _client.LeadAsync("leads", new { phone = "+79165550606", consent_marketing = true });
        await RecomputeAsync();

        await SendAsync("welcome", "potential");
        await SendAgainAsync("welcome");

        var mail = Assert.Single(await OutboxAsync("welcome"));
        Assert.Equal("yes@journey.example", mail.To);
        Assert.Equal("Здравствуйте, Вера&Ко", mail.Subject);
        Assert.Contains("Вера&amp;Ко", mail.Html);
        var report = await _client.ReportAsync("welcome");
        Assert.Equal(1, report.Sent);
        Assert.True(report.Skipped >= 3, "silent, no, and the one without an address");
        Assert.Single(await _client.TimelineAsync(await _client.ContactAsync("yes@journey.example")), entry => entry.Kind == "mail.sent");
    }

    [Fact]
    public async Task One_click_ends_the_mails()
    {
        await _client.DefineFormAsync("clicks");
        await _client.LeadAsync("clicks", new { email = "stop@clicks.example", consent_marketing = true });
        await RecomputeAsync();
        await SendAsync("first", "potential");
        var mail = Assert.Single(await OutboxAsync("first"), one => one.To == "stop@clicks.example");
        var link = new Uri(mail.Headers["List-Unsubscribe"].Trim('<', '>')).PathAndQuery.TrimStart('/');
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);

        // A mail scanner follows links: that must change nothing.
        Assert.Equal(HttpStatusCode.OK, await _client.StatusOfAsync(link));
        using var answer = await _client.PostAsync(link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await _client.IdleAsync();
        await SendAsync("second", "potential");

        Assert.DoesNotContain(await OutboxAsync("second"), one => one.To == "stop@clicks.example");
        var contact = await _client.ContactAsync("stop@clicks.example");
        Assert.Contains(new ConsentItem("marketing", "email", Granted: false), contact.Consents);
    }

    private async Task RecomputeAsync()
    {
        await _client.IdleAsync();
        await _client.RunTimerAsync("RecomputeSegments");
        await _client.IdleAsync();
    }

    private async Task SendAsync(string campaign, string segment)
    {
        using var defined = await _client.PutAsync($"api/campaigns/{campaign}", new
        {
            segment,
            channel = "email",
            template = new
            {
                subject = "Здравствуйте, {{name.full}}",
                html = "<p>{{name.full}}</p><a href=\"{{unsubscribeUrl}}\">stop</a>",
                text = "{{name.full}}",
            },
        });
        Assert.True(defined.IsSuccessStatusCode, await defined.Content.ReadAsStringAsync());
        await SendAgainAsync(campaign);
    }

    private async Task SendAgainAsync(string campaign)
    {
        using var sent = await _client.PostAsync($"api/campaigns/{campaign}/send", new StringContent(""));
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await _client.RunTimerAsync("DispatchCampaigns");
        await _client.IdleAsync();
    }

    private async Task<List<OutboxItem>> OutboxAsync(string campaign) =>
        [.. (await _client.OutboxAsync()).Where(mail => mail.CustomArgs["campaign"] == campaign)];
}
