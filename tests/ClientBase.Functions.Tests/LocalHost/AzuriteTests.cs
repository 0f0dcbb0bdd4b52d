using Azure.Storage.Queues;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>Development storage: the emulator is started when nothing answers, and stopped by who started it.</summary>
[Trait("Category", "Slow")]
public sealed class AzuriteTests : IDisposable
{
    private readonly KeptAzurite _azurite = new();

    public void Dispose() => _azurite.Dispose();

    [Fact]
    public async Task The_host_starts_the_emulator_it_needs_and_stops_it()
    {
        await using var app = StartHost();
        await app.WaitUntilHealthyAsync();
        await app.Client.DefineFormAsync("emulated");
        await app.Client.LeadAsync("emulated", new { email = "one@emulated.example" });
        await app.Client.IdleAsync();
        Assert.Single(await app.Client.ContactsAsync());

        Assert.Equal(0, await app.StopAsync());

        Assert.False(await _azurite.AnswersAsync());
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(_azurite.Location));
    }

    [Fact]
    public async Task An_emulator_that_answers_is_used_and_left_running()
    {
        var unused = Path.Combine(_azurite.Location, "unused");
        await _azurite.StartAsync();
        await using var app = StartHost(unused);
        await app.WaitUntilHealthyAsync();

        Assert.Equal(0, await app.StopAsync());

        Assert.True(await _azurite.AnswersAsync());
        Assert.False(Directory.Exists(unused));
        await _azurite.StopAsync();
    }

    [Fact]
    public async Task An_emulator_whose_host_was_killed_is_used_by_the_next()
    {
        await using var killed = StartHost();
        await killed.WaitUntilHealthyAsync();
        await killed.Client.DefineFormAsync("kept");
        killed.Kill();

        await using var next = StartHost();
        await next.WaitUntilHealthyAsync();

        await next.Client.LeadAsync("kept", new { email = "one@kept.example" });
        Assert.Equal(0, await next.StopAsync());
        await _azurite.StopAsync();
    }

    [Fact]
    public async Task Of_launchers_at_one_instant_one_starts_the_emulator()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _azurite.StartAsync()));

        Assert.Single(answers, answer => answer.Contains(" started ", StringComparison.Ordinal));
        Assert.Equal(2, answers.Count(answer => answer.Contains(" already running ", StringComparison.Ordinal)));
        Assert.Single(answers.Select(answer => answer.Split(' ')[1]).Distinct());

        await _azurite.StopAsync();
        Assert.False(await _azurite.AnswersAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_stop()
    {
        var queue = new QueueClient(_azurite.ConnectionString, "kept");

        await _azurite.StartAsync();
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("a");
        await _azurite.StopAsync();
        await _azurite.StartAsync();

        Assert.Equal("a", (await queue.PeekMessageAsync()).Value.MessageText);
        await _azurite.StopAsync();
    }

    private AppProcess StartHost(string? location = null) =>
        AppProcess.StartUnchecked("UseDevelopmentStorage=true", new Dictionary<string, string>
        {
            ["LocalHost__AzuriteBasePort"] = _azurite.Port,
            ["LocalHost__AzuriteLocation"] = location ?? _azurite.Location,
        });
}
