using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Campaigns;

/// <summary>Settings <c>Campaigns__*</c>.</summary>
public sealed class CampaignOptions : IValidatableObject
{
    public const string Section = "Campaigns";

    /// <summary>Hours in which nothing is sent, such as <c>22-08</c>; empty: none. What is due then waits for their end.</summary>
    public string QuietHours { get; set; } = "";

    /// <summary>Time zone of the quiet hours, an IANA name such as <c>Europe/Moscow</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Marketing mails one contact gets in 7 days at most; 0: no limit.</summary>
    [Range(0, 1_000)]
    public int FrequencyCap { get; set; } = 3;

    /// <summary>Mails a second at most, on each instance; 0: no limit. With several instances, divide by their number.</summary>
    [Range(0, 100_000)]
    public int RatePerSecond { get; set; }

    /// <summary>What a mail costs, for the send plan.</summary>
    [Range(0.0, 1_000.0)]
    public decimal CostPerMail { get; set; }

    /// <summary>ISO 4217 currency of <see cref="CostPerMail"/>.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>Whether nothing may be sent at an instant.</summary>
    public bool IsQuiet(DateTimeOffset now) =>
        Domain.Campaigns.QuietHours.TryParse(QuietHours, out var hours)
        && hours.Covers(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Domain.Campaigns.QuietHours.TryParse(QuietHours, out _))
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
