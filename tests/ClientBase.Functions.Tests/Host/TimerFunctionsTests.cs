using System.Globalization;
using Azure.Storage.Blobs.Specialized;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Host;

public sealed class TimerFunctionsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-03-01T10:00:30Z", CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_timer_runs_when_it_is_due()
    {
        await using var host = await TestHost.With(azurite, typeof(EveryFiveMinutes)).Clock(clock).StartAsync();
        await ScheduledAsync(host.Names, "10:05:00");
        Assert.Empty(host.Journal.Entries);

        clock.Advance(TimeSpan.FromMinutes(4.5));
        await host.Journal.UntilAsync("run 10:05:00 on time");
        await ScheduledAsync(host.Names, "10:10:00");

        clock.Advance(TimeSpan.FromMinutes(5));
        await host.Journal.UntilAsync("run 10:10:00 on time");
    }

    [Fact]
    public async Task What_was_missed_while_no_host_ran_is_one_late_run()
    {
        await using (var before = await TestHost.With(azurite, typeof(EveryFiveMinutes)).Clock(clock).StartAsync())
        {
            await ScheduledAsync(before.Names, "10:05:00");
            await before.StopAsync();
            clock.Advance(TimeSpan.FromHours(1));

            await using var host = await TestHost.With(azurite, typeof(EveryFiveMinutes)).Beside(before.Names).Clock(clock).StartAsync();
            await ScheduledAsync(host.Names, "11:05:00");

            Assert.Equal(["run 10:05:00 past due"], host.Journal.Entries);
        }
    }

    [Fact]
    public async Task Without_a_monitor_what_was_missed_stays_missed()
    {
        await using var before = await TestHost.With(azurite, typeof(Unmonitored)).Clock(clock).StartAsync();
        await ScheduledAsync(before.Names, "10:05:00");
        await before.StopAsync();
        clock.Advance(TimeSpan.FromHours(1));

        await using var host = await TestHost.With(azurite, typeof(Unmonitored)).Beside(before.Names).Clock(clock).StartAsync();
        await ScheduledAsync(host.Names, "11:05:00");
        Assert.Empty(host.Journal.Entries);
    }

    [Fact]
    public async Task Of_two_hosts_one_runs_each_occurrence()
    {
        await using var one = await TestHost.With(azurite, typeof(EveryFiveMinutes)).Clock(clock).StartAsync();
        await ScheduledAsync(one.Names, "10:05:00");
        await using var other = await TestHost.With(azurite, typeof(EveryFiveMinutes)).Beside(one.Names).Clock(clock).StartAsync();

        foreach (var due in new[] { "10:05:00", "10:10:00", "10:15:00" })
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            await Eventually.TrueAsync(() => Runs(due) > 0, () => $"the run of {due}");
        }

        // The loser of each race waits for the lock by the clock, and then finds nothing to do.
        await Eventually.StaysTrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(Runs("10:05:00") == 1 && Runs("10:10:00") == 1 && Runs("10:15:00") == 1);
            },
            TimeSpan.FromSeconds(1),
            "one run each");

        int Runs(string due) => one.Journal.Entries.Concat(other.Journal.Entries).Count(entry => entry.Contains(due, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_takes_over_from_one_that_died_in_its_run()
    {
        await using var before = await TestHost.With(azurite, typeof(EveryFiveMinutes)).StartAsync();
        await Eventually.TrueAsync(
            async () => await before.Names.TimerStatus("EveryFiveMinutes").ExistsAsync(), () => "a schedule");
        await before.StopAsync();

        // As a dead host leaves it: held, and never renewed.
        var blob = before.Names.Blob($"locks/{before.Names.HostId}/EveryFiveMinutes.Run");
        await blob.UploadAsync(BinaryData.FromString(""), overwrite: true);
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15));

        await using var host = await TestHost.With(azurite, typeof(EveryFiveMinutes)).Beside(before.Names).StartAsync();
        using var accepted = await RunNowAsync(host, "EveryFiveMinutes");
        await Eventually.TrueAsync(() => host.Journal.Entries.Count == 1, () => "the run after the lease ended");
    }

    [Fact]
    public async Task A_timer_can_run_at_the_start()
    {
        await using var host = await TestHost.With(azurite, typeof(AtStart)).Clock(clock).StartAsync();

        await host.Journal.UntilAsync("started");
    }

    [Fact]
    public async Task A_failed_run_is_repeated_as_its_attribute_says()
    {
        await using var host = await TestHost.With(azurite, typeof(Retrying)).StartAsync();

        using var accepted = await RunNowAsync(host, "Retrying");
        await host.Journal.UntilAsync("attempt 2 of 2");

        Assert.Equal(["attempt 0 of 2", "attempt 1 of 2", "attempt 2 of 2"], host.Journal.Entries);
    }

    [Fact]
    public async Task A_run_asked_for_waits_for_the_one_that_runs_on_another_host()
    {
        await using var one = await TestHost.With(azurite, typeof(Gated)).StartAsync();
        await using var other = await TestHost.With(azurite, typeof(Gated)).Beside(one.Names).StartAsync();

        using var first = await RunNowAsync(one, "Gated");
        await one.Journal.UntilAsync("begin");
        using var second = await RunNowAsync(other, "Gated");
        using var third = await RunNowAsync(one, "Gated");
        other.Journal.Open("gate");
        Assert.Empty(other.Journal.Entries);

        one.Journal.Open("gate");

        await other.Journal.UntilAsync("end");
        await one.Journal.UntilAsync("end", times: 2);
        Assert.Equal(["begin", "end", "begin", "end"], one.Journal.Entries);
    }

    private static Task ScheduledAsync(Names names, string time) => Eventually.TrueAsync(
        async () =>
        {
            var found = new List<string>();
            foreach (var function in new[] { "EveryFiveMinutes", "Unmonitored" })
            {
                var blob = names.TimerStatus(function);
                found.Add(await blob.ExistsAsync() ? (await blob.DownloadContentAsync()).Value.Content.ToString() : "");
            }

            return found.Exists(status => status.Contains($"\"Next\":\"2026-03-01T{time}Z\"", StringComparison.Ordinal));
        },
        () => $"a schedule for {time}");

    private static async Task<HttpResponseMessage> RunNowAsync(TestHost host, string function)
    {
        var response = await host.Http.PostAsync($"/admin/functions/{function}", new StringContent("""{"input":""}"""));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        return response;
    }

    private sealed class EveryFiveMinutes(Journal journal)
    {
        [Function("EveryFiveMinutes")]
        public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer) => journal.Add(
            $"run {timer.ScheduleStatus!.Next.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {(timer.IsPastDue ? "past due" : "on time")}");
    }

    private sealed class Unmonitored(Journal journal)
    {
        [Function("Unmonitored")]
        public void Run([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo timer) => journal.Add($"run {timer.ScheduleStatus!.Next}");
    }

    private sealed class AtStart(Journal journal)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => journal.Add("started");
    }

    private sealed class Retrying(Journal journal)
    {
        [Function("Retrying")]
        [FixedDelayRetry(2, "00:00:00.010")]
        public void Run([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, FunctionContext context)
        {
            journal.Add($"attempt {context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}");
            throw new InvalidOperationException("again");
        }
    }

    private sealed class Gated(Journal journal)
    {
        [Function("Gated")]
        public async Task RunAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            journal.Add("begin");
            await journal.GateAsync("gate", cancellationToken);
            journal.Add("end");
        }
    }
}
