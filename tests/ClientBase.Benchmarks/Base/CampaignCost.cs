using System.Diagnostics;
using System.Net;
using ClientBase.Benchmarks.Leads;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Campaigns.Reporting;
using ClientBase.Functions.Campaigns.Running;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Sending.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Benchmarks.Base;

/// <summary>What a campaign costs, ledger and timeline included, with a provider that takes every mail at once, in this process.</summary>
internal static class CampaignCost
{
    private const string Segment = "regular";
    private const int AtOnce = 64; // As many messages as the host gives an instance.

    private static readonly int People = Figures.Setting("BENCH_ROWS", Figures.Sized(100_000, small: 2_000));
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync()
    {
        var azurite = await Emulator.StartAsync(People);
        try
        {
            using var app = new BenchApp(azurite.ConnectionString, Noon, builder =>
            {
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["SendGrid:ApiKey"] = "SG.bench",
                    ["Mail:From"] = "Shop <news@shop.example>",
                    ["Tokens:SigningKey"] = "a signing key of the benchmark, long enough",
                });
                builder.AddSending().AddCampaigns();
                builder.Services.AddHttpClient(SendGridChannel.ClientName).ConfigurePrimaryHttpMessageHandler(() => new TakesAll());
            });
            await app.CreateStorageAsync();
            await Readers.WriteAsync(app, Segment, People, Noon);
            var campaign = await DefineAsync(app);
            var dryRun = await DryRunAsync(app, campaign);
            await app.Get<CampaignStore>().ChangeAsync(campaign.Id, one => one.Schedule(Noon)!.Start(Noon), default);
            app.Requests.Reset();
            var (machine, clock) = (MachineUse.Start(), Stopwatch.StartNew());
            var groups = await PlanAsync(app, campaign.Id);
            var planned = clock.Elapsed;
            await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (some, token) =>
                await app.Get<SendCampaign>().RunAsync(some, token));
            var (own, others) = machine.Since(TimeSpan.Zero);
            var mails = TakesAll.Taken;
            var figure = new
            {
                mails,
                mailsPerSecond = Math.Round(mails / clock.Elapsed.TotalSeconds),
                planSeconds = Math.Round(planned.TotalSeconds, 1),
                cpuMillisecondsPerMail = Math.Round(own.TotalMilliseconds / mails, 3),
                dryRun,
                transactionsPerMail = Math.Round((double)app.Requests.Total / mails, 4),
                othersShare = others,
                requests = app.Requests.Counts,
            };
            Figures.Write("campaign", figure);
            Figures.Print($"{figure.mails} mails, {figure.mailsPerSecond} mails/s (plan {figure.planSeconds} s of it)");
            Figures.Print($"    its dry run before: {dryRun}");
            Figures.Print($"    a mail: CPU {figure.cpuMillisecondsPerMail} ms, {figure.transactionsPerMail} transactions");
            Figures.Print($"    others, the emulator among them, used {others:P0} of the machine");
        }
        finally
        {
            azurite.Stop();
        }
    }

    // The first page decides for everybody; a further one for its own people.
    private static async Task<DryRunFigure> DryRunAsync(BenchApp app, Campaign campaign)
    {
        app.Requests.Reset();
        var (machine, clock) = (MachineUse.Start(), Stopwatch.StartNew());
        var plan = await app.Get<DryRun>().PageAsync(campaign, new Paging(50, null), default);
        var cpu = machine.Since(TimeSpan.Zero).Own.TotalMilliseconds / plan!.Count;
        return new DryRunFigure(plan.Count, Math.Round(clock.Elapsed.TotalSeconds, 1), Math.Round(cpu, 3), app.Requests.Total);
    }

    private static async Task<Campaign> DefineAsync(BenchApp app)
    {
        var store = app.Get<CampaignStore>();
        var template = new MailTemplate(
            "{{ name | greeting }}",
            "<p>{{ name.first }}, {{ fields.city | default: 'привет' }}</p><a href=\"{{ unsubscribeUrl }}\">Отписаться</a>",
            null);
        await store.DefineAsync("bench", new CampaignDefinition(Segment, [], "email", template, null), default);
        return (await store.GetAsync("bench", default))!;
    }

    private static async Task<List<SendGroups>> PlanAsync(BenchApp app, string campaign)
    {
        var planned = await Task.WhenAll(ContactId.Shards.Select(shard =>
            app.Get<PlanCampaign>().RunAsync(new PlanShard(campaign, shard), default)));
        return [.. planned.SelectMany(groups => groups)];
    }

    private sealed record DryRunFigure(int People, double Seconds, double CpuMillisecondsEach, long Transactions);

    private sealed class TakesAll : HttpMessageHandler
    {
        private static int _taken;

        public static int Taken => _taken;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            Interlocked.Increment(ref _taken);
            return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("") };
        }
    }
}
