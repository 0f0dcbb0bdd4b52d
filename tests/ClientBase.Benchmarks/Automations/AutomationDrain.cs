using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Benchmarks.Base;
using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Storage;

namespace ClientBase.Benchmarks.Automations;

/// <summary>
/// All steps of many people fall due in one minute, with two hosts that are killed in turn while they do them: nobody is written to twice,
/// nobody is missed, and the frequency cap holds. Fails when it does not.
/// </summary>
internal static class AutomationDrain
{
    private const int Kills = 4; // Two of each host.

    private static readonly int People = Figures.Setting("BENCH_ROWS", Figures.Sized(5_000, small: 500));

    // What a dead host held comes back after that. Not less: an emulator under this load answers late, and work would be done twice.
    private static readonly Dictionary<string, string> Settings = new() { ["LocalHost__QueueLeaseSeconds"] = "15" };
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    // The emulator looks through all rows to find some, so counting is not asked for oftener than the answer is worth.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        var azurite = await Emulator.StartAsync(People);
        var hosts = new AppUnderTest[2];
        try
        {
            var crowd = new DueCrowd(People, TimeProvider.System.GetUtcNow());
            await crowd.WriteAsync(azurite.ConnectionString);
            hosts[0] = await StartAsync(azurite.ConnectionString);
            hosts[1] = await StartAsync(azurite.ConnectionString);
            var clock = Stopwatch.StartNew();
            var patience = TimeSpan.FromMinutes(9) + TimeSpan.FromSeconds(People / 10);
            await DrainAsync(hosts, azurite.ConnectionString, crowd.Mails, clock, patience);
            var seconds = clock.Elapsed.TotalSeconds;
            var counts = await SettledAsync(crowd, hosts[0], clock, patience);
            await ReportAsync(crowd, seconds, counts, azurite.ConnectionString);
        }
        finally
        {
            foreach (var host in hosts.Where(host => host is not null))
            {
                await host.DisposeAsync();
            }

            azurite.Stop();
        }
    }

    private static async Task<AppUnderTest> StartAsync(string connectionString)
    {
        var host = AppUnderTest.Start(AppUnderTest.Command, connectionString, Settings);
        await host.UntilHealthyAsync();
        return host;
    }

    // The timer is told to run as often as it would by itself, and oftener: what a dead host held is found by the living one.
    private static async Task DrainAsync(
        AppUnderTest[] hosts, string connectionString, int mails, Stopwatch clock, TimeSpan patience)
    {
        var (killed, told) = (0, -Again);
        var before = -1;
        while (await MailsAsync(connectionString) is var sent && sent < mails)
        {
            if (clock.Elapsed > patience)
            {
                throw new InvalidOperationException($"After {patience} {sent} of {mails} mails have left.");
            }

            if (killed < Kills && sent >= mails * (killed + 1) / (Kills + 2))
            {
                var victim = killed++ % 2;
                hosts[victim].Kill();
                await hosts[victim].DisposeAsync();
                hosts[victim] = null!; // Else it is ended twice when its successor does not start.
                hosts[victim] = await StartAsync(connectionString);
                Figures.Print($"{clock.Elapsed.TotalSeconds:0} s: {sent} of {mails} mails, kill {killed}");
            }

            if (sent != before)
            {
                Figures.Print($"{clock.Elapsed.TotalSeconds:0} s: {sent} of {mails} mails");
                before = sent;
            }

            if (clock.Elapsed - told >= Again)
            {
                using var answer = await hosts[killed % 2].Client.PostAsJsonAsync("admin/functions/RunAutomations", new { input = "" });
                answer.EnsureSuccessStatusCode();
                told = clock.Elapsed;
            }

            await Task.Delay(Pause);
        }
    }

    private static async Task<int> MailsAsync(string connectionString) =>
        await new TableClient(connectionString, Tables.Outbox)
            .QueryAsync<TableEntity>(select: [nameof(ITableEntity.RowKey)], maxPerPage: 1000).CountAsync();

    // What was in the hands of a host that was killed is done once more: the counts are right when that is over.
    private static async Task<Dictionary<string, long>> SettledAsync(
        DueCrowd crowd, AppUnderTest host, Stopwatch clock, TimeSpan patience)
    {
        while (true)
        {
            var counts = await CountsAsync(host);
            if (AddsUp(crowd, counts) || clock.Elapsed > patience)
            {
                return counts;
            }

            await Task.Delay(Pause);
        }
    }

    private static bool AddsUp(DueCrowd crowd, Dictionary<string, long> counts) =>
        (counts["entered"], counts["completed"], counts["active"], counts["sent"]) == (crowd.Runs, crowd.Mails, crowd.Held, crowd.Mails);

    private static async Task<Dictionary<string, long>> CountsAsync(AppUnderTest host)
    {
        var counts = new Dictionary<string, long>();
        foreach (var id in DueCrowd.Automations)
        {
            var shown = await host.Client.GetFromJsonAsync<JsonElement>($"api/automations/{id}");
            foreach (var count in shown.GetProperty("stats").EnumerateObject())
            {
                counts[count.Name] = counts.GetValueOrDefault(count.Name) + count.Value.GetInt64();
            }
        }

        return counts;
    }

    private static async Task ReportAsync(
        DueCrowd crowd, double seconds, Dictionary<string, long> counts, string connectionString)
    {
        var addresses = await new TableClient(connectionString, Tables.Outbox)
            .QueryAsync<TableEntity>(select: ["To"], maxPerPage: 1000).Select(row => row.GetString("To")).ToListAsync();
        var figure = new
        {
            people = People,
            due = crowd.Runs,
            kills = Kills,
            seconds = Math.Round(seconds, 1),
            stepsPerSecond = Math.Round(crowd.Runs / seconds),
            mails = addresses.Count,
            recipients = addresses.Distinct().Count(),
            counts,
        };
        Figures.Write("drain", figure);
        Figures.Print($"{crowd.Runs} steps due in one minute, {Kills} kills: {figure.seconds} s, {figure.stepsPerSecond} steps/s");
        Figures.Print($"{figure.mails} mails to {figure.recipients} people, to be {crowd.Mails}");
        Figures.Print($"held by the cap {counts["active"]}, to be {crowd.Held}");
        if ((figure.mails, figure.recipients) != (crowd.Mails, crowd.Mails) || !AddsUp(crowd, counts))
        {
            throw new InvalidOperationException($"It does not add up: {JsonSerializer.Serialize(figure)}");
        }
    }
}
