using ClientBase.Functions.Sending.Channels;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Links;

/// <summary>The personal links of a mail.</summary>
/// <param name="Unsubscribe">Where marketing mail is stopped; takes the one-click POST of RFC 8058.</param>
/// <param name="Preferences">Where preferences are changed.</param>
/// <param name="Confirm">Where a subscription is confirmed.</param>
public sealed record MailLinks(string Unsubscribe, string Preferences, string Confirm)
{
    /// <summary>The headers by which mail programs offer to unsubscribe with one click.</summary>
    /// <see href="https://www.rfc-editor.org/rfc/rfc8058"/>
    public IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string>
    {
        ["List-Unsubscribe"] = $"<{Unsubscribe}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}

/// <summary>Makes the personal links of mails.</summary>
public sealed class MailLinkMaker(TokenKey key, IOptions<MailOptions> options)
{
    private readonly string _api = options.Value.PublicBaseUrl.TrimEnd('/') + "/api";

    /// <summary>The links of a campaign's mail to a contact.</summary>
    public ValueTask<MailLinks> OfAsync(string campaignId, string contactId, CancellationToken cancellationToken) =>
        OfAsync(new ContactToken(contactId, campaignId), cancellationToken);

    /// <summary>The links of a message.</summary>
    public async ValueTask<MailLinks> OfAsync(ContactToken token, CancellationToken cancellationToken)
    {
        var signer = await key.GetSignerAsync(cancellationToken);
        return new MailLinks(
            $"{_api}/unsubscribe/{signer.Sign(TokenPurpose.Unsubscribe, token)}",
            $"{_api}/preferences/{signer.Sign(TokenPurpose.Preferences, token)}",
            $"{_api}/confirm/{signer.Sign(TokenPurpose.Confirm, token)}");
    }
}
