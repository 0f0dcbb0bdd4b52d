using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    [JsonPropertyName("from")]
    public EmailAddress From { get; set; }

    [JsonPropertyName("subject")]
    public string Subject { get; set; }

    [JsonPropertyName("personalizations")]
    public List<Personalization> Personalizations { get; set; }

    [JsonPropertyName("content")]
    public List<Content> Contents { get; set; }

    [JsonIgnore]
    public string PlainTextContent { get; set; }

    [JsonIgnore]
    public string HtmlContent { get; set; }

    [JsonPropertyName("headers")]
    public Dictionary<string, string> Headers { get; set; }

    [JsonPropertyName("categories")]
    public List<string> Categories { get; set; }

    [JsonPropertyName("custom_args")]
    public Dictionary<string, string> CustomArgs { get; set; }

    [JsonPropertyName("send_at")]
    public long? SendAt { get; set; }

    [JsonPropertyName("asm")]
    public ASM Asm { get; set; }

    [JsonPropertyName("batch_id")]
    public string BatchId { get; set; }

    [JsonPropertyName("ip_pool_name")]
    public string IpPoolName { get; set; }

    [JsonPropertyName("mail_settings")]
    public MailSettings MailSettings { get; set; }

    [JsonPropertyName("tracking_settings")]
    public TrackingSettings TrackingSettings { get; set; }

    [JsonPropertyName("reply_to")]
    public EmailAddress ReplyTo { get; set; }

    public void SetFrom(EmailAddress email) => From = email;

    public void SetFrom(string email, string name = null) => SetFrom(Address(email, name));

    public void SetReplyTo(EmailAddress email) => ReplyTo = email;

    public void SetGlobalSubject(string subject) => Subject = subject;

    public void SetGlobalSendAt(int sendAt) => SendAt = sendAt;

    public void SetBatchId(string batchId) => BatchId = batchId;

    public void SetIpPoolName(string ipPoolName) => IpPoolName = ipPoolName;

    public void SetAsm(int groupID, List<int> groupsToDisplay = null) =>
        Asm = new ASM { GroupId = groupID, GroupsToDisplay = groupsToDisplay };

    public void AddContent(string mimeType, string text) => (Contents ??= []).Add(new Content(mimeType, text));

    public void AddCategory(string category) => (Categories ??= []).Add(category);

    public void AddGlobalHeader(string key, string value) => (Headers ??= []).Add(key, value);

    public void AddGlobalCustomArg(string key, string value) => (CustomArgs ??= []).Add(key, value);

    public void SetSandBoxMode(bool enable) => (MailSettings ??= new MailSettings()).SandboxMode = new SandboxMode { Enable = enable };

    public void SetClickTracking(bool enable, bool enableText) =>
        (TrackingSettings ??= new TrackingSettings()).ClickTracking = new ClickTracking { Enable = enable, EnableText = enableText };

    public void SetOpenTracking(bool enable, string substitutionTag = null) =>
        (TrackingSettings ??= new TrackingSettings()).OpenTracking = new OpenTracking { Enable = enable, SubstitutionTag = substitutionTag };

    public void SetSubscriptionTracking(bool enable, string html = null, string text = null, string substitutionTag = null) =>
        (TrackingSettings ??= new TrackingSettings()).SubscriptionTracking = new SubscriptionTracking
        {
            Enable = enable,
            Html = html,
            Text = text,
            SubstitutionTag = substitutionTag,
        };

    private static EmailAddress Address(string email, string name) =>
        string.IsNullOrWhiteSpace(email) ? throw new ArgumentNullException(nameof(email)) : new EmailAddress(email, name);
}
