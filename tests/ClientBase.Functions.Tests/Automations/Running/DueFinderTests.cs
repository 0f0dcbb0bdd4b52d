using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Automations.Running.RunBase;

namespace ClientBase.Functions.Tests.Automations.Running;

/// <summary>Who puts what is due into messages, when instances come and go.</summary>
public sealed class DueFinderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly RunBase _app = new(azurite);

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_instance_that_has_just_started_puts_no_second_message_of_what_waits_and_loses_nothing()
    {
        await _app.DefineAsync("welcome", new { on = "form" }, [Wait("1d"), Send("One")]);
        await _app.FillAsync("ana@example.com");
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.New<DueFinder>().PutAsync(default);
        Assert.Equal(1, await MessagesAsync());

        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        await _app.New<DueFinder>().PutAsync(default);
        Assert.Equal(1, await MessagesAsync());

        Assert.Single(await _app.TakeAsync<StepsDue>(Queues.AutomationSteps)); // It is lost: nobody does it.
        await _app.New<DueFinder>().PutAsync(default);
        await _app.SettleAsync();
        Assert.Equal(["One"], await _app.SubjectsAsync());
    }

    private async Task<int> MessagesAsync() =>
        (await _app.Queue(Queues.AutomationSteps).GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
