using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientBase.Functions.Sending.Templates.Html;

/// <summary>HTML whose Liquid tags are hidden from a parser of HTML, which would move or change them.</summary>
/// <remarks>Between tags they become comments, which stay where they are even between the rows of a table; elsewhere a bare word.</remarks>
internal sealed partial class MaskedLiquid
{
    private static readonly string[] RawElements = ["style", "script", "title", "textarea"];

    private readonly List<string> _hidden = [];

    private MaskedLiquid() => Html = "";

    /// <summary>The HTML without Liquid.</summary>
    public string Html { get; private set; }

    /// <summary>Hides the tags of a template.</summary>
    public static MaskedLiquid Of(string html)
    {
        var masked = new MaskedLiquid();
        var (text, reached, place) = (new StringBuilder(html.Length), 0, new HtmlPlace());
        foreach (var tag in new LiquidSource(html).Tags)
        {
            var before = html.AsSpan(reached, tag.Start - reached);
            place.Read(before);
            text.Append(before);
            var number = masked._hidden.Count.ToString(CultureInfo.InvariantCulture);
            text.Append(place.IsText ? $"<!--lq{number}-->" : $"lq{number}x");
            masked._hidden.Add(html.Substring(tag.Start, tag.Length));
            reached = tag.Start + tag.Length;
        }

        masked.Html = text.Append(html.AsSpan(reached)).ToString();
        return masked;
    }

    /// <summary>The Liquid tag a comment stands for; null for any other comment.</summary>
    public string? OfComment(string comment) => Comment().Match(comment) is { Success: true } match ? Hidden(match.Groups[1]) : null;

    /// <summary>Puts the tags back.</summary>
    public string Restore(string html) =>
        Mask().Replace(html, match => Hidden(match.Groups[1].Success ? match.Groups[1] : match.Groups[2]) ?? match.Value);

    private string? Hidden(Group number) =>
        int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _hidden.Count
            ? _hidden[index]
            : null;

    [GeneratedRegex("""<!--lq(\d+)-->|lq(\d+)x(?:="")?""")]
    private static partial Regex Mask();

    [GeneratedRegex(@"^lq(\d+)$")]
    private static partial Regex Comment();

    /// <summary>Where in HTML one is: between tags, in one, in a comment or in a style sheet.</summary>
    private sealed class HtmlPlace
    {
        private string? _until;
        private bool _isInTag;
        private string _element = "";

        public bool IsText => !_isInTag && _until is null;

        public void Read(ReadOnlySpan<char> html)
        {
            for (var i = 0; i < html.Length; i++)
            {
                var rest = html[i..];
                if (_until is not null)
                {
                    if (rest.StartsWith(_until, StringComparison.OrdinalIgnoreCase))
                    {
                        (i, _isInTag, _element) = (i + _until.Length - 1, _until[0] == '<', "");
                        _until = null;
                    }
                }
                else if (_isInTag)
                {
                    _isInTag = html[i] != '>';
                    _until = !_isInTag && RawElements.Contains(_element) ? $"</{_element}" : null;
                }
                else if (rest.StartsWith("<!--", StringComparison.Ordinal))
                {
                    _until = "-->";
                }
                else if (rest.Length > 1 && rest[0] == '<' && (char.IsAsciiLetter(rest[1]) || rest[1] == '/'))
                {
                    var length = rest[1..].IndexOfAnyExceptInRange('A', 'z');
                    (_isInTag, _element) = (true, rest.Slice(1, length < 0 ? rest.Length - 1 : length).ToString().ToLowerInvariant());
                }
            }
        }
    }
}
