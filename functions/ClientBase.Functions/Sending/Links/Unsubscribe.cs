using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Links;

/// <summary>Stops marketing mail to the reader of a mail.</summary>
/// <see href="https://www.rfc-editor.org/rfc/rfc8058"/>
public sealed class Unsubscribe(TokenKey key, ContactReader contacts, CaptureStore captures, LedgerStore ledger, TimeProvider clock)
{
    private const string Source = "unsubscribe";
    private const string Channel = "email";

    /// <summary>Shows a page with a button; changes nothing.</summary>
    [Function("ShowUnsubscribe")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unsubscribe/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await ReadAsync(token, cancellationToken) is null ? UnsubscribePage.Unknown(request) : UnsubscribePage.Ask(request);

    /// <summary>Withdraws the consent: the button's post, or the mail program's one click, whose body says nothing more.</summary>
    [Function(nameof(Unsubscribe))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await ReadAsync(token, cancellationToken) is not { } link)
        {
            return UnsubscribePage.Unknown(request);
        }

        // Who is not in the base any more, or agreed to nothing, gets no mail anyway, and is told the same as anybody.
        if (await contacts.GetAsync(link.ContactId, cancellationToken) is { } card)
        {
            foreach (var withdrawal in Withdrawals(link, card.Contact, Client.AddressOf(request)))
            {
                await captures.PutAsync(withdrawal, cancellationToken);
            }

            await ledger.NoteAsync(
                MailEvent.Unsubscribed, link.CampaignId, link.ContactId, clock.GetUtcNow(), cancellationToken);
        }

        return UnsubscribePage.Done(request);
    }

    private async Task<ContactToken?> ReadAsync(string token, CancellationToken cancellationToken) =>
        (await key.GetSignerAsync(cancellationToken)).Read(TokenPurpose.Unsubscribe, token);

    // Of each yes that stands. Whoever has the address must be heard, and the person of the link: customers of one shop may share one.
    private IEnumerable<CapturedEvent> Withdrawals(ContactToken link, Contact contact, string evidence)
    {
        foreach (var address in ConsentView.AgreedAddresses(contact.Consents, ConsentPurpose.Marketing, Channel))
        {
            if (EmailAddress.TryParse(address.Length > 0 ? address : contact.PrimaryEmail, out var email))
            {
                yield return Withdrawal(link, address, evidence).Email(email).Build();
            }

            foreach (var id in contact.ExternalIds.Keys.Select(id => id.Split(':', 2)))
            {
                yield return Withdrawal(link, address, evidence).ShopCustomer(id[0], id[1]).Build();
            }
        }
    }

    // A new capture each time: who subscribes again later may leave by the same old mail again.
    private CaptureBuilder Withdrawal(ContactToken link, string address, string evidence) =>
        new CaptureBuilder(CaptureId.New(), Source, "consent", clock.GetUtcNow())
            .Consent(ConsentPurpose.Marketing, Channel, address, granted: false, evidence: evidence)
            .Data("purpose", ConsentPurpose.Marketing)
            .Data("channel", Channel)
            .Data("granted", false)
            .Data("campaign", link.CampaignId);
}
