using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Sending.Channels.Twilio;

/// <summary>Settings <c>Twilio__*</c>: text messages.</summary>
public sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary>The account; empty: no text messages leave.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>Its token.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>The number or name messages come from, or the id of a messaging service (<c>MG...</c>).</summary>
    public string From { get; set; } = "";

    /// <summary>Address of the API; empty: Twilio's own.</summary>
    [RegularExpression("^https?://.+")]
    public string BaseUrl { get; set; } = "";
}
