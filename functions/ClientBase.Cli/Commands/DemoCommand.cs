using System.CommandLine;
using System.ComponentModel;
using ClientBase.Cli.Demo;

namespace ClientBase.Cli.Commands;

/// <summary><c>demo</c>: the main job on sample data, end to end.</summary>
internal sealed class DemoCommand : Command
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };

    private readonly Option<bool> _keep = new("--keep")
    {
        Description = "Leave the server running until Ctrl+C, with its timers, to look around in.",
    };

    public DemoCommand()
        : base(
            "demo",
            "Start a base of its own and fill it with a year of a shop of people who do not exist: forms, orders, visits, segments,"
                + " campaigns, automations, loyalty and the work of managers. Every figure is checked.")
    {
        Add(_json);
        Add(_keep);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var session = new DemoSession(new DemoScreen(parsed.GetValue(_json)), parsed.GetValue(_keep), TimeProvider.System);
        try
        {
            return await session.RunAsync(cancellationToken) ? CommandExit.Done : CommandExit.Refused;
        }
        catch (Exception failure) when (failure is FileNotFoundException or Win32Exception)
        {
            await Console.Error.WriteLineAsync($"The server cannot be started: {failure.Message}");
            return CommandExit.Refused;
        }
    }
}
