using System.ComponentModel.DataAnnotations;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Functions.Sending.Flight;

namespace ClientBase.Functions.Campaigns;

/// <summary>Settings <c>Campaigns__*</c>.</summary>
public sealed class CampaignOptions : ISendingRules, IValidatableObject
{
    public const string Section = "Campaigns";

    /// <summary>
    /// Hours in which nobody gets anything, such as <c>22-08</c>, by the clock where each lives; empty: none. What is due then waits for
    /// their end.
    /// </summary>
    public string QuietHours { get; set; } = "";

    /// <summary>Time zone of people of whom nothing tells where they live, an IANA name such as <c>Europe/Moscow</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Marketing mails one contact gets in 7 days at most; 0: no limit.</summary>
    [Range(0, 1_000)]
    public int FrequencyCap { get; set; } = 3;

    /// <summary>Mails a second at most, of all instances together; 0: no limit.</summary>
    [Range(0, 100_000)]
    public int RatePerSecond { get; set; }

    /// <summary>What a mail costs, for the send plan.</summary>
    [Range(0.0, 1_000.0)]
    public decimal CostPerMail { get; set; }

    /// <summary>What a text message costs, for the send plan.</summary>
    [Range(0.0, 1_000.0)]
    public decimal CostPerSms { get; set; }

    /// <summary>ISO 4217 currency of <see cref="CostPerMail"/> and <see cref="CostPerSms"/>.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>What a message of a channel costs; the others cost nothing.</summary>
    public decimal CostOf(string? channel) => channel switch
    {
        null or "email" => CostPerMail,
        "sms" => CostPerSms,
        _ => 0m,
    };

    /// <summary>The quiet hours.</summary>
    public QuietHours Quiet => Domain.Campaigns.Timing.QuietHours.TryParse(QuietHours, out var hours)
        ? hours
        : Domain.Campaigns.Timing.QuietHours.None;

    /// <summary>The time zone of people of whom nothing tells where they live.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Domain.Campaigns.Timing.QuietHours.TryParse(QuietHours, out _))
        {
            yield return new ValidationResult("Campaigns__QuietHours is two hours such as 22-08, or empty.", [nameof(QuietHours)]);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult(
                $"Campaigns__TimeZone: there is no time zone '{TimeZone}'. Use a name such as Europe/Moscow.", [nameof(TimeZone)]);
        }
    }
}
