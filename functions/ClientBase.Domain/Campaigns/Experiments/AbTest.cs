namespace ClientBase.Domain.Campaigns.Experiments;

/// <summary>By what the better variant is told.</summary>
public enum AbMetric
{
    /// <summary>People who followed a link; machines are not people.</summary>
    Clicks = 0,

    /// <summary>People who ordered.</summary>
    Orders = 1,
}

/// <summary>A variant of a mail: what it does not say is as in the campaign.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">Its subject line, or null.</param>
/// <param name="Html">Its HTML part, or null.</param>
/// <param name="Text">Its plain part, or null.</param>
public sealed record AbVariant(string Id, string? Subject, string? Html, string? Text)
{
    /// <summary>The mail of this variant.</summary>
    public MailTemplate Of(MailTemplate template) => template with
    {
        Subject = Subject ?? template.Subject,
        Html = Html ?? template.Html,
        Text = Text ?? (Html is null ? template.Text : null), // Words of another HTML would not fit.
    };
}

/// <summary>A test of variants on a part of the people; the rest get the winner.</summary>
/// <param name="Variants">Two or more.</param>
/// <param name="Share">The part the test takes, above 0 and up to 1.</param>
/// <param name="Metric">By what the winner is told.</param>
/// <param name="After">How long after the start the winner is named and the rest goes.</param>
public sealed record AbTest(IReadOnlyList<AbVariant> Variants, double Share, AbMetric Metric, TimeSpan After)
{
    /// <summary>The variant somebody gets in the test; null: they wait for the winner.</summary>
    public string? VariantOf(string campaignId, string contactId)
    {
        if (Lot.Of(contactId, $"ab:{campaignId}") >= Share)
        {
            return null;
        }

        return Variants[(int)(Lot.Of(contactId, $"variant:{campaignId}") * Variants.Count)].Id;
    }

    /// <summary>The mail of a variant; of the campaign itself where there is no such variant.</summary>
    public MailTemplate TemplateOf(MailTemplate template, string? variant) =>
        Variants.FirstOrDefault(one => one.Id == variant)?.Of(template) ?? template;
}
