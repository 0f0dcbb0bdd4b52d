using ClientBase.Functions.Tests.Fixtures;
using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;

namespace ClientBase.Functions.Tests.Host;

public sealed class DrainTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_host_that_stops_finishes_what_runs_and_fetches_nothing_new()
    {
        await using var host = await TestHost.With(azurite, typeof(Gated)).StartAsync();
        var queue = host.Names.Queue(host.Names.Orders);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("a");
        var page = host.Http.GetStringAsync("/api/Page");
        using var timer = await host.Http.PostAsync("/admin/functions/Timer", null);
        await host.Journal.UntilAsync("begin a");
        await host.Journal.UntilAsync("begin page");
        await host.Journal.UntilAsync("begin timer");

        var stopping = host.StopAsync();
        await queue.SendMessageAsync("b");
        await Eventually.StaysTrueAsync(
            () => Task.FromResult(!stopping.IsCompleted && host.Journal.Count("begin b") == 0), TimeSpan.FromSeconds(1), "it waits");
        host.Journal.Open("a");
        host.Journal.Open("page");
        host.Journal.Open("timer");

        await stopping;
        Assert.Equal("page", await page);
        Assert.Equal(1, host.Journal.Count("end a"));
        Assert.Equal(1, host.Journal.Count("end timer"));
        Assert.Equal(["b"], await host.Names.WaitingAsync(host.Names.Orders));
    }

    [Fact]
    public async Task What_does_not_finish_in_time_is_cancelled_and_its_message_kept()
    {
        var clock = new FakeTimeProvider();
        await using var host = await TestHost.With(azurite, typeof(Gated)).Clock(clock).StartAsync();
        var queue = host.Names.Queue(host.Names.Orders);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("a");
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return host.Journal.Count("begin a") == 1;
            },
            () => "the message");

        var stopping = host.StopAsync();
        clock.Advance(InvocationDrain.Grace);

        await stopping;
        Assert.Equal(["begin a", "cancelled a"], host.Journal.Entries);
        Assert.Equal(["a"], await host.Names.WaitingAsync(host.Names.Orders));
    }

    private sealed class Gated(Journal journal)
    {
        [Function("OnOrder")]
        public Task OnOrderAsync([QueueTrigger("%Orders%")] string message, CancellationToken cancellationToken) =>
            WaitAsync(message, cancellationToken);

        [Function("Timer")]
        public Task TimerAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, CancellationToken cancellationToken) =>
            WaitAsync("timer", cancellationToken);

        [Function("Page")]
        public async Task<string> PageAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, CancellationToken cancellationToken)
        {
            await WaitAsync("page", cancellationToken);
            return "page";
        }

        private async Task WaitAsync(string name, CancellationToken cancellationToken)
        {
            journal.Add($"begin {name}");
            try
            {
                await journal.GateAsync(name, cancellationToken);
                journal.Add($"end {name}");
            }
            catch (OperationCanceledException)
            {
                journal.Add($"cancelled {name}");
                throw;
            }
        }
    }
}
