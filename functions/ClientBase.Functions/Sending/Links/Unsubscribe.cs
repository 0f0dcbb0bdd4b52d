using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Consents;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Links;

/// <summary>Stops marketing mail to the reader of a mail.</summary>
/// <see href="https://www.rfc-editor.org/rfc/rfc8058"/>
public sealed class Unsubscribe(
    TokenKey key, PublicPage page, ContactReader contacts, PersonCaptures person, LedgerStore ledger, TimeProvider clock)
{
    private const string Source = "unsubscribe";

    /// <summary>Shows a page with a button; changes nothing.</summary>
    [Function("ShowUnsubscribe")]
    [Answers(200, "text/html")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unsubscribe/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        var signer = await key.GetSignerAsync(cancellationToken);
        return signer.Read(TokenPurpose.Unsubscribe, token) is { } link
            ? UnsubscribePage.Ask(page, request, signer.Sign(TokenPurpose.Preferences, link))
            : page.Unknown(request);
    }

    /// <summary>Withdraws the consent: the button's post, or the mail program's one click, whose body says nothing more.</summary>
    [Function(nameof(Unsubscribe))]
    [Takes("application/x-www-form-urlencoded")]
    [Answers(200, "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        var signer = await key.GetSignerAsync(cancellationToken);
        if (signer.Read(TokenPurpose.Unsubscribe, token) is not { } link)
        {
            return page.Unknown(request);
        }

        // Who is not in the base any more, or agreed to nothing, gets no mail anyway, and is told the same as anybody.
        if (await contacts.FindAsync(link.ContactId, cancellationToken) is { } contact)
        {
            await WithdrawAsync(link, contact, Client.AddressOf(request), cancellationToken);
            await ledger.NoteUnsubscribedAsync(link.CampaignId, link.ContactId, clock.GetUtcNow(), cancellationToken);
        }

        return UnsubscribePage.Done(page, request, signer.Sign(TokenPurpose.Preferences, link));
    }

    // Of each yes that stands.
    private async Task WithdrawAsync(ContactToken link, Contact contact, string evidence, CancellationToken cancellationToken)
    {
        foreach (var address in ConsentView.AgreedAddresses(contact.Consents, ConsentPurpose.Marketing, link.Channel).Distinct())
        {
            var said = await person.SayAsync(contact, address, () => Withdrawal(link, address, evidence), cancellationToken);
            await person.FileAsync(said, cancellationToken);
        }
    }

    // A new capture each time: who subscribes again later may leave by the same old mail again.
    private CaptureBuilder Withdrawal(ContactToken link, string address, string evidence) =>
        new CaptureBuilder(CaptureId.New(), Source, "consent", clock.GetUtcNow())
            .Consent(ConsentPurpose.Marketing, link.Channel, address, granted: false, evidence: evidence)
            .Data("purpose", ConsentPurpose.Marketing)
            .Data("channel", link.Channel)
            .Data("granted", false)
            .Data("campaign", link.CampaignId);
}
