using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Tests.Campaigns;

namespace ClientBase.Functions.Tests.Sending;

/// <summary>SendGrid's event webhook, with a key of the test's own.</summary>
internal sealed class MailEvents(CampaignBase app)
{
    private const string Agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static Dictionary<string, string?> Settings { get; } = new()
    {
        ["SendGrid:EventWebhookPublicKey"] = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()),
    };

    /// <summary>An event of a mail to a contact, some minutes after now.</summary>
    public Dictionary<string, object?> Of(
        string kind,
        string contactId,
        double minutes = 1,
        string? id = null,
        string email = "ana@example.com",
        string campaign = "spring") => new()
        {
            ["email"] = email,
            ["event"] = kind,
            ["sg_event_id"] = id ?? Guid.NewGuid().ToString("n"),
            ["timestamp"] = app.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds(),
            ["intent"] = Intent.IdOf(campaign, contactId),
            ["campaign"] = campaign,
            ["at"] = app.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["useragent"] = Agent,
            ["ip"] = "203.0.113.7",
            ["url"] = kind == "click" ? "https://shop.example/tea" : null,
        };

    /// <summary>Posts events as SendGrid does.</summary>
    public async Task PostAsync(params IEnumerable<Dictionary<string, object?>> events)
    {
        var (status, text) = await PostAsync(JsonSerializer.Serialize(events) + "\r\n");
        Assert.True(status == 200, $"{status} {text}");
    }

    /// <summary>Posts a body with its signature, or another one.</summary>
    public Task<(int Status, string Text)> PostAsync(string body, string? signedBody = null, string timestamp = "1600112502")
    {
        var signature = Key.SignData(
            Encoding.UTF8.GetBytes(timestamp + (signedBody ?? body)), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return app.CallForTextAsync(
            request =>
            {
                request.Headers[EventSignature.TimestampHeader] = timestamp;
                request.Headers[EventSignature.Header] = Convert.ToBase64String(signature);
                return app.Get<ReceiveSendGridEvents>().RunAsync(request, default);
            },
            body);
    }
}
