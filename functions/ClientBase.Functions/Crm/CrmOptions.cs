using System.ComponentModel.DataAnnotations;
using ClientBase.Domain.Crm;

namespace ClientBase.Functions.Crm;

/// <summary>Settings <c>Crm__*</c>.</summary>
public sealed class CrmOptions : IValidatableObject
{
    public const string Section = "Crm";

    /// <summary>ISO 4217 of a deal that names no currency.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "RUB";

    /// <summary>Days a potential client is worked without coming to a deal.</summary>
    [Range(1, 3650)]
    public int PotentialDays { get; set; } = 60;

    /// <summary>Days they are then left in peace, before the second and last try.</summary>
    [Range(1, 3650)]
    public int RestDays { get; set; } = 90;

    /// <summary>How many potential clients a manager may work at once; 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int PotentialLimit { get; set; }

    /// <summary>Language of digests, <c>en</c> or <c>ru</c>.</summary>
    [RegularExpression("^(en|ru)$")]
    public string Language { get; set; } = "en";

    /// <summary>Hour of a manager's day from which their digest goes, 0 to 23; without it, it goes whenever the timer runs.</summary>
    [Range(0, 23)]
    public int? DigestHour { get; set; }

    /// <summary>Time zone of managers who have none of their own, an IANA name such as <c>Europe/Moscow</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The rule for potential clients.</summary>
    internal PotentialRule PotentialRule => new(TimeSpan.FromDays(PotentialDays), TimeSpan.FromDays(RestDays));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult(
                $"Crm__TimeZone: there is no time zone '{TimeZone}'. Use a name such as Europe/Moscow.", [nameof(TimeZone)]);
        }
    }
}
