using System.Diagnostics;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>Polls for what another thread is about to do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<bool> condition, Func<string> wanted, TimeSpan? deadline = null) =>
        TrueAsync(() => Task.FromResult(condition()), wanted, deadline);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> wanted, TimeSpan? deadline = null)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(Interval))
        {
            Assert.True(clock.Elapsed < (deadline ?? Deadline), $"Waited {clock.Elapsed} for {wanted()}");
        }
    }

    /// <summary>Polls for as long as something must stay true.</summary>
    public static async Task StaysTrueAsync(Func<Task<bool>> condition, TimeSpan duration, string what)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration; await Task.Delay(Interval))
        {
            Assert.True(await condition(), $"No longer true after {clock.Elapsed}: {what}");
        }
    }
}
