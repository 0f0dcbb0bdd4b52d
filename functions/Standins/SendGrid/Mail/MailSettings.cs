using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

public class MailSettings
{
    [JsonPropertyName("sandbox_mode")]
    public SandboxMode SandboxMode { get; set; }
}

public class SandboxMode
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }
}
