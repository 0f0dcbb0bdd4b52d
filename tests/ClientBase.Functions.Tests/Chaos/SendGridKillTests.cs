using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>A provider that loses replies, and a sender that is killed: what nobody can know is listed, and nothing else.</summary>
[Trait("Category", "Slow")]
public sealed class SendGridKillTests : IAsyncLifetime
{
    private const int People = 400;
    private const int MostInTheAir = 8 * 50;

    private readonly StubSendGrid _sendGrid = new();
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
        _sendGrid.Dispose();
    }

    [Fact]
    public async Task Nobody_is_mailed_twice_nobody_is_missed_and_what_is_ambiguous_is_what_is_listed()
    {
        await _app!.Client.DefineFormAsync("crowd");
        await Parallel.ForAsync(0, People, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            await _app.Client.LeadAsync("crowd", new { email = $"p{i}@stub.example", consent_marketing = true }));
        await _app.Client.IdleAsync();
        await _app.Client.RunTimerAsync("RecomputeSegments");
        await _app.Client.IdleAsync();
        using var defined = await _app.Client.PutAsync("api/campaigns/stub", new
        {
            segment = "potential",
            template = new { subject = "Hi", html = "<p>Hi</p>{{ unsubscribeUrl }}" },
        });
        Assert.True(defined.IsSuccessStatusCode, await defined.Content.ReadAsStringAsync());
        using var sent = await _app.Client.PostAsync("api/campaigns/stub/send", new StringContent(""));
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);

        var kills = LongRun.Kills(4);
        for (var kill = 1; kill <= kills; kill++)
        {
            await UntilAcceptedAsync(People * kill / (kills + 2));
            _app.Kill();
            _app = await StartAsync();
        }

        var proof = await FinishAsync();
        Assert.Equal((People, 0, 0), (proof.Members, proof.Planned, proof.Refused));
        var mailed = _sendGrid.Accepted.Select(intent => intent[..26]).ToList();
        Assert.Equal(mailed.Count, mailed.Distinct().Count());

        var ambiguous = await _app.Client.AllAsync<Recipient>("api/campaigns/stub/recipients?outcome=ambiguous");
        var landed = await _app.Client.AllAsync<Recipient>("api/campaigns/stub/recipients?outcome=sent");
        Assert.Equal(proof.Ambiguous, ambiguous.Count);
        Assert.Equal(People, landed.Count + ambiguous.Count);
        Assert.Empty(landed.Select(one => one.Contact).Except(mailed));
        Assert.Empty(mailed.Except(landed.Concat(ambiguous).Select(one => one.Contact)));
        Assert.True(proof.Ambiguous <= (kills * MostInTheAir) + (People / 10), proof.ToString());
    }

    private Task<AppProcess> StartAsync() => AppProcess.StartAsync(
        _azurite!.ConnectionString,
        new Dictionary<string, string>(AppFixture.Settings)
        {
            ["SendGrid__ApiKey"] = "SG.key",
            ["SendGrid__BaseUrl"] = _sendGrid.BaseUrl,
            ["Mail__From"] = "Shop <news@shop.example>",
        });

    private async Task UntilAcceptedAsync(int count)
    {
        for (var tries = 0; tries < 400 && _sendGrid.Accepted.Count < count; tries++)
        {
            await ProveAsync();
            await Task.Delay(10);
        }
    }

    private async Task<CampaignProof> FinishAsync()
    {
        for (var ticks = 0; ticks < 20 && (await ProveAsync()).Planned > 0; ticks++)
        {
            await _app!.Client.IdleAsync();
            await _app.Client.RunTimerAsync("DispatchCampaigns");
            await _app.Client.IdleAsync();
        }

        return await ProveAsync();
    }

    private async Task<CampaignProof> ProveAsync()
    {
        var proof = await _app!.Client.GetAsync<CampaignProof>("api/campaigns/stub/proof");
        Assert.True(proof.Adds, proof.ToString());
        Assert.Equal(proof.Members, proof.Planned + proof.Sent + proof.Skipped.Values.Sum() + proof.Refused + proof.Ambiguous);
        return proof;
    }

    private sealed record Recipient(string Contact, string Outcome);
}
