namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>A storage emulator of the test run: test classes share it and keep apart by the names they use.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private RunningAzurite? azurite;

    public string ConnectionString => Running.ConnectionString;

    /// <summary>The port of blobs; queues are on the next, tables on the one after.</summary>
    public int BasePort => Running.BasePort;

    private RunningAzurite Running => azurite ?? throw new InvalidOperationException("The fixture is not initialized.");

    public async ValueTask InitializeAsync() => azurite = await SharedAzurite.NextAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
