using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Exports;
using ClientBase.Cli.Screens;
using Spectre.Console;

namespace ClientBase.Cli.Commands;

/// <summary><c>export</c>: saves a segment or a report of a running base as a file.</summary>
internal sealed class ExportCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly Option<string?> _segment = new("--segment") { Description = "The segment to save; with --report: of whom it is." };
    private readonly Option<string?> _report = new("--report") { Description = "The report to save." };
    private readonly Option<string> _out = new("--out") { Description = "The file to write.", Required = true };
    private readonly Option<string?> _format = new("--format")
    {
        Description = "csv or xlsx (told by the file's name where left out); of a segment also google, meta, vk or yandex.",
    };

    private readonly Option<string?> _from = new("--from") { Description = "Of a report: the first day, month or instant." };
    private readonly Option<string?> _to = new("--to") { Description = "Of a report: the last." };
    private readonly Option<string?> _by = new("--by") { Description = "Of a report: day, week or month." };
    private readonly Option<bool> _json =
        new("--json") { Description = "Print one JSON document to standard output, and nothing else there." };
    private readonly BaseConnection _base;

    public ExportCommand()
        : base("export", "Save a segment or a report of a running base as a file.")
    {
        _base = new BaseConnection(this);
        foreach (var option in new Option[] { _segment, _report, _out, _format, _from, _to, _by, _json })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(_segment) is null && result.GetValue(_report) is null)
            {
                result.AddError("Say what to save: --segment ID or --report NAME.");
            }
        });
        SetAction((parsed, cancellationToken) => CommandExit.OfAsync(
            () => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken))));
    }

    private async Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        var (report, segment, path) = (parsed.GetValue(_report), parsed.GetValue(_segment), parsed.GetValue(_out)!);
        var format = parsed.GetValue(_format) ?? (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? "xlsx" : "csv");
        var asked = new ExportAsked(report is null ? segment : null, report, format);
        var span = new ReportSpan(
            parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_by), report is null ? null : segment);
        var fetch = new ExportFetch(api);
        var ended = await fetch.RunAsync(asked, span, cancellationToken);
        if (ended.State != "completed")
        {
            await Console.Error.WriteLineAsync(ended.Error ?? $"The export is {ended.State}.");
            return CommandExit.Refused;
        }

        var bytes = await fetch.SaveAsync(ended, path, cancellationToken);
        if (parsed.GetValue(_json))
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { ended.Id, ended.Rows, format, path, bytes }, Indented));
        }
        else
        {
            Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended.Rows} rows, {bytes} bytes: {path}"));
        }

        return CommandExit.Done;
    }
}
