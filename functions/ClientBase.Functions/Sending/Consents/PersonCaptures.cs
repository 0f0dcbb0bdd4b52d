using Azure;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Sending.Consents;

/// <summary>What is said of a person known by a link or a mail, so that it reaches them and whoever else has the address.</summary>
public sealed class PersonCaptures(ContactReader contacts, ContactFiling filing, CaptureStore captures, RecomputeRequests recompute)
{
    /// <summary>
    /// The captures that say it: by the address, and by a customer id where the address is known as somebody else's, since customers of one
    /// shop may share one.
    /// </summary>
    /// <param name="contact">The person.</param>
    /// <param name="address">The address it is about, of whatever channel; empty: the person; null: the one mail goes to.</param>
    /// <param name="say">Begins a capture that says it.</param>
    public async Task<IReadOnlyList<CapturedEvent>> SayAsync(
        Contact contact, string? address, Func<CaptureBuilder> say, CancellationToken cancellationToken)
    {
        // Of what is no e-mail address: should the person turn out to be two, the refusal is heard by whoever has it.
        if (address is not null && !EmailAddress.TryParse(address, out _))
        {
            return [say().About(contact.Id).Build()];
        }

        var said = new List<CapturedEvent>();
        if (EmailAddress.TryParse(address ?? contact.PrimaryEmail, out var email))
        {
            said.Add(say().Email(email).Build());
            var holders = await contacts.FindByKeyAsync(new IdentityKey(IdentityKind.Email, email.Value), cancellationToken);
            if (holders.Any(holder => holder.Contact.Id == contact.Id))
            {
                return said;
            }
        }

        if (contact.ExternalIds.Keys.FirstOrDefault()?.Split(':', 2) is [var shop, var id])
        {
            said.Add(say().ShopCustomer(shop, id).Build());
        }
        else if (PhoneNumber.TryParse(contact.Phones.Keys.FirstOrDefault(), null, out var phone))
        {
            said.Add(say().Phone(phone).Name(contact.Name).Build());
        }

        return said;
    }

    /// <summary>
    /// Files what a person says of their consents before they are told that it is done; what cannot be filed now is kept for it.
    /// </summary>
    public async Task FileAsync(IEnumerable<CapturedEvent> said, CancellationToken cancellationToken)
    {
        foreach (var capture in said)
        {
            try
            {
                await filing.FileAsync(capture, cancellationToken);
            }
            catch (Exception failure) when (failure is RequestFailedException or InvalidOperationException)
            {
                await captures.PutAsync(capture, cancellationToken);
            }
        }

        await recompute.AskSoonAsync(cancellationToken);
    }
}
