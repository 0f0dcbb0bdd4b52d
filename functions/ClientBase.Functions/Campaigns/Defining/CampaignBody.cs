using System.Text.Json;
using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Campaigns.Defining;

/// <summary>The template in a request.</summary>
/// <param name="Subject">The subject line, Liquid.</param>
/// <param name="Preheader">What lists of mails show behind it, Liquid.</param>
/// <param name="Html">The HTML part, Liquid.</param>
/// <param name="Text">The plain part, Liquid; without one it is made of the HTML.</param>
/// <param name="Design">The editor's own document, kept as it is.</param>
public sealed record TemplateBody(string? Subject, string? Preheader, string? Html, string? Text, JsonElement? Design)
{
    /// <summary>The template.</summary>
    public MailTemplate ToTemplate() => new(Subject ?? "", NullIfBlank(Html), NullIfBlank(Text))
    {
        Preheader = NullIfBlank(Preheader),
        Design = Design is { ValueKind: JsonValueKind.Null } ? null : Design,
    };

    internal static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>A variant in a request.</summary>
/// <param name="Id">Its id; <c>a</c>, <c>b</c>, ... when absent.</param>
/// <param name="Subject">Its subject line.</param>
/// <param name="Html">Its HTML part.</param>
/// <param name="Text">Its plain part.</param>
public sealed record VariantBody(string? Id, string? Subject, string? Html, string? Text);

/// <summary>A test of variants in a request.</summary>
/// <param name="Variants">Two to five.</param>
/// <param name="Share">The part of the people the test takes, 0.2 when absent.</param>
/// <param name="Metric"><c>clicks</c>, also when absent, or <c>orders</c>.</param>
/// <param name="After">How long after the start the winner is named, 4h when absent.</param>
public sealed record AbBody(IReadOnlyList<VariantBody>? Variants, double? Share, string? Metric, string? After);

/// <summary>A promo code in a request.</summary>
/// <param name="Code">What the customer types.</param>
/// <param name="Percent">What it takes off, in percent.</param>
/// <param name="Amount">What it takes off, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record PromoBody(string? Code, decimal? Percent, decimal? Amount, string? Currency, DateTimeOffset? ExpiresAt);

/// <summary>A campaign's definition as it comes in.</summary>
public sealed record CampaignBody
{
    /// <summary>What the marketer calls it.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the segment it goes to.</summary>
    public string? Segment { get; init; }

    /// <summary>Ids of segments that do not get it.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary><c>email</c>, also when absent; <c>sms telegram push webhook</c>; <c>preferred</c>: each by what they like best.</summary>
    public string? Channel { get; init; }

    /// <summary>Where messages go by channel <c>webhook</c>.</summary>
    public string? Url { get; init; }

    /// <summary>What it is about, one of the topics of the preference page: who chose not to hear of it is left out.</summary>
    public string? Topic { get; init; }

    /// <summary>The mail.</summary>
    public TemplateBody? Template { get; init; }

    /// <summary>Not before this time.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>True: <see cref="SendAt"/> is what clocks show where each reader lives. Or the time of day there, <c>10:00</c>.</summary>
    public JsonElement? LocalTime { get; init; }

    /// <summary><c>now</c>, <c>local</c> or <c>best</c>.</summary>
    public string? SendTime { get; init; }

    /// <summary>A test of variants.</summary>
    public AbBody? Ab { get; init; }

    /// <summary>The share that is left without it, 0 to 0.9.</summary>
    public double? Holdout { get; init; }

    /// <summary>Campaigns of one programme leave out the same people.</summary>
    public string? Programme { get; init; }

    /// <summary>What is added to links, with or without <c>utm_</c> before the name.</summary>
    public IReadOnlyDictionary<string, string?>? Utm { get; init; }

    /// <summary>How long orders count as its own, such as <c>7d</c>.</summary>
    public string? Attribution { get; init; }

    /// <summary>Mails at most.</summary>
    public int? Limit { get; init; }

    /// <summary>-100 to 100; of two campaigns that want one place under the frequency cap the higher goes.</summary>
    public int? Priority { get; init; }

    /// <summary>Products the template shows, as <c>shop:id</c>.</summary>
    public IReadOnlyList<string>? Products { get; init; }

    /// <summary>A promo code for everybody.</summary>
    public PromoBody? Promo { get; init; }

    /// <summary>The segments it names.</summary>
    public IEnumerable<string> Segments() =>
        (Exclude ?? []).Append(Segment ?? "").Where(id => !string.IsNullOrWhiteSpace(id));

    /// <summary>The definition, and what needs mending, by field.</summary>
    /// <param name="unknown">Those of its segments that are none.</param>
    /// <param name="topics">What people can choose to hear of.</param>
    public (CampaignDefinition Definition, IReadOnlyDictionary<string, object> Errors) Check(
        IReadOnlyCollection<string> unknown, IReadOnlyCollection<string> topics)
    {
        var check = new CampaignCheck(this, unknown, topics);
        var definition = check.Definition();
        return (definition, check.Errors);
    }
}
