using System.Globalization;
using ClientBase.Domain.Campaigns;
using HandlebarsDotNet;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>A mail's texts as one reader gets them.</summary>
public sealed record RenderedMail(string Subject, string? Html, string? Text);

/// <summary>Compiles the Handlebars templates of campaigns, once for each version.</summary>
public sealed class MailTemplates(IMemoryCache cache)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly IHandlebars Html = Environment(escape: true);
    private static readonly IHandlebars Plain = Environment(escape: false);

    /// <summary>The compiled template of a campaign.</summary>
    public CompiledMail Of(Campaign campaign) => cache.GetOrCreate((nameof(MailTemplates), campaign.Id, campaign.Version), entry =>
    {
        entry.SlidingExpiration = KeptFor;
        return Compile(campaign.Definition.Template);
    })!;

    /// <summary>Compiles a template.</summary>
    /// <exception cref="HandlebarsException">It is no Handlebars.</exception>
    public static CompiledMail Compile(MailTemplate template) => new(
        Plain.Compile(template.Subject),
        template.Html is { } html ? Html.Compile(html) : null,
        template.Text is { } text ? Plain.Compile(text) : null);

    /// <summary>What is wrong with a template text, or null.</summary>
    /// <remarks>It is also rendered for nobody: some mistakes, such as an unknown helper, show only then.</remarks>
    public static string? Check(string template)
    {
        try
        {
            Plain.Compile(template)(TemplateContext.Empty);
            return null;
        }
        catch (Exception broken) when (broken is HandlebarsException or InvalidOperationException or ArgumentException)
        {
            return broken.Message;
        }
    }

    private static IHandlebars Environment(bool escape) => Handlebars.Create(new HandlebarsConfiguration
    {
        NoEscape = !escape,
        FormatProvider = CultureInfo.InvariantCulture,
    });
}

/// <summary>A compiled template.</summary>
public sealed class CompiledMail(
    HandlebarsTemplate<object, object> subject, HandlebarsTemplate<object, object>? html, HandlebarsTemplate<object, object>? text)
{
    /// <summary>Renders it for one reader.</summary>
    /// <exception cref="HandlebarsException">It cannot be rendered for this reader.</exception>
    public RenderedMail Render(TemplateContext context) =>
        new(OneLine(subject(context)), html?.Invoke(context), text?.Invoke(context));

    // A header is one line; a name with a line break must not become another header.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
