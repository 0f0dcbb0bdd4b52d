using System.Globalization;
using ClientBase.Cli.Api;
using ClientBase.Cli.Screens;
using Spectre.Console;

namespace ClientBase.Cli.Imports;

/// <summary>Shows what became of an import.</summary>
internal static class ImportScreen
{
    private const int Shown = 20;

    public static void Show(ImportState import, IReadOnlyList<string> report, string? savedTo)
    {
        var columns = new Table().AddColumns("column", "field", "");
        foreach (var (column, field) in import.Mapping)
        {
            columns.AddRow(Markup.Escape(column), Markup.Escape(field), import.Guessed.Contains(column) ? "guessed" : "");
        }

        Terminal.Out.Write(columns);
        if (import.Encoding is { } encoding)
        {
            Terminal.Out.WriteLine($"Encoding {encoding}, separator '{import.Separator}'.");
        }

        foreach (var line in report.Take(Shown + 1))
        {
            Terminal.Out.WriteLine(line.TrimStart('\uFEFF'));
        }

        if (report.Count > Shown + 1)
        {
            Terminal.Out.WriteLine($"... and {report.Count - Shown - 1} lines more: --report FILE saves them all.");
        }

        Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{import.Rows} rows: {import.Accepted} {(import.DryRun ? "would be accepted" : "accepted")}, {import.Rejected} rejected,"
            + $" {import.Unchanged} unchanged.{(savedTo is null ? "" : $" Report: {savedTo}")}"));
        if (!import.DryRun && import.Accepted > 0)
        {
            Terminal.Out.WriteLine($"Import {import.Id}; POST /api/imports/{import.Id}/undo takes it back.");
        }
    }
}
