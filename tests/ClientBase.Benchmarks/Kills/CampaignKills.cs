using System.Net.Http.Json;
using System.Text.Json;
using ClientBase.Benchmarks.Base;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Tests.Chaos;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Kills;

/// <summary>
/// A campaign whose sender is killed again and again, through a provider that loses replies: who got it twice, who was missed, and whether
/// what nobody can know is what is listed.
/// </summary>
/// <remarks>The first kills hit every step, before and after; the others come by chance while mails leave.</remarks>
internal static class CampaignKills
{
    private const string Campaign = "kills";
    private const string Segment = "regular";

    // Eight flights of fifty: what README says one kill of an instance makes ambiguous at most.
    private const int MostInFlight = 8 * 50;

    private static readonly int People = Figures.Setting("BENCH_ROWS", Figures.Sized(10_000, small: 400));
    private static readonly int Kills = Figures.Setting("BENCH_KILLS", Figures.Sized(50, small: 4));

    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var storage = await StorageCounter.StartAsync(azurite);
            using var sendGrid = new StubSendGrid { Late = TimeSpan.FromSeconds(4), LosesMails = true };
            using (var app = new BenchApp(azurite.ConnectionString, TimeProvider.System.GetUtcNow()))
            {
                await app.CreateStorageAsync();
                await Readers.WriteAsync(app, Segment, People, TimeProvider.System.GetUtcNow());
            }

            using var events = new SignedEvents(sendGrid);
            await using var sender = new KilledSender(storage, sendGrid, SettingsOf(sendGrid, events, reconcileAfter: 90_000));
            await sender.StartAsync();
            var proofs = new CampaignProofs(sender, sendGrid, Campaign);
            Report(await RunAsync(sender, sendGrid, proofs, events));
            await sender.StopAsync();
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<Figure> RunAsync(KilledSender sender, StubSendGrid sendGrid, CampaignProofs proofs, SignedEvents events)
    {
        await DefineAsync(sender.Client);
        using (var stop = new CancellationTokenSource())
        {
            var watching = proofs.WatchAsync(stop.Token);
            await KillAtEveryStepAsync(sender);
            await KillAgainAndAgainAsync(sender, sendGrid);
            await stop.CancelAsync();
            await watching;
        }

        var figure = await WithoutEventsAsync(sender, sendGrid, proofs);

        // The provider tells of every mail that it took, twice and in any order; what it never speaks of is sent again.
        await events.TellAsync(sender.Client);
        var afterEvents = await proofs.AskAsync();
        sendGrid.LosesMails = false;
        await sender.StopAsync();
        await sender.StartAsync(SettingsOf(sendGrid, events, reconcileAfter: 0));
        await AskAgainAsync(sender.Client);
        var end = await FinishAsync(sender, proofs, events);
        var mailed = sendGrid.Accepted.CountBy(intent => intent).ToList();
        return figure with
        {
            NeverLeft = afterEvents.Ambiguous,
            MailedTwice = mailed.Count(one => one.Value > 1),
            Missed = People - mailed.Count,
            AmbiguousAtTheEnd = end.Ambiguous,
            Proofs = proofs.Answered,
            WrongProofs = proofs.Wrong,
        };
    }

    // What nobody can know yet is what is listed, and nothing else.
    private static async Task<Figure> WithoutEventsAsync(KilledSender sender, StubSendGrid sendGrid, CampaignProofs proofs)
    {
        var unknown = await FinishAsync(sender, proofs);
        var ambiguous = await WhoAsync(sender.Client, "ambiguous");
        var sent = await WhoAsync(sender.Client, "sent");
        var left = sendGrid.Accepted.Select(intent => intent[..26]).ToHashSet(StringComparer.Ordinal);
        return new Figure
        {
            People = People,
            Kills = sender.Moments.Count,
            Moments = [.. sender.Moments.CountBy(moment => moment).Select(moment => $"{moment.Key}: {moment.Value}").Order()],
            Ambiguous = unknown.Ambiguous,
            AmbiguousAtMost = (sender.Moments.Count * MostInFlight) + sendGrid.Unanswered,
            Unanswered = sendGrid.Unanswered,

            // Told of as sent without having left, left without being told of, or counted and not listed.
            NotAsListed = sent.Except(left).Count() + left.Except(sent).Except(ambiguous).Count()
                + Math.Abs(unknown.Ambiguous - ambiguous.Count) + Math.Abs(People - ambiguous.Count - sent.Count),
        };
    }

    private static async Task DefineAsync(HttpClient client)
    {
        using var defined = await client.PutAsJsonAsync($"api/campaigns/{Campaign}", new
        {
            segment = Segment,
            template = new { subject = "Hi", html = "<p>Hi, {{ name.first }}</p><a href=\"{{ unsubscribeUrl }}\">No more</a>" },
        });
        defined.EnsureSuccessStatusCode();
    }

