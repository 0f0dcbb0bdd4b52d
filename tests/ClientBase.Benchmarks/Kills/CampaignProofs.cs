using System.Net.Http.Json;
using ClientBase.Functions.Tests.Chaos;

namespace ClientBase.Benchmarks.Kills;

/// <summary>The proof of a campaign, as its route answers.</summary>
internal sealed record Proof(int Members, int Planned, int Sent, Dictionary<string, int> Skipped, int Refused, int Ambiguous, bool Adds)
{
    public bool IsSum => Adds && Members == Planned + Sent + Skipped.Values.Sum() + Refused + Ambiguous;
}

/// <summary>Asks for the proof every second, whatever happens to the sender, and has the timer look for what was left behind.</summary>
internal sealed class CampaignProofs(KilledSender sender, StubSendGrid sendGrid, string campaign)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>How often it was answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Those that did not add up, or told of more mails than had left.</summary>
    public List<string> Wrong { get; } = [];

    public async Task WatchAsync(CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
        {
            try
            {
                await AskAsync();
                await DispatchAsync();
            }
            catch (Exception killed) when (killed is HttpRequestException or IOException or OperationCanceledException
                or ObjectDisposedException or System.Text.Json.JsonException)
            {
                // It died before it answered.
            }
        }
    }

    public async Task<Proof> AskAsync()
    {
        var proof = (await sender.Client.GetFromJsonAsync<Proof>($"api/campaigns/{campaign}/proof"))!;
        Answered++;
        if (!proof.IsSum || proof.Sent > sendGrid.Accepted.Count)
        {
            Wrong.Add($"{proof}, left: {sendGrid.Accepted.Count}");
        }

        return proof;
    }

    public async Task DispatchAsync()
    {
        using var _ = await sender.Client.PostAsJsonAsync("admin/functions/DispatchCampaigns", new { input = "" });
    }
}
