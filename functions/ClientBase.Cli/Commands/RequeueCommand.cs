using System.CommandLine;
using System.Text.Json;
using ClientBase.Cli.Api;

namespace ClientBase.Cli.Commands;

/// <summary><c>requeue</c>: puts the messages of a poison queue back to be tried again.</summary>
internal sealed class RequeueCommand : Command
{
    private readonly Argument<string> _queue = new("QUEUE") { Description = "The queue they failed in, such as captured." };
    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };
    private readonly BaseConnection _base;

    public RequeueCommand()
        : base("requeue", "Put the messages of a queue that failed too often back, once their cause is mended.")
    {
        Add(_queue);
        _base = new BaseConnection(this);
        Add(_json);
        SetAction((parsed, cancellationToken) => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        var requeued = await api.RequeueAsync(parsed.GetValue(_queue)!, cancellationToken);
        await Console.Out.WriteLineAsync(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(requeued, JsonSerializerOptions.Web)
            : $"{requeued.Replayed} messages of queue '{requeued.Queue}' are tried again.");
        return CommandExit.Done;
    }
}
