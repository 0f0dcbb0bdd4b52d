using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>Settings <c>Mail__*</c>.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>The sender, <c>news@shop.example</c> or <c>Shop &lt;news@shop.example&gt;</c>. Needed once mails really leave.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// Where this app answers from outside: links in mails begin with it. Mail providers want https. Not set: where the host says it
    /// answers.
    /// </summary>
    [Required]
    [RegularExpression("^https?://.+")]
    public string PublicBaseUrl { get; set; } = "http://127.0.0.1:7071";

    /// <summary>Whether opens and clicks are told by links of our own where the channel tells nothing of them.</summary>
    public bool Tracking { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From.Length > 0 && !MailAddress.TryCreate(From, out _))
        {
            yield return new ValidationResult(
                "Mail__From is an address, such as news@shop.example or Shop <news@shop.example>.", [nameof(From)]);
        }
    }
}
