using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Chaos;

[Trait("Category", "Slow")]
public sealed class CampaignKillTests : IAsyncLifetime
{
    private const int People = 600;

    private RunningAzurite? _azurite;
    private AppProcess? _app;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        _app = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _azurite!.Stop();
    }

    [Fact]
    public async Task A_campaign_whose_sender_is_killed_again_and_again_mails_everybody_once()
    {
        await _app!.Client.DefineFormAsync("crowd");
        await Parallel.ForAsync(0, People, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            await _app.Client.LeadAsync("crowd", new { email = $"p{i}@crowd.example", consent_marketing = true }));
        await _app.Client.IdleAsync();
        await _app.Client.RunTimerAsync("RecomputeSegments");
        await _app.Client.IdleAsync();
        using var defined = await _app.Client.PutAsync("api/campaigns/kills", new
        {
            segment = "potential",
            channel = "email",
            template = new { subject = "Hi", html = "<p>Hi</p>", text = "Hi" },
        });
        Assert.True(defined.IsSuccessStatusCode);
        using var sent = await _app.Client.PostAsync("api/campaigns/kills/send", new StringContent(""));
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);

        var kills = LongRun.Kills(5);
        for (var kill = 1; kill <= kills; kill++)
        {
            await UntilMailsAsync(People * kill / (kills + 2));
            _app.Kill();
            _app = await StartAsync();
        }

        await FinishAsync();
        var recipients = (await _app.Client.OutboxAsync()).Select(mail => mail.To).ToList();
        Assert.Equal(People, recipients.Count);
        Assert.Equal(People, recipients.Distinct().Count());
        Assert.Equal(People, await SentAsync());
        var proof = await ProveAsync();
        Assert.Equal((People, People, 0), (proof.Members, proof.Sent, proof.Ambiguous));
    }

    private Task<AppProcess> StartAsync() => AppProcess.StartAsync(_azurite!.ConnectionString, AppFixture.Settings);

    // More mails than asked for may have left meanwhile, also all of them: then the kill finds an idle sender.
    private async Task UntilMailsAsync(int count)
    {
        for (var tries = 0; tries < 400 && await SentAsync() < count; tries++)
        {
            await ProveAsync();
            await Task.Delay(10);
        }
    }

    private async Task FinishAsync()
    {
        for (var ticks = 0; ticks < 10 && await SentAsync() < People; ticks++)
        {
            await _app!.Client.IdleAsync();
            await _app.Client.RunTimerAsync("DispatchCampaigns");
            await _app.Client.IdleAsync();
        }
    }

    private async Task<CampaignProof> ProveAsync()
    {
        var proof = await _app!.Client.GetAsync<CampaignProof>("api/campaigns/kills/proof");
        Assert.True(proof.Adds, proof.ToString());
        Assert.Equal(proof.Members, proof.Planned + proof.Sent + proof.Skipped.Values.Sum() + proof.Refused + proof.Ambiguous);
        return proof;
    }

    private async Task<int> SentAsync() => (await _app!.Client.ReportAsync("kills")).Sent;
}
