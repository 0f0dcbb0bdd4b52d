using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Tests.Storage;

public sealed class KeyedTurnsTests
{
    [Fact]
    public async Task One_key_lets_one_through_at_a_time()
    {
        var turns = new KeyedTurns();
        var first = await turns.WaitAsync("anna", CancellationToken.None);
        var second = turns.WaitAsync("anna", CancellationToken.None);
        using var other = await turns.WaitAsync("boris", CancellationToken.None);

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line()
    {
        var turns = new KeyedTurns();
        using var cancellation = new CancellationTokenSource();
        var first = await turns.WaitAsync("anna", CancellationToken.None);
        var second = turns.WaitAsync("anna", cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await turns.WaitAsync("anna", CancellationToken.None)).Dispose();
    }
}
