using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Templates;

namespace ClientBase.Functions.Campaigns;

/// <summary>The template in a request.</summary>
public sealed record TemplateBody(string? Subject, string? Html, string? Text);

/// <summary>A campaign's definition as it comes in.</summary>
/// <param name="Segment">Id of the segment it goes to.</param>
/// <param name="Exclude">Ids of segments that do not get it.</param>
/// <param name="Channel"><c>email</c>, also when absent.</param>
/// <param name="Template">The mail.</param>
/// <param name="SendAt">Not before this time.</param>
/// <param name="LocalTime">At that time of day where the reader lives: refused so far, since ignoring it would send at a wrong
/// hour.</param>
/// <param name="Ab">A test of subjects: refused so far.</param>
public sealed record CampaignBody(
    string? Segment, IReadOnlyList<string>? Exclude, string? Channel, TemplateBody? Template, DateTimeOffset? SendAt, bool? LocalTime,
    JsonElement? Ab)
{
    /// <summary>The segments it names.</summary>
    public IEnumerable<string> Segments() =>
        (Exclude ?? []).Append(Segment ?? "").Where(id => !string.IsNullOrWhiteSpace(id));

    /// <summary>The definition, and what needs mending, by field.</summary>
    /// <param name="unknown">Those of its segments that are none.</param>
    public (CampaignDefinition Definition, Dictionary<string, string[]> Errors) Check(IReadOnlyCollection<string> unknown)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(Segment) || unknown.Contains(Segment))
        {
            errors["segment"] = [string.IsNullOrWhiteSpace(Segment) ? "name the segment it goes to" : $"there is no segment '{Segment}'"];
        }

        if (Exclude?.Where(id => id is null || unknown.Contains(id)).ToList() is { Count: > 0 } wrong)
        {
            errors["exclude"] = [.. wrong.Select(id => $"there is no segment '{id}'")];
        }

        if ((Channel ?? "email") != "email")
        {
            errors["channel"] = ["only 'email' so far"];
        }

        if (LocalTime == true)
        {
            errors["localTime"] = ["sending at the reader's local time is not available; leave it out"];
        }

        if (Ab is { ValueKind: not JsonValueKind.Null })
        {
            errors["ab"] = ["testing subjects is not available; leave it out"];
        }

        CheckTemplate(errors);
        var template = new MailTemplate(Template?.Subject ?? "", NullIfBlank(Template?.Html), NullIfBlank(Template?.Text));
        return (new CampaignDefinition(Segment ?? "", Exclude ?? [], "email", template, SendAt?.ToUniversalTime()), errors);
    }

    private static (string Field, string? Text)[] TextsOf(TemplateBody? template) =>
    [
        ("template.subject", template?.Subject), ("template.html", template?.Html), ("template.text", template?.Text),
    ];

    private void CheckTemplate(Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(Template?.Subject))
        {
            errors["template.subject"] = ["a mail needs a subject"];
        }

        if (string.IsNullOrWhiteSpace(Template?.Html) && string.IsNullOrWhiteSpace(Template?.Text))
        {
            errors["template"] = ["a mail needs html, text or both"];
        }

        foreach (var (field, text) in TextsOf(Template))
        {
            if (!string.IsNullOrWhiteSpace(text) && MailTemplates.Check(text) is { } broken)
            {
                errors[field] = [$"this is no Handlebars: {broken}"];
            }
        }
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
