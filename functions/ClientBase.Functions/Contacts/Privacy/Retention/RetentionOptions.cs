using System.ComponentModel.DataAnnotations;
using ClientBase.Domain.Crm;

namespace ClientBase.Functions.Contacts.Privacy.Retention;

/// <summary>Settings <c>Retention__*</c>: how long what is kept, such as <c>365d</c>; empty: for ever.</summary>
public sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Retention";

    /// <summary>Visits of the site.</summary>
    public string Visits { get; set; } = "365d";

    /// <summary>Raw captures: what a form or shop sent, word for word. What they say of the person stays on the card.</summary>
    public string Captures { get; set; } = "1095d";

    /// <summary>People nothing was heard of: they are erased, as at their own request.</summary>
    public string Inactive { get; set; } = "";

    /// <summary>What is older than this has been kept long enough; null: nothing has.</summary>
    public static DateTimeOffset? Before(string setting, DateTimeOffset now) =>
        Durations.TryParse(setting, out var kept) ? now - kept : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, string Value)[] all = [(nameof(Visits), Visits), (nameof(Captures), Captures), (nameof(Inactive), Inactive)];
        foreach (var (name, value) in all.Where(one => one.Value.Length > 0 && !Durations.TryParse(one.Value, out _)))
        {
            yield return new ValidationResult($"Retention__{name} is a time such as 365d, or empty for ever; not '{value}'.", [name]);
        }
    }
}
