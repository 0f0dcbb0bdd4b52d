using System.Threading.Channels;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>A message of an automation that two instances hand over at once: what the channel said to either of them counts.</summary>
public sealed class RunFlightTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly AskedChannel _channel = new();

    [Fact]
    public async Task A_message_that_was_taken_is_not_handed_over_again_because_somebody_else_has_it_in_flight_too()
    {
        using var app = await BeginAsync();
        var (one, other) = await FlyTwiceAsync(app);

        one.Answer.SetResult(SendOutcome.Accepted);
        await one.Hearing;
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await app.StatsAsync("welcome"));

        other.Answer.SetResult(SendOutcome.Accepted);
        await other.Hearing;
        Assert.Equal(2, _channel.HandedOver);
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await app.StatsAsync("welcome"));
    }

    [Fact]
    public async Task A_message_that_one_could_not_hand_over_counts_by_the_answer_to_the_other()
    {
        using var app = await BeginAsync();
        var (one, other) = await FlyTwiceAsync(app);

        other.Answer.SetResult(SendOutcome.NotSent(TimeSpan.FromHours(1)));
        await other.Hearing;
        one.Answer.SetResult(SendOutcome.Accepted);
        await one.Hearing;

        Assert.Equal(2, _channel.HandedOver);
        Assert.Equal("entered 1 active 0 completed 1 exited 0 goal 0", await app.StatsAsync("welcome"));
        Assert.Single(await app.RowsAsync(Tables.Contacts, SentRow.Prefix("")));
    }

    private async Task<RunBase> BeginAsync()
    {
        var app = new RunBase(azurite, replace: services => services.AddSingleton<IMailChannel>(_channel));
        await app.CreateAsync();
        await app.DefineAsync("welcome", new { on = "form" }, [Send("One")]);
        await app.FileAsync(app.Form("ana@example.com", "news", agrees: true, more: null, id: "f1"));
        return app;
    }

    private async Task<(Flying One, Flying Other)> FlyTwiceAsync(RunBase app)
    {
        var message = Assert.Single(await app.TakeAsync<Happened>(Queues.AutomationEnrol));
        return (await FlyAsync(), await FlyAsync());

        async Task<Flying> FlyAsync()
        {
            var hearing = app.OtherEnrolment().HearAsync(message.Contacts[0], message.What, default);
            return new Flying(hearing, await _channel.AskedAsync());
        }
    }

    private sealed record Flying(Task Hearing, TaskCompletionSource<SendOutcome> Answer);

    /// <summary>Answers the first two when the test says so.</summary>
    private sealed class AskedChannel : IMailChannel
    {
        private readonly Channel<TaskCompletionSource<SendOutcome>> _asked = Channel.CreateUnbounded<TaskCompletionSource<SendOutcome>>();

        public bool KnowsRepeats => true;

        public int HandedOver { get; private set; }

        public async Task<TaskCompletionSource<SendOutcome>> AskedAsync() => await _asked.Reader.ReadAsync();

        public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
        {
            if (++HandedOver > 2)
            {
                return Task.FromResult(SendOutcome.Accepted);
            }

            var answer = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(_asked.Writer.TryWrite(answer));
            return answer.Task;
        }
    }
}
