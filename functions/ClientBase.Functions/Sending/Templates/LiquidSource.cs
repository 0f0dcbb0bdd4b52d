using System.Text.RegularExpressions;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>A part of a template between braces.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">With its braces.</param>
/// <param name="IsOutput"><c>{{ }}</c>, or else <c>{% %}</c>.</param>
internal readonly record struct LiquidTag(int Start, int Length, bool IsOutput);

/// <summary>The text of a template: where its tags are, and what in it belongs to other tools.</summary>
internal sealed partial class LiquidSource
{
    private readonly List<LiquidTag> _tags = [];
    private readonly int _end;

    public LiquidSource(string text)
    {
        Text = text;
        for (var match = AnyTag().Match(text); match.Success; match = AnyTag().Match(text, match.Index + match.Length))
        {
            _end = match.Index + match.Length;

            // What stands in {% raw %} and {% comment %} is text.
            if (match.Groups["block"].Success)
            {
                continue;
            }

            _tags.Add(new LiquidTag(match.Index, match.Length, text[match.Index + 1] == '{'));
        }
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its tags, in order.</summary>
    public IReadOnlyList<LiquidTag> Tags => _tags;

    /// <summary>Where braces open behind the last tag and never close; null when none do.</summary>
    public int? NeverClosed() => Text.AsSpan(_end).IndexOf("{{") is var output && Text.AsSpan(_end).IndexOf("{%") is var tag
        && (output < 0 ? tag : tag < 0 ? output : Math.Min(output, tag)) is >= 0 and var first ? _end + first : null;

    /// <summary>Where something is written for the first time inside a tag, outside of quotes; 0 when nowhere.</summary>
    /// <param name="words">What follows upon each other, with nothing but dots, brackets and spaces in between.</param>
    public int PositionOf(params IEnumerable<string> words)
    {
        var pattern = new Regex(
            @"(?<![\w.])" + string.Join(@"[\s.\[\]'""]+", words.Select(Regex.Escape)) + @"(?!\w)", RegexOptions.CultureInvariant);
        foreach (var tag in _tags)
        {
            var inside = Quoted().Replace(Text.Substring(tag.Start, tag.Length), quoted => IsIndex(quoted)
                ? quoted.Value
                : new string(' ', quoted.Length));
            if (pattern.Match(inside) is { Success: true } match)
            {
                return tag.Start + match.Index;
            }
        }

        return 0;
    }

    /// <summary>The place of a line and column, both from 1.</summary>
    public int PositionOf(int line, int column)
    {
        var start = 0;
        for (var at = 1; at < line && start >= 0; at++)
        {
            start = Text.IndexOf('\n', start) + 1;
        }

        return Math.Clamp(start + column - 1, 0, Text.Length);
    }

    /// <summary>Tags of other tools: a reader would see them as they are.</summary>
    public IEnumerable<TemplateProblem> Foreign()
    {
        foreach (Match match in ForeignTag().Matches(Text))
        {
            var name = match.Groups.Cast<Group>().Skip(1).FirstOrDefault(group => group.Success)?.Value.Trim() ?? "";
            yield return new TemplateProblem(
                match.Index,
                $"'{Short(match.Value)}' is a tag of another tool; templates here are Liquid",
                Suggestion(match.Value, name));
        }
    }

    private static string? Suggestion(string tag, string name) => tag switch
    {
        ['{', '{', '{', ..] => $"{{{{ {name} }}}}",
        ['{', '{', '#', ..] => name.StartsWith("each", StringComparison.Ordinal)
            ? $"{{% for item in {name[4..].Trim()} %}}"
            : $"{{% {name} %}}",
        ['{', '{', '/', ..] => name.StartsWith("each", StringComparison.Ordinal) ? "{% endfor %}" : $"{{% end{name} %}}",
        _ when name.StartsWith("IF:", StringComparison.OrdinalIgnoreCase) => TemplateNames.Near(name[3..]) is { } path
            ? $"{{% if {path} %}}"
            : "{% if ... %}",
        _ when name.StartsWith("END:IF", StringComparison.OrdinalIgnoreCase) => "{% endif %}",
        _ => TemplateNames.Near(name.Split('|', ':')[0]) is { } path ? $"{{{{ {path} }}}}" : null,
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private static bool IsIndex(Match quoted) => quoted.Index > 0 && quoted.Result("$`").TrimEnd().EndsWith('[');

    [GeneratedRegex(
        @"(?<block>\{%-?\s*(?<name>raw|comment)\s*-?%\}.*?\{%-?\s*end\k<name>\s*-?%\})|\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex AnyTag();

    [GeneratedRegex(@"'[^']*'|""[^""]*""")]
    private static partial Regex Quoted();

    // Mailchimp *|X|*, Handlebars {{{x}}} {{#if x}} {{/if}}, Marketing Cloud %%x%%, ERB and JSP <%= x %>, ${x}, [[x]], [%x%].
    [GeneratedRegex(
        @"\*\|([^|*\r\n]{1,80})\|\*|\{\{\{([^{}]{1,80})\}\}\}|\{\{[#/]([^{}]{1,80})\}\}|%%([A-Za-z_][\w ]{0,60})%%|<%=?([^%]{1,80})%>"
            + @"|\$\{([A-Za-z_][\w.]{0,80})\}|\[\[([A-Za-z_][\w. ]{0,60})\]\]|\[%([^%\]]{1,80})%\]")]
    private static partial Regex ForeignTag();
}
