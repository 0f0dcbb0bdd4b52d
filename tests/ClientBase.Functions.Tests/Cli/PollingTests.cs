using ClientBase.Cli.Demo;

namespace ClientBase.Functions.Tests.Cli;

/// <summary>How the command line waits for a base.</summary>
public sealed class PollingTests
{
    [Fact]
    public async Task A_base_that_is_away_for_a_while_is_asked_again()
    {
        var asked = 0;
        Assert.Equal("there", await AskAsync(TimeSpan.FromMinutes(5), () => ++asked < 3));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task One_that_stays_away_is_a_failure() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(TimeSpan.Zero, () => true));

    private static Task<string> AskAsync(TimeSpan patience, Func<bool> isAway) => Polling.WhenThereAsync(
        () => isAway() ? throw new HttpRequestException("Connection refused") : Task.FromResult("there"),
        patience,
        TestContext.Current.CancellationToken);
}
