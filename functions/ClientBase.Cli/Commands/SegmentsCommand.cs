using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Screens;
using Spectre.Console;

namespace ClientBase.Cli.Commands;

/// <summary><c>segments</c>: lists the segments of a running base, shows one, or tries a rule.</summary>
internal sealed class SegmentsCommand : Command
{
    private readonly Argument<string?> _id = new("ID")
    {
        Description = "The segment to show; all where left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _rule = new("--rule") { Description = "Try this rule: how many it fits. Keeps nothing." };
    private readonly JsonOption _json = new();
    private readonly BaseConnection _base;

    public SegmentsCommand()
        : base("segments", "List the segments of a running base with their counts, show one, or try a rule.")
    {
        Add(_id);
        _base = new BaseConnection(this);
        Add(_rule);
        Add(_json);
        SetAction((parsed, cancellationToken) => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_rule) is { } rule)
        {
            var tried = await api.PreviewSegmentAsync(new RuleAsked(rule), cancellationToken);
            return await ShowAsync(parsed, tried, () => Terminal.Out.WriteLine(
                $"{tried.GetProperty("count")} contacts: {tried.GetProperty("words").GetProperty("en").GetString()}"));
        }

        if (parsed.GetValue(_id) is { } id)
        {
            var one = await api.SegmentAsync(id, cancellationToken);
            return await ShowAsync(parsed, one, () => Show([one]));
        }

        var all = await api.AllSegmentsAsync(cancellationToken);
        return await ShowAsync(parsed, all, () => Show([.. all.GetProperty("items").EnumerateArray()]));
    }

    private async Task<int> ShowAsync(ParseResult parsed, JsonElement answer, Action show)
    {
        if (parsed.GetValue(_json))
        {
            await Console.Out.WriteLineAsync(JsonOption.Indent(answer));
        }
        else
        {
            show();
        }

        return CommandExit.Done;
    }

    private static void Show(IReadOnlyList<JsonElement> segments)
    {
        var table = new Table().AddColumns("id", "name", "contacts", "rule");
        foreach (var segment in segments)
        {
            table.AddRow(
                Markup.Escape(segment.GetProperty("id").GetString()!),
                Markup.Escape(segment.GetProperty("name").GetString() ?? ""),
                segment.GetProperty("count").ToString(),
                Markup.Escape(segment.GetProperty("rule").GetString() ?? ""));
        }

        Terminal.Out.Write(table);
        Terminal.Aside.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{segments.Count} segments."));
    }
}
