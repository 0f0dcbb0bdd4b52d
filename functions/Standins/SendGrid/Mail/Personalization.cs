using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

public class Personalization
{
    [JsonPropertyName("to")]
    [JsonConverter(typeof(DistinctAddresses))]
    public List<EmailAddress> Tos { get; set; }

    [JsonPropertyName("cc")]
    [JsonConverter(typeof(DistinctAddresses))]
    public List<EmailAddress> Ccs { get; set; }

    [JsonPropertyName("bcc")]
    [JsonConverter(typeof(DistinctAddresses))]
    public List<EmailAddress> Bccs { get; set; }

    [JsonPropertyName("from")]
    public EmailAddress From { get; set; }

    [JsonPropertyName("subject")]
    public string Subject { get; set; }

    [JsonPropertyName("headers")]
    public Dictionary<string, string> Headers { get; set; }

    [JsonPropertyName("substitutions")]
    public Dictionary<string, string> Substitutions { get; set; }

    [JsonPropertyName("custom_args")]
    public Dictionary<string, string> CustomArgs { get; set; }

    [JsonPropertyName("send_at")]
    public long? SendAt { get; set; }
}
