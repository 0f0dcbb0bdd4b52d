using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;
using ClientBase.Cli.Demo.Samples.Shops;
using ClientBase.Cli.Server;
using Refit;

namespace ClientBase.Cli.Demo;

/// <summary>Runs the demo on a server of its own, from start to stop.</summary>
internal sealed class DemoSession(DemoScreen screen, bool keep, TimeProvider clock)
{
    private readonly Dictionary<SampleShop, string> _secrets = new[] { SampleShop.Shopify, SampleShop.WooCommerce }
        .ToDictionary(shop => shop, _ => RandomNumberGenerator.GetHexString(32));

    /// <summary>Runs it.</summary>
    /// <returns>Whether every stage did its work.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("clientbase-demo-").FullName;
        var isDone = await RunAsync(folder, cancellationToken);
        if (isDone)
        {
            Directory.Delete(folder, recursive: true);
        }

        return isDone;
    }

    private async Task<bool> RunAsync(string folder, CancellationToken cancellationToken)
    {
        DemoSummary summary;
        await using (var server = FunctionAppProcess.Start(folder, Settings(), runsTimers: keep))
        {
            summary = await screen.FollowAsync(stages => RunAsync(server, stages, cancellationToken));
            if (keep && summary.Ok)
            {
                screen.Show(summary, isRunning: true);
                return await StayAsync(server, cancellationToken);
            }
        }

        screen.Show(summary, isRunning: false);
        return summary.Ok;
    }

    private async Task<DemoSummary> RunAsync(FunctionAppProcess server, DemoStages stages, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        double Seconds() => Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);

        using var http = ClientBaseApi.Connect(server.Url, DemoBase.Concurrency);
        http.Timeout = DemoBase.Patience;
        var api = RestService.For<IClientBaseApi>(http);
        var sample = SampleBase.Create(clock.GetUtcNow());
        try
        {
            await stages.RunAsync("Start the server", async _ =>
            {
                await server.WaitUntilHealthyAsync(api, cancellationToken);
                return 1;
            });
            var demo = new DemoBase(api, new DemoApi(http), sample, _secrets);
            var found = await new DemoRun(demo, stages).RunAsync(cancellationToken);
            return Success(server.Url, sample, found, stages, Seconds());
        }
        catch (Exception failure) when (Explain(failure, cancellationToken) is { } why)
        {
            return new DemoSummary(false, Seconds(), stages.Done)
            {
                Url = Address(server.Url),
                Error = $"{stages.Current}: {why}",
                Log = server.LogPath,
            };
        }
    }

    private static DemoSummary Success(Uri url, SampleBase sample, DemoFindings found, DemoStages stages, double seconds) =>
        new(true, seconds, stages.Done)
        {
            Url = Address(url),
            People = sample.People.Count(person => person.SecondOf is null),
            Contacts = found.Contacts,
            Orders = found.Orders,
            Forms = found.Forms,
            Webhooks = found.Webhooks,
            Segments = [.. found.Segments.Select(segment => new DemoSegment(segment.Id, segment.Name, segment.Count))],
            Mails = found.Mails,
            Links = new Dictionary<string, string>
            {
                ["dashboard"] = $"{url}api/dashboard",
                ["contacts"] = $"{url}api/contacts",
                ["segments"] = $"{url}api/segments",
                ["members"] = $"{url}api/segments/{DemoRun.Audience}/members",
                ["export"] = $"{url}api/segments/{DemoRun.Audience}/export?format=csv",
                ["report"] = $"{url}api/campaigns/{SampleCampaigns.Thanks}/report",
                ["outbox"] = $"{url}api/outbox",
                ["mails"] = $"{url}api/outbox/page",
                ["month"] = $"{url}api/reports/monthly?month={sample.Now:yyyy-MM}",
                ["health"] = $"{url}api/health",
            },
        };

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static string? Explain(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        DemoFailure or InvalidOperationException or JsonException => failure.Message,
        ApiException refused => ClientBaseApi.Explain(refused),
        ApiRequestException or HttpRequestException => $"the server does not answer: {failure.Message}",
        OperationCanceledException when cancellationToken.IsCancellationRequested => "stopped before the end",
        OperationCanceledException => "the server took too long to answer",
        _ => null,
    };

    // True when the user ended it.
    private async Task<bool> StayAsync(FunctionAppProcess server, CancellationToken cancellationToken)
    {
        try
        {
            await server.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return true;
        }

        // Ctrl+C goes to both processes, and the server may be the quicker one.
        if (!cancellationToken.IsCancellationRequested)
        {
            screen.Warn($"The server ended by itself. Its log: {server.LogPath}");
        }

        return cancellationToken.IsCancellationRequested;
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            ["Forms__RatePerMinute"] = "0", // All visitors come from one address.
            ["Visits__RatePerMinute"] = "0",
            ["Campaigns__QuietHours"] = "",
            ["Campaigns__CostPerMail"] = "0.01",
            ["Campaigns__Currency"] = SampleOrder.Currency,
            ["Crm__Currency"] = SampleOrder.Currency,
        };
        if (!keep)
        {
            settings["Filing__RecomputeAfterSeconds"] = "0"; // It asks for segments when it wants them, and has nobody wait for them.
        }

        foreach (var (shop, secret) in _secrets)
        {
            settings[$"Shops__{shop.Name}__Kind"] = shop.Kind;
            settings[$"Shops__{shop.Name}__Secret"] = secret;
            settings[$"Shops__{shop.Name}__Currency"] = SampleOrder.Currency;
        }

        return settings;
    }
}
