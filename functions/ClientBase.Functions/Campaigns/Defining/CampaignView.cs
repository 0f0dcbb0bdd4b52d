using System.Globalization;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Sending.Templates.Html;

namespace ClientBase.Functions.Campaigns.Defining;

/// <summary>A test of variants as the API shows it.</summary>
/// <param name="Variants">The variants.</param>
/// <param name="Share">The part of the people the test takes.</param>
/// <param name="Metric"><c>clicks</c> or <c>orders</c>.</param>
/// <param name="After">How long after the start the winner is named.</param>
public sealed record AbDefinitionView(IReadOnlyList<AbVariant> Variants, double Share, string Metric, string After);

/// <summary>A campaign as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What the marketer calls it.</param>
/// <param name="State"><c>draft scheduled late sending paused sent cancelled</c>; <c>late</c> asks: send or cancel it.</param>
/// <param name="Segment">Id of the segment it goes to.</param>
/// <param name="Exclude">Ids of segments that do not get it.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Url">Where messages go by channel <c>webhook</c>; null otherwise.</param>
/// <param name="Topic">What it is about, where people can choose not to hear of it.</param>
/// <param name="Template">The mail.</param>
/// <param name="SendAt">Not before this time; with <c>sendTime</c> <c>local</c> the clock time where each reader lives.</param>
/// <param name="SendTime"><c>now local best</c>.</param>
/// <param name="LocalTime">The time of day for <c>local</c>, where it is not that of <paramref name="SendAt"/>.</param>
/// <param name="Ab">A test of variants.</param>
/// <param name="Holdout">The share that is left without it.</param>
/// <param name="Programme">Campaigns of one programme leave out the same people.</param>
/// <param name="Utm">What is added to links.</param>
/// <param name="Attribution">How long orders count as its own.</param>
/// <param name="Limit">Mails at most.</param>
/// <param name="Priority">Of two campaigns that want one place under the frequency cap the higher goes.</param>
/// <param name="Products">Products the template shows.</param>
/// <param name="Promo">A promo code for everybody.</param>
/// <param name="DueAt">When it starts; null while nobody asked.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="FinishedAt">When it was sent or cancelled.</param>
/// <param name="Warnings">What hurts in its template, but does not forbid sending it; null in lists.</param>
public sealed record CampaignView(
    string Id,
    string? Name,
    string State,
    string Segment,
    IReadOnlyList<string> Exclude,
    string Channel,
    string? Url,
    string? Topic,
    MailTemplate Template,
    DateTimeOffset? SendAt,
    string SendTime,
    string? LocalTime,
    AbDefinitionView? Ab,
    double Holdout,
    string? Programme,
    IReadOnlyDictionary<string, string> Utm,
    string Attribution,
    int? Limit,
    int Priority,
    IReadOnlyList<string> Products,
    CampaignPromo? Promo,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<TemplateWarning>? Warnings)
{
    /// <summary>Shows a campaign.</summary>
    public static CampaignView Of(Campaign campaign, IReadOnlyList<TemplateWarning>? warnings = null)
    {
        var definition = campaign.Definition;
        return new CampaignView(
            campaign.Id,
            definition.Name,
            NameOf(campaign.State),
            definition.Segment,
            definition.Exclude,
            definition.Channel,
            definition.Url,
            definition.Topic,
            definition.Template,
            definition.SendAt,
            definition.SendTime.ToString().ToLowerInvariant(),
            definition.LocalAt?.ToString("HH:mm", CultureInfo.InvariantCulture),
            Of(definition.Ab),
            definition.Holdout,
            definition.Programme,
            definition.Utm,
            Durations.Write(definition.Attribution),
            definition.Limit,
            definition.Priority,
            definition.Products,
            definition.Promo,
            campaign.DueAt,
            campaign.StartedAt,
            campaign.FinishedAt,
            warnings);
    }

    /// <summary>A state in the API's spelling.</summary>
    public static string NameOf(CampaignState state) => state.ToString().ToLowerInvariant();

    private static AbDefinitionView? Of(AbTest? test) => test is null
        ? null
        : new AbDefinitionView(test.Variants, test.Share, test.Metric.ToString().ToLowerInvariant(), Durations.Write(test.After));
}
