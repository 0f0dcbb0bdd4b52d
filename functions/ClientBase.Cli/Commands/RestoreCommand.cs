using System.CommandLine;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Demo;

namespace ClientBase.Cli.Commands;

/// <summary><c>restore</c>: puts a nightly copy back into an empty base. Run again after a stop, it goes on where it was.</summary>
internal sealed class RestoreCommand : Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly Option<string?> _backup = new("--backup")
    {
        Description = "The copy, as GET /api/ops/backups lists it; the last whole one unless told.",
    };
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };
    private readonly BaseConnection _base;

    public RestoreCommand()
        : base("restore", "Put a copy from container backups back into an empty base, and wait until it is done.")
    {
        _base = new BaseConnection(this, what: "the empty base");
        Add(_backup);
        Add(_json);
        SetAction((parsed, cancellationToken) => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        var started = await api.StartRestoreAsync(new RestoreAsked(parsed.GetValue(_backup)), cancellationToken);
        await Console.Error.WriteLineAsync($"Copy {started.Backup} is put back.");
        var stage = "";
        var last = await Polling.UntilAsync(
            async () =>
            {
                var state = await api.RestoreAsync(cancellationToken);
                if (state.State != stage)
                {
                    stage = state.State;
                    await Console.Error.WriteLineAsync(stage);
                }

                return state;
            },
            state => state.IsDone,
            Patience,
            cancellationToken);
        await Console.Out.WriteLineAsync(
            parsed.GetValue(_json) ? JsonSerializer.Serialize(last, JsonSerializerOptions.Web) : InWords(last));
        return last.IsDone ? CommandExit.Done : CommandExit.Refused;
    }

    private static string InWords(RestoreState state) => state.IsDone
        ? $"Copy {state.Backup} is back: {string.Join(", ", state.Counts.Select(one => $"{one.Key} {one.Value}"))}. "
            + "Segments and reports are computed anew now; campaigns that were to be sent are paused. Restart the app."
        : $"Still at {state.State}: run the command again to wait on.";
}
