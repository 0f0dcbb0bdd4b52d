using System.Globalization;
using System.Text;

namespace ClientBase.Domain.Automations.Drawing;

/// <summary>Writes an automation as a flowchart of Mermaid, which documents and wikis draw.</summary>
public static class MermaidText
{
    /// <summary>The text in a language.</summary>
    public static string Of(AutomationGraph graph, string language)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var (index, node) in graph.Nodes.Index())
        {
            var label = Quote(node.Label.In(language));
            var shape = node.Kind switch
            {
                NodeKind.Start or NodeKind.End => $"([{label}])",
                NodeKind.Fork => $"{{{label}}}",
                _ => $"[{label}]",
            };
            text.Append(CultureInfo.InvariantCulture, $"  n{index}{shape}\n");
        }

        foreach (var edge in graph.Edges)
        {
            var label = edge.Label is { } some ? $"|{Quote(some.In(language))}|" : "";
            text.Append(CultureInfo.InvariantCulture, $"  n{edge.From} -->{label} n{edge.To}\n");
        }

        return text.ToString();
    }

    // All but letters, digits and plain marks as the character's number: Mermaid would read markup, links and its own signs.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                quoted.Append(' ');
            }
            else if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or ',' or '.' or ':' or '-' or '(' or ')' or '%' || rune.Value > 0xa0)
            {
                quoted.Append(rune.ToString());
            }
            else
            {
                quoted.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return quoted.Append('"').ToString();
    }
}
