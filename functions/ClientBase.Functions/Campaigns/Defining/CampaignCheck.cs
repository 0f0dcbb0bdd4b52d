using System.Globalization;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Functions.Sending.Templates;

namespace ClientBase.Functions.Campaigns.Defining;

/// <summary>Reads a campaign's definition field by field; what is wrong is collected.</summary>
internal sealed partial class CampaignCheck(
    CampaignBody body, IReadOnlyCollection<string> unknown, IReadOnlyCollection<string> topics)
{
    private const int MaxPriority = 100;
    private const int MaxVariants = 5;
    private const int MaxProducts = 50;
    private const double MaxHoldout = 0.9;
    private static readonly TimeSpan LongestTest = TimeSpan.FromDays(30);

    private readonly SortedDictionary<string, object> _errors = new(StringComparer.Ordinal);

    /// <summary>What is wrong, by field: reasons, or places in a template.</summary>
    public IReadOnlyDictionary<string, object> Errors => _errors;

    /// <summary>The definition, as far as it can be read.</summary>
    public CampaignDefinition Definition()
    {
        CheckSegments();
        var template = Template();
        var (sendTime, localAt) = Times();
        return new CampaignDefinition(body.Segment ?? "", body.Exclude ?? [], Channel, template, SendAt(sendTime))
        {
            Name = TemplateBody.NullIfBlank(body.Name),
            SendTime = sendTime,
            LocalAt = localAt,
            Ab = Ab(template),
            Holdout = Between("holdout", body.Holdout, 0, MaxHoldout) ?? 0,
            Programme = TemplateBody.NullIfBlank(body.Programme),
            Utm = Utm(),
            Attribution = Duration("attribution", body.Attribution) ?? TimeSpan.FromDays(7),
            Limit = Least("limit", body.Limit, 1),
            Priority = Between("priority", body.Priority, -MaxPriority, MaxPriority) is { } priority ? (int)priority : 0,
            Products = Products(),
            Promo = Promo(),
            Url = Url(),
            Topic = Topic(),
        };
    }

    private string Channel => body.Channel?.Trim().ToLowerInvariant() switch
    {
        null or "" => "email",
        "any" or "auto" => CampaignReach.Preferred,
        var name => name,
    };

    // Whether it lies inside a network is asked when it is called: names may lead elsewhere by then.
    private string? Url()
    {
        if (Channel != CampaignReach.Webhook)
        {
            return null;
        }

        if (!Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            Refuse("url", "say where the messages go: https://...");
        }

        return body.Url;
    }

    private string? Topic()
    {
        if (TemplateBody.NullIfBlank(body.Topic) is not { } asked)
        {
            return null;
        }

        var topic = topics.FirstOrDefault(known => known.Equals(asked.Trim(), StringComparison.OrdinalIgnoreCase));
        if (topic is null)
        {
            var known = topics.Count == 0 ? "none is set" : $"one of {string.Join(", ", topics.Order(StringComparer.Ordinal))}";
            Refuse("topic", $"there is no topic '{asked}'; {known} (settings Preferences__Topics__*)");
        }

        return topic;
    }

    private void CheckSegments()
    {
        if (string.IsNullOrWhiteSpace(body.Segment) || unknown.Contains(body.Segment))
        {
            Refuse(
                "segment",
                string.IsNullOrWhiteSpace(body.Segment) ? "name the segment it goes to" : $"there is no segment '{body.Segment}'");
        }

        if (body.Exclude?.Where(id => id is null || unknown.Contains(id)).ToList() is { Count: > 0 } wrong)
        {
            Refuse("exclude", [.. wrong.Select(id => $"there is no segment '{id}'")]);
        }

        if (!CampaignReach.All.Contains(Channel))
        {
            Refuse("channel", $"there is no channel '{body.Channel}'; one of {string.Join(", ", CampaignReach.All)}");
        }
    }

    private MailTemplate Template()
    {
        // Only mails and notifications show a subject.
        if (string.IsNullOrWhiteSpace(body.Template?.Subject) && Channel is "email" or "push" or CampaignReach.Preferred)
        {
            Refuse("template.subject", "a mail needs a subject");
        }

        var template = (body.Template ?? new TemplateBody(null, null, null, null, null)).ToTemplate();
        if (template is { Html: null, Text: null } && body.Ab?.Variants?.All(variant => variant.Html is not null) != true)
        {
            Refuse("template", "a mail needs html, text or both");
        }

        foreach (var (field, problems) in MailTemplates.Check(template))
        {
            _errors[field] = problems;
        }

        return template;
    }

    private (SendTime SendTime, TimeOnly? LocalAt) Times()
    {
        var sendTime = body.SendTime switch
        {
            null or "now" => SendTime.Now,
            "local" => SendTime.Local,
            "best" => SendTime.Best,
            _ => Refused<SendTime>("sendTime", "now, local or best"),
        };
        TimeOnly? localAt = null;
        switch (body.LocalTime?.ValueKind)
        {
            case JsonValueKind.True:
                sendTime = SendTime.Local;
                break;
            case JsonValueKind.String when TimeOnly.TryParseExact(
                body.LocalTime.Value.GetString(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time):
                (sendTime, localAt) = (SendTime.Local, time);
                break;
            case null or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                Refuse("localTime", "true, or a time of day such as 10:00");
                break;
        }

        if (sendTime == SendTime.Local && localAt is null && body.SendAt is null)
        {
            Refuse("sendAt", "say when: its clock time holds where each reader lives");
        }

        return (sendTime, localAt);
    }

    // The clock time of a local campaign is kept as it was written.
    private DateTimeOffset? SendAt(SendTime sendTime) => sendTime == SendTime.Local ? body.SendAt : body.SendAt?.ToUniversalTime();

    private AbTest? Ab(MailTemplate template)
    {
        if (body.Ab is not { } ab)
        {
            return null;
        }

        if (ab.Variants is not { Count: >= 2 and <= MaxVariants })
        {
            Refuse("ab.variants", $"2 to {MaxVariants} variants, each with what it says otherwise: subject, html or text");
        }

        var variants = (ab.Variants ?? []).Select((variant, index) => new AbVariant(
            TemplateBody.NullIfBlank(variant.Id) ?? $"{(char)('a' + index)}",
            TemplateBody.NullIfBlank(variant.Subject),
            TemplateBody.NullIfBlank(variant.Html),
            TemplateBody.NullIfBlank(variant.Text))).ToList();
        if (variants.DistinctBy(variant => variant.Id).Count() < variants.Count
            || variants.Exists(variant => !VariantId().IsMatch(variant.Id)))
        {
            Refuse("ab.variants", "each variant has an id of its own, of 1 to 32 letters, digits, '-' and '_'");
        }

        foreach (var (index, variant) in variants.Index())
        {
            foreach (var (field, problems) in MailTemplates.Check(
                new MailTemplate(variant.Subject ?? "", variant.Html, variant.Text), $"ab.variants[{index}]"))
            {
                _errors[field] = problems;
            }
        }

        var metric = ab.Metric switch
        {
            null or "clicks" => AbMetric.Clicks,
            "orders" => AbMetric.Orders,
            _ => Refused<AbMetric>("ab.metric", "clicks or orders"),
        };
        if (ab.Share is { } share && share is not (> 0 and <= 1))
        {
            Refuse("ab.share", "above 0 and at most 1");
        }

        var after = Duration("ab.after", ab.After) ?? TimeSpan.FromHours(4);
        if (after > LongestTest)
        {
            Refuse("ab.after", "at most 30d");
        }

        return new AbTest(variants, ab.Share ?? 0.2, metric, after);
    }

    private Dictionary<string, string> Utm()
    {
        var utm = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in body.Utm ?? new Dictionary<string, string?>())
        {
            var bare = name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
            if (!VariantId().IsMatch(bare) || value?.Length > 200)
            {
                Refuse("utm", $"'{name}': names of letters and digits, values of at most 200 characters");
            }
            else if (!string.IsNullOrWhiteSpace(value))
            {
                utm[bare] = value.Trim();
            }
        }

        return utm;
    }

    private IReadOnlyList<string> Products()
    {
        var products = body.Products ?? [];
        if (products.Count > MaxProducts || products.Any(product => product?.Split(':', 2) is not [{ Length: > 0 }, { Length: > 0 }]))
        {
            Refuse("products", $"at most {MaxProducts} products as shop:id");
            return [];
        }

        return products;
    }

    private CampaignPromo? Promo()
    {
        if (body.Promo is not { } promo)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(promo.Code) || promo.Code.Length > 64)
        {
            Refuse("promo.code", "a code of 1 to 64 characters");
        }

        return new CampaignPromo(promo.Code ?? "", promo.Percent, promo.Amount, promo.Currency, promo.ExpiresAt);
    }
}
