using System.Diagnostics;
using Spectre.Console;

namespace ClientBase.Cli.Demo;

/// <summary>A stage that did its work.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Count">How many of it.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DemoStage(string Name, int Count, double Seconds);

/// <summary>A stage found something else than it should.</summary>
internal sealed class DemoFailure(string message) : Exception(message);

/// <summary>Runs the stages one after the other, showing how far they are.</summary>
/// <param name="progress">Where bars are drawn; null where a line for each stage is all that can be shown.</param>
/// <param name="console">Where those lines go.</param>
internal sealed class DemoStages(ProgressContext? progress, IAnsiConsole console)
{
    private readonly List<DemoStage> _done = [];

    /// <summary>The stages that are through.</summary>
    public IReadOnlyList<DemoStage> Done => _done;

    /// <summary>The stage under way, or the last one.</summary>
    public string Current { get; private set; } = "";

    /// <summary>Runs a stage.</summary>
    /// <param name="name">What it does.</param>
    /// <param name="work">Does it, reports how much of it is done, 0 to 1, and returns how many things it did.</param>
    public async Task RunAsync(string name, Func<IProgress<double>, Task<int>> work)
    {
        Current = name;
        var started = Stopwatch.GetTimestamp();
        var task = progress?.AddTask(Markup.Escape(name), maxValue: 1);
        var bar = new Bar(task);
        var count = await work(bar);
        bar.Report(1);
        task?.StopTask();
        var done = new DemoStage(name, count, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2));
        _done.Add(done);
        if (progress is null)
        {
            console.WriteLine(FormattableString.Invariant($"{done.Name}: {done.Count} in {done.Seconds:0.0} s"));
        }
    }

    // Unlike Progress<T>, reports at once and in order.
    private sealed class Bar(ProgressTask? task) : IProgress<double>
    {
        public void Report(double value) => _ = task?.Value = value;
    }
}
