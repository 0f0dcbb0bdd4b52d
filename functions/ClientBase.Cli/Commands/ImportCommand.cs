using System.CommandLine;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Imports;

namespace ClientBase.Cli.Commands;

/// <summary><c>import</c>: puts people, orders or calls of a file into a running base.</summary>
internal sealed class ImportCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly Argument<string> _file = new("FILE") { Description = "CSV (gzip too), XLSX or XLS." };
    private readonly Option<string> _kind = new("--kind")
    {
        Description = "What its rows are: contacts, orders or interactions.",
        DefaultValueFactory = _ => "contacts",
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description = "column:field, for a column whose heading does not tell; column:- leaves it out.",
    };

    private readonly Option<string?> _shop = new("--shop") { Description = "The shop whose order and customer ids the file holds." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only tell what the import would do." };
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Where to save the report of what could not be used (CSV).",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };

    private readonly BaseConnection _base;

    public ImportCommand()
        : base("import", "Import a file into a running base. The same file again changes nothing.")
    {
        _kind.AcceptOnlyFromAmong("contacts", "orders", "interactions");
        _map.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !token.Value.Contains(':', StringComparison.Ordinal)) is { } told)
            {
                result.AddError($"--map {told.Value} does not tell a column and its field: write column:field, such as Почта:email.");
            }
        });
        Add(_file);
        _base = new BaseConnection(this);
        foreach (var option in new Option[] { _kind, _map, _shop, _dryRun, _report, _json })
        {
            Add(option);
        }

        SetAction((parsed, cancellationToken) => CommandExit.OfAsync(
            () => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken))));
    }

    private async Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        var asked = new ImportAsked(
            parsed.GetValue(_file)!,
            parsed.GetValue(_kind)!,
            parsed.GetValue(_dryRun),
            parsed.GetValue(_map) is { Length: > 0 } map ? string.Join(',', map) : null,
            parsed.GetValue(_shop));
        var run = new ImportRun(api);
        var ended = await run.RunAsync(asked, cancellationToken);
        var report = await run.ReportAsync(ended.Id, parsed.GetValue(_report), cancellationToken);
        if (ended.Error is { } error)
        {
            await Console.Error.WriteLineAsync(error);
        }

        if (parsed.GetValue(_json))
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ended, Indented));
        }
        else
        {
            ImportScreen.Show(ended, report, parsed.GetValue(_report));
        }

        return ended.State == "completed" && (ended.Rejected == 0 || ended.Accepted + ended.Unchanged > 0)
            ? CommandExit.Done
            : CommandExit.Refused;
    }
}