    private static async Task KillAtEveryStepAsync(KilledSender sender)
    {
        foreach (var (at, point) in KillPoint.All.Take(Kills).Index())
        {
            var kill = sender.KillAsync(point);
            if (at == 0)
            {
                await SendAsync(sender.Client);
            }

            await kill;
        }

        await sender.StartAsync();
    }

    private static async Task SendAsync(HttpClient client)
    {
        try
        {
            using var sent = await client.PostAsync($"api/campaigns/{Campaign}/send", new StringContent(""));
            sent.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException broken) when (broken.StatusCode is null)
        {
            // Killed before it answered: it has begun by then.
        }
    }

    private static async Task KillAgainAndAgainAsync(KilledSender sender, StubSendGrid sendGrid)
    {
        var random = new Random(8);
        var left = Math.Max(0, Kills - sender.Moments.Count);
        var (already, patience) = (sendGrid.Accepted.Count, TimeSpan.FromSeconds(10));
        for (var kill = 1; kill <= left; kill++)
        {
            var wanted = already + ((People - already) * kill / (left + 2));
            for (var clock = System.Diagnostics.Stopwatch.StartNew();
                sendGrid.Accepted.Count < wanted && clock.Elapsed < patience; await Task.Delay(5))
            {
            }

            await Task.Delay(random.Next(100));
            await sender.KillAsync();
        }
    }

    // With events until nothing is ambiguous: on a busy machine a request may end by its timeout before the provider has seen it.
    private static async Task<Proof> FinishAsync(KilledSender sender, CampaignProofs proofs, SignedEvents? events = null)
    {
        for (var tries = 0; tries < 120; tries++)
        {
            await proofs.DispatchAsync();
            await Task.Delay(500);
            var queues = await sender.Client.GetFromJsonAsync<JsonElement>("api/ops/queues");
            if (!queues.GetProperty("idle").GetBoolean())
            {
                continue;
            }

            await (events?.TellAsync(sender.Client) ?? Task.CompletedTask);
            if (await proofs.AskAsync() is { Planned: 0 } proof && (events is null || proof.Ambiguous == 0))
            {
                return proof;
            }
        }

        return await proofs.AskAsync();
    }

    // When to look again was noted under the other setting; a campaign that goes on after a pause looks at once.
    private static async Task AskAgainAsync(HttpClient client)
    {
        foreach (var verb in new[] { "pause", "resume" })
        {
            using var answer = await client.PostAsync($"api/campaigns/{Campaign}/{verb}", new StringContent(""));
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<List<string>> WhoAsync(HttpClient client, string outcome)
    {
        var people = new List<string>();
        for (string? continuation = ""; continuation is not null;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>(
                $"api/campaigns/{Campaign}/recipients?take=1000&outcome={outcome}&continuation={continuation}");
            people.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("contact").GetString()!));
            continuation = page.GetProperty("continuation").GetString();
        }

        return people;
    }

    private static Dictionary<string, string> SettingsOf(StubSendGrid sendGrid, SignedEvents events, int reconcileAfter) => new()
    {
        ["LocalHost__QueueLeaseSeconds"] = "2",
        ["SendGrid__ApiKey"] = "SG.bench",
        ["SendGrid__BaseUrl"] = sendGrid.BaseUrl,
        ["SendGrid__TimeoutSeconds"] = "2",
        ["SendGrid__ReconcileAfterSeconds"] = $"{reconcileAfter}",
        ["SendGrid__EventWebhookPublicKey"] = events.PublicKey,
        ["Mail__From"] = "Shop <news@shop.example>",
        ["Tokens__SigningKey"] = "a signing key of the benchmark, long enough",
    };

    private static void Report(Figure figure)
    {
        Figures.Write("kills", figure);
        Figures.Print($"{figure.People} people, {figure.Kills} kills, {figure.Unanswered} answers lost or late");
        Figures.Print($"    without events {figure.Ambiguous} ambiguous, {figure.AmbiguousAtMost} at most");
        Figures.Print($"    not as listed: {figure.NotAsListed}");
        Figures.Print($"    after events {figure.NeverLeft} had never left; in the end {figure.AmbiguousAtTheEnd} ambiguous");
        Figures.Print($"    mailed twice {figure.MailedTwice}, missed {figure.Missed}");
        Figures.Print($"    {figure.Proofs} proofs, {figure.WrongProofs.Count} of them wrong");
        figure.Moments.ForEach(moment => Console.WriteLine($"    {moment}"));
    }

    private sealed record Figure
    {
        public int People { get; init; }
        public int Kills { get; init; }
        public List<string> Moments { get; init; } = [];
        public int Unanswered { get; init; }
        public int Ambiguous { get; init; }
        public int AmbiguousAtMost { get; init; }
        public int NotAsListed { get; init; }
        public int NeverLeft { get; init; }
        public int MailedTwice { get; init; }
        public int Missed { get; init; }
        public int AmbiguousAtTheEnd { get; init; }
        public int Proofs { get; init; }
        public List<string> WrongProofs { get; init; } = [];
    }
}
