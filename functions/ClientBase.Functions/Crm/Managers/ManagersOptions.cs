using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>Settings <c>Crm__Managers__{name}__*</c>.</summary>
public sealed class ManagersOptions : Dictionary<string, ManagerOptions>, IValidatableObject
{
    public const string Section = "Crm:Managers";

    /// <summary>Names are compared without case, as settings are.</summary>
    public ManagersOptions()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }

    /// <summary>The time zone of a manager's day.</summary>
    public TimeZoneInfo ZoneOf(string? manager, CrmOptions options)
    {
        var own = manager is not null && TryGetValue(manager, out var settings) ? settings.TimeZone : "";
        return TimeZoneInfo.FindSystemTimeZoneById(own.Length > 0 ? own : options.TimeZone);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, manager) in this)
        {
            if (manager.Email.Length > 0 && !MailAddress.TryCreate(manager.Email, out _))
            {
                yield return new ValidationResult($"Crm__Managers__{name}__Email is an address, such as anna@shop.example.");
            }

            if (manager.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(manager.TimeZone, out _))
            {
                yield return new ValidationResult(
                    $"Crm__Managers__{name}__TimeZone: there is no time zone '{manager.TimeZone}'. Use a name such as Europe/Moscow.");
            }
        }
    }
}

/// <summary>One manager.</summary>
public sealed class ManagerOptions
{
    /// <summary>Where their digest goes; empty: they get none.</summary>
    public string Email { get; set; } = "";

    /// <summary>Where their day is, an IANA name; empty: that of <c>Crm__TimeZone</c>.</summary>
    public string TimeZone { get; set; } = "";
}
