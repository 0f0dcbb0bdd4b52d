using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBase.Cli.Screens;
using Spectre.Console;

namespace ClientBase.Cli.Demo;

/// <summary>Shows the demo: progress on standard error, the result on standard output, as tables or as JSON.</summary>
internal sealed class DemoScreen(bool asJson)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly IAnsiConsole _console = Terminal.Out;
    private readonly IAnsiConsole _aside = Terminal.Aside;

    /// <summary>Shows progress while the stages run.</summary>
    public Task<T> FollowAsync<T>(Func<DemoStages, Task<T>> run) => Console.IsErrorRedirected
        ? run(new DemoStages(null, _aside))
        : _aside.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(bars => run(new DemoStages(bars, _aside)));

    /// <summary>Shows the result.</summary>
    /// <param name="summary">The result.</param>
    /// <param name="isRunning">Whether the server still runs.</param>
    public void Show(DemoSummary summary, bool isRunning)
    {
        if (!summary.Ok)
        {
            _aside.MarkupLineInterpolated($"[red]The demo failed.[/] {summary.Error}");
            _aside.WriteLine($"The server's log: {summary.Log ?? "it did not start"}");
        }

        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(summary, Json));
        }
        else if (summary.Ok)
        {
            ShowTables(summary);
            ShowLinks(summary, isRunning);
        }

        if (isRunning)
        {
            _aside.MarkupLineInterpolated($"The server runs until [bold]Ctrl+C[/]. Look around: [bold]{summary.Links!["dashboard"]}[/]");
        }
    }

    /// <summary>Says that something went wrong after the result was shown.</summary>
    public void Warn(string text) => _aside.WriteLine(text);

    private void ShowTables(DemoSummary summary)
    {
        var segments = new Table().Border(TableBorder.Rounded).AddColumn("Segment").AddColumn("Name")
            .AddColumn(new TableColumn("Contacts").RightAligned());
        foreach (var segment in summary.Segments!)
        {
            segments.AddRow(Markup.Escape(segment.Id), Markup.Escape(segment.Name), $"{segment.Count}");
        }

        _console.Write(segments);
        _console.WriteLine(
            $"{summary.Forms} forms and {summary.Webhooks} webhooks of {summary.People} people "
            + $"became {summary.Contacts} contacts with {summary.Orders} orders; who is there twice waits under Duplicates.");
        _console.WriteLine($"{summary.Mails} mails went to the outbox. All of it took {summary.Seconds:0} s.");
    }

    private void ShowLinks(DemoSummary summary, bool isRunning)
    {
        var links = new Grid().AddColumn().AddColumn();
        foreach (var (name, url) in summary.Links!)
        {
            links.AddRow(Markup.Escape(name), Markup.Escape(url));
        }

        _console.Write(links);
        if (!isRunning)
        {
            _console.WriteLine("The server is stopped now and its data is gone; with --keep it stays, and these addresses answer.");
        }
    }
}
