using System.CommandLine;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Replay;

namespace ClientBase.Cli.Commands;

/// <summary><c>replay</c>: files what was said again, compares contacts with it, or fills another base from it.</summary>
internal sealed class ReplayCommand : Command
{
    private readonly Option<string?> _contact = new("--contact") { Description = "Put this contact together anew and compare." };
    private readonly Option<bool> _verify = new("--verify") { Description = "Put every contact together anew and compare." };
    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "The earliest event to file again." };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "The latest event to file again." };
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };
    private readonly BaseConnection _base;
    private readonly BaseConnection _into;

    public ReplayCommand()
        : base(
            "replay",
            "File raw captures again, which changes nothing; or compare contacts with what was said of them (--contact, --verify);"
                + " or fill an empty base from this one (--into).")
    {
        _base = new BaseConnection(this);
        foreach (var option in new Option[] { _contact, _verify, _from, _to })
        {
            Add(option);
        }

        _into = new BaseConnection(this, "--into", "--into-key", "the empty base to fill", isRequired: false);
        Add(_json);
        SetAction((parsed, cancellationToken) => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken)));
    }

    private Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        if (_into.IsGiven(parsed))
        {
            return _into.RunAsync(parsed, other => ShowAsync(parsed, new BaseCopy(api, other).RunAsync(cancellationToken)));
        }

        var run = new ReplayRun(api);
        return ShowAsync(parsed, (parsed.GetValue(_contact), parsed.GetValue(_verify)) switch
        {
            ({ } contact, _) => run.VerifyAsync([contact], cancellationToken),
            (null, true) => run.VerifyAllAsync(cancellationToken),
            _ => run.FileAgainAsync(parsed.GetValue(_from), parsed.GetValue(_to), cancellationToken),
        });
    }

    private async Task<int> ShowAsync(ParseResult parsed, Task<ReplaySummary> run)
    {
        var summary = await run;
        var text = parsed.GetValue(_json) ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web) : summary.InWords;
        await Console.Out.WriteLineAsync(text);
        return summary.Ok ? CommandExit.Done : CommandExit.Refused;
    }
}
