using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.People;
using ClientBase.Cli.Screens;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Cli.Commands;

/// <summary><c>dedupe</c>: finds the rows of a file that are the same person, without any examples to learn from.</summary>
internal sealed class DedupeCommand : Command
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly Argument<string> _people = new("PEOPLE.csv") { Description = "The people, one a row." };
    private readonly Option<string> _id = new("--id") { Description = "Column of the id.", Required = true };

    private readonly Option<double> _threshold = new("--threshold")
    {
        Description = "Pairs from this probability on.",
        DefaultValueFactory = _ => 0.5,
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description = $"field=COL: a column the header does not tell. Fields: {string.Join(' ', PersonColumns.FieldNames)}.",
    };

    private readonly Option<string?> _clusters = new("--clusters") { Description = "Where to write the cluster of everybody." };
    private readonly Option<string> _out = new("--out") { Description = "Where to write the pairs.", Required = true };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON document to standard output, and nothing else there.",
    };

    public DedupeCommand()
        : base("dedupe", "Find the rows that are one person, and say why.")
    {
        _threshold.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IsProbability(result.Tokens[0].Value))
            {
                result.AddError("--threshold is a probability between 0 and 1, such as 0.5.");
            }
        });
        _map.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1) is { } told)
            {
                result.AddError($"--map {told.Value} does not tell a field and its column: write field=COL, such as lastName=surname.");
            }
        });
        Add(_people);
        foreach (var option in new Option[] { _id, _threshold, _map, _clusters, _out, _json })
        {
            Add(option);
        }

        SetAction((parsed, cancellationToken) => Task.FromResult(CommandExit.Of(() => Run(parsed, cancellationToken))));
    }

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var people = Terminal.Follow("Reading", progress =>
            PeopleFile.Read(parsed.GetValue(_people)!, parsed.GetValue(_id)!, parsed.GetValue(_map) ?? [], progress, cancellationToken));
        Console.Error.WriteLine($"Compared: {string.Join(", ", people.Columns.Select(column => $"{column.Value} as {column.Key}"))}.");

        var options = new DuplicateOptions { Threshold = parsed.GetValue(_threshold), IsSameGivenName = GivenNames.CanBeOnePersons };
        var found = Terminal.Follow("Comparing", progress => DuplicateFinder.Find(people.Table, options, progress, cancellationToken));

        DuplicateFiles.WritePairs(people, found, parsed.GetValue(_out)!);
        if (parsed.GetValue(_clusters) is { } path)
        {
            DuplicateFiles.WriteClusters(people, found, path);
        }

        var clusters = found.ClusterOf.CountBy(cluster => cluster).Count(cluster => cluster.Value > 1);
        if (parsed.GetValue(_json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Rows = people.Ids.Count,
                    Pairs = found.Pairs.Count,
                    Clusters = clusters,
                    options.Threshold,
                    Fields = people.Columns,
                    Out = parsed.GetValue(_out),
                },
                Indented));
            return;
        }

        var figures = $"{people.Ids.Count} rows: {found.Pairs.Count} pairs, {clusters} people with more than one row.";
        Console.Out.WriteLine($"{figures} Written to {parsed.GetValue(_out)}");
    }

    private static bool IsProbability(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value is >= 0d and <= 1d;
}
