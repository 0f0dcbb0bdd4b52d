using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Fluid;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>A template that cannot be written for somebody.</summary>
public sealed class TemplateException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>One text of a mail as a Liquid template: parsed and checked once, written for many.</summary>
internal sealed partial class LiquidText
{
    /// <summary>Characters of a template at most.</summary>
    public const int MaxLength = 256 * 1024;

    private const int MaxSteps = 100_000;
    private const int MaxWritten = 1024 * 1024;
    private const int MostAtOnce = 4096; // Letters there is room for from the start.

    private static readonly FluidParser Parser = new FluidParser().Compile();
    private static readonly TemplateOptions Options = OptionsOf();

    // Russian letters are no markup.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IFluidTemplate _template;
    private readonly TextEncoder _encoder;
    private readonly IReadOnlyList<IReadOnlyList<string>> _written;
    private readonly int _length;

    private LiquidText(IFluidTemplate template, LiquidCheck check, int length, bool isHtml)
    {
        (_template, Roots, _written, _length) = (template, check.Roots, check.Written, length);
        _encoder = isHtml ? Html : NullEncoder.Default;
    }

    /// <summary>The names its paths begin with.</summary>
    public IReadOnlySet<string> Roots { get; }

    /// <summary>Parses a template that was checked when it was saved.</summary>
    /// <exception cref="TemplateException">It is none.</exception>
    public static LiquidText Parse(string text, bool isHtml) => TryParse(text, isHtml, out var problems)
        ?? throw new TemplateException(problems[0].Message);

    /// <summary>Parses and checks a template.</summary>
    /// <returns>It; null when something is wrong with it.</returns>
    public static LiquidText? TryParse(string text, bool isHtml, out IReadOnlyList<TemplateProblem> problems)
    {
        if (text.Length > MaxLength)
        {
            problems = [new TemplateProblem(MaxLength, $"a template has at most {MaxLength} characters", null)];
            return null;
        }

        // What belongs to another tool may be no Liquid either: then there is no more to say.
        var source = new LiquidSource(text);
        var wrong = source.Foreign().Concat(LiquidTags.Unknown(source)).OrderBy(problem => problem.Position).ToList();
        if (!Parser.TryParse(text, out var template, out var error))
        {
            problems = wrong.Count > 0 ? wrong : SyntaxErrors(source, error);
            return null;
        }

        var check = LiquidCheck.Of(template, source, Options.Filters);
        problems = [.. wrong.Concat(check.Problems).OrderBy(problem => problem.Position)];
        return problems.Count == 0 ? new LiquidText(template, check, Math.Min(text.Length, MostAtOnce), isHtml) : null;
    }

    /// <summary>The paths it writes without a default and a reader has nothing for.</summary>
    public IEnumerable<string> MissingFor(TemplateValues values)
    {
        var context = new TemplateContext(Options);
        return _written
            .Where(path =>
            {
                var value = values.Of(path[0], Options);
                foreach (var name in path.Skip(1))
                {
                    value = value.GetValueAsync(name, context).AsTask().GetAwaiter().GetResult();
                }

                return value.IsNil() || (value is Fluid.Values.StringValue && value.ToStringValue().Length == 0);
            })
            .Select(path => string.Join('.', path));
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="TemplateException">It takes too many steps, becomes too long, or cannot be written for this reader.</exception>
    public string Write(TemplateValues values)
    {
        var context = new TemplateContext(Options) { TimeZone = values.TimeZone };
        foreach (var root in Roots)
        {
            context.SetValue(root, values.Of(root, Options));
        }

        context.AmbientValues[LiquidFilters.Language] = values.Language;
        using var writer = new BoundedWriter(_length, MaxWritten);
        try
        {
            var writing = _template.RenderAsync(writer, context, _encoder, isolateContext: false);
            if (!writing.IsCompletedSuccessfully)
            {
                writing.AsTask().GetAwaiter().GetResult(); // All values are there already, so this only throws.
            }

            return writer.ToString();
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or TemplateException or OutOfMemoryException))
        {
            throw new TemplateException(Reason(broken), broken);
        }
    }

    private static string Reason(Exception broken) =>
        broken.Message.Contains("maximum number", StringComparison.OrdinalIgnoreCase)
            ? $"the template takes more than {MaxSteps} steps"
            : $"it cannot be written: {broken.GetType().Name}";

    private static List<TemplateProblem> SyntaxErrors(LiquidSource source, string error)
    {
        var astray = LiquidTags.Astray(source).OrderBy(problem => problem.Position).ToList();
        if (astray.Count > 0)
        {
            return astray;
        }

        var first = error.Split('\n')[0].Trim();
        if (ErrorPlace().Match(first) is not { Success: true } place)
        {
            return [new TemplateProblem(0, first, null)];
        }

        var position = source.PositionOf(Number(place.Groups[1]), Number(place.Groups[2]));
        return [new TemplateProblem(position, first[..place.Index].Trim(), LiquidTags.ExampleAt(source, position))];
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static TemplateOptions OptionsOf()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MaxSteps,
            MaxRecursion = 20,
            ModelNamesComparer = StringComparer.Ordinal,
            CultureInfo = CultureInfo.InvariantCulture,
        };
        LiquidFilters.AddTo(options);

        // What a template keeps under a name is checked each time, so that a loop cannot double it without end.
        options.Assigned = (_, value, _) => new(LiquidFilters.Bounded(value));
        options.Captured = (_, value, _) => new(LiquidFilters.Bounded(value));
        return options;
    }

    [GeneratedRegex(@"\s*at \((\d+):(\d+)\)")]
    private static partial Regex ErrorPlace();

    private sealed class BoundedWriter(int usual, int limit)
        : StringWriter(new StringBuilder(usual), CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Check(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Check(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Check(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        private void Check(int more)
        {
            if (GetStringBuilder().Length + more > limit)
            {
                throw new TemplateException($"the mail becomes longer than {limit} characters");
            }
        }
    }
}
