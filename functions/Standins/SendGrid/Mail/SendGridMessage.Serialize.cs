using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Escapes what HTML would read, like upstream, but leaves letters of every script as they are.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public string Serialize(bool useDefaultSerialization = true)
    {
        TakeOverPlainAndHtml();
        OrderContents();
        return JsonSerializer.Serialize(this, Json);
    }

    public static SendGridMessage Deserialize(string json) => JsonSerializer.Deserialize<SendGridMessage>(json, Json);

    private void TakeOverPlainAndHtml()
    {
        if (PlainTextContent is null && HtmlContent is null)
        {
            return;
        }

        Contents = [];
        if (PlainTextContent is not null)
        {
            AddContent(MimeType.Text, PlainTextContent);
        }

        if (HtmlContent is not null)
        {
            AddContent(MimeType.Html, HtmlContent);
        }

        (PlainTextContent, HtmlContent) = (null, null);
    }

    /// <summary>The API wants plain text first, then HTML, then the rest, and no empty part beside a full one.</summary>
    private void OrderContents()
    {
        if (Contents is { Count: > 1 })
        {
            Contents = [.. Contents
                .Where(content => !string.IsNullOrEmpty(content.Type) && !string.IsNullOrEmpty(content.Value))
                .OrderBy(content => content.Type == MimeType.Text ? 0 : content.Type == MimeType.Html ? 1 : 2)];
        }
    }
}
