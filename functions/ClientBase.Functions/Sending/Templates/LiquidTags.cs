using System.Text.RegularExpressions;
using ClientBase.Domain.Texts;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>The tags of a template: which are none of ours, and which open or close nothing.</summary>
internal static partial class LiquidTags
{
    private const int ShortWord = 3;

    private static readonly string[] Blocks = ["if", "unless", "case", "for", "tablerow", "capture", "comment", "raw"];

    // Of the tags Liquid has elsewhere, those that read other files are missing: a mail is one text.
    private static readonly string[] All =
    [
        .. Blocks, .. Blocks.Select(block => "end" + block), "elsif", "else", "when", "break", "continue", "assign", "increment",
        "decrement", "cycle", "echo",
    ];

    // Where each may stand; closers are where their block is.
    private static readonly Dictionary<string, string[]> Inside = new(StringComparer.Ordinal)
    {
        ["elsif"] = ["if", "unless"],
        ["else"] = ["if", "unless", "case", "for"],
        ["when"] = ["case"],
    };

    // What other languages say instead.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["fi"] = "if",
        ["elseif"] = "elsif",
        ["elif"] = "elsif",
        ["foreach"] = "for",
        ["each"] = "for",
        ["endforeach"] = "endfor",
        ["endeach"] = "endfor",
        ["switch"] = "case",
        ["endswitch"] = "endcase",
        ["default"] = "else",
        ["set"] = "assign",
        ["let"] = "assign",
        ["print"] = "echo",
    };

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["if"] = "{% if orders.count > 1 %}",
        ["elsif"] = "{% elsif orders.count > 1 %}",
        ["unless"] = "{% unless name.first %}",
        ["case"] = "{% case rating %}",
        ["when"] = "{% when 'A' %}",
        ["for"] = "{% for product in products %}",
        ["tablerow"] = "{% tablerow product in products %}",
        ["assign"] = "{% assign city = fields.city %}",
        ["capture"] = "{% capture city %}",
        ["cycle"] = "{% cycle 'odd', 'even' %}",
        ["echo"] = "{% echo name.first %}",
    };

    /// <summary>Tags that are none of ours.</summary>
    public static IEnumerable<TemplateProblem> Unknown(LiquidSource source)
    {
        var open = new Stack<(string Name, int Position)>();
        foreach (var (name, position) in Of(source))
        {
            if (!All.Contains(name))
            {
                var meant = Meant(name, open);
                yield return new TemplateProblem(
                    position, $"there is no tag '{name}'", meant is null ? null : $"{{% {meant} %}}");
            }

            Follow(open, Meant(name, open) ?? name, position);
        }
    }

    /// <summary>What is wrong with a text that is no Liquid: what opens or closes nothing; empty when that is not it.</summary>
    public static IEnumerable<TemplateProblem> Astray(LiquidSource source)
    {
        var open = new Stack<(string Name, int Position)>();
        foreach (var (name, position) in Of(source))
        {
            var within = open.TryPeek(out var block) ? block.Name : null;
            if (Closes(name) is { } closed && closed != within)
            {
                yield return within is null
                    ? new TemplateProblem(position, $"'{name}' closes nothing: no '{closed}' is open here", $"{{% {closed} %}}")
                    : new TemplateProblem(position, $"'{name}' closes nothing: '{within}' is open here", $"{{% end{within} %}}");
                open.TryPop(out _); // Meant to be closed by it.
            }
            else if (Inside.TryGetValue(name, out var blocks) && !blocks.Contains(within))
            {
                yield return new TemplateProblem(
                    position, $"'{name}' stands only inside of '{string.Join("', '", blocks)}'", $"{{% {blocks[0]} %}}");
            }

            Follow(open, name, position);
        }

        foreach (var (name, position) in open.Reverse())
        {
            yield return new TemplateProblem(position, $"'{name}' is never closed", $"{{% end{name} %}}");
        }

        if (source.NeverClosed() is { } start)
        {
            var mark = source.Text.Substring(start, 2);
            var inside = source.Text[(start + 2)..].Split('\n', '<', '}', '%')[0].Trim();
            yield return new TemplateProblem(
                start, $"'{mark}' is never closed", mark == "{{" ? $"{{{{ {inside} }}}}" : $"{{% {inside} %}}");
        }
    }

    /// <summary>A tag as it is written, for one that is at a place and cannot be read; null where none is.</summary>
    public static string? ExampleAt(LiquidSource source, int position) => source.Tags
        .Where(tag => !tag.IsOutput && tag.Start <= position && position <= tag.Start + tag.Length)
        .Select(tag => Examples.GetValueOrDefault(NameOf(source, tag).Value)).FirstOrDefault();

    private static IEnumerable<(string Name, int Position)> Of(LiquidSource source) => source.Tags
        .Where(tag => !tag.IsOutput).Select(tag => NameOf(source, tag)).Where(name => name.Success)
        .Select(name => (name.Value, name.Index));

    private static Group NameOf(LiquidSource source, LiquidTag tag) => TagName().Match(source.Text, tag.Start, tag.Length).Groups[1];

    // A word of two or three letters has no third to spare, but may be a slip all the same.
    private static string? Meant(string typed, Stack<(string Name, int Position)> open)
    {
        var name = typed.ToLowerInvariant();
        return All.Contains(name) ? name
            : name is "end" or "fi" or "esac" or "done" && open.TryPeek(out var block) ? "end" + block.Name
            : Elsewhere.TryGetValue(name, out var usual) ? usual
            : TemplateNames.Nearest(name, All)
                ?? (name.Length <= ShortWord ? All.FirstOrDefault(one => one.Length <= ShortWord && IsSlip(name, one)) : null);
    }

    private static bool IsSlip(string typed, string name) =>
        DamerauLevenshtein.Distance(typed, name) == 1;

    private static string? Closes(string name) =>
        name.StartsWith("end", StringComparison.Ordinal) && Blocks.Contains(name[3..]) ? name[3..] : null;

    private static void Follow(Stack<(string Name, int Position)> open, string name, int position)
    {
        if (Blocks.Contains(name))
        {
            open.Push((name, position));
        }
        else if (Closes(name) is { } closed && open.TryPeek(out var block) && block.Name == closed)
        {
            open.Pop();
        }
    }

    [GeneratedRegex(@"\{%-?\s*(\w+)")]
    private static partial Regex TagName();
}
