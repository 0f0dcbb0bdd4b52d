using Spectre.Console;

namespace ClientBase.Cli.Screens;

/// <summary>Where commands write: results to standard output; progress, tables of advice and errors to standard error.</summary>
internal static class Terminal
{
    private const int WidestLine = 1000;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out => ConsoleOn(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Aside => ConsoleOn(Console.Error, Console.IsErrorRedirected);

    /// <summary>Shows on a terminal how far a piece of work is; draws nothing elsewhere.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">The work; it reports the share that is done, 0 to 1.</param>
    public static T Follow<T>(string title, Func<IProgress<double>, T> work) => Console.IsErrorRedirected
        ? work(new Share(null))
        : Aside.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .Start(bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title), maxValue: 1d);
                var result = work(new Share(bar));
                bar.Value = 1d;
                return result;
            });

    /// <summary>Shows on a terminal how far a piece of work is that waits for others; draws nothing elsewhere.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">The work; it reports the share that is done, 0 to 1.</param>
    public static Task<T> FollowAsync<T>(string title, Func<IProgress<double>, Task<T>> work) => Console.IsErrorRedirected
        ? work(new Share(null))
        : Aside.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title), maxValue: 1d);
                var result = await work(new Share(bar));
                bar.Value = 1d;
                return result;
            });

    // In a file or a pipe, colours, redrawn lines and broken ones would be garbage.
    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        console.Profile.Width = isRedirected ? WidestLine : console.Profile.Width;
        return console;
    }

    // Progress<T> would report from other threads, after the bar is gone.
    private sealed class Share(ProgressTask? bar) : IProgress<double>
    {
        public void Report(double value)
        {
            if (bar is not null)
            {
                bar.Value = value;
            }
        }
    }
}
