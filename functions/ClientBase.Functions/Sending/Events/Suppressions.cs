using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Consents;

namespace ClientBase.Functions.Sending.Events;

/// <summary>
/// Stops mail to who does not take it: addresses that mails come back from, people who call it spam or unsubscribe at the provider.
/// </summary>
/// <remarks>
/// Each is filed as a capture, so it is on the card, outlives merges and is replayed. Only of people who are in the base: an account of the
/// provider may send mails of others too.
/// </remarks>
public sealed class Suppressions(ContactReader contacts, PersonCaptures person, CaptureStore captures)
{
    private const string Channel = "email";
    private const int AtOnce = 16;

    /// <summary>Makes durable what of some events has to be heard.</summary>
    public async Task FileAsync(IReadOnlyCollection<MailEvent> events, CancellationToken cancellationToken)
    {
        foreach (var some in events.Where(IsHeard).DistinctBy(one => one.Id).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(one => FileAsync(one, cancellationToken)));
        }
    }

    private static bool IsHeard(MailEvent one) => one.Kind switch
    {
        MailEventKind.Bounce => one.IsForGood,
        MailEventKind.Complaint or MailEventKind.Unsubscribe => true,
        _ => false,
    };

    private async Task FileAsync(MailEvent one, CancellationToken cancellationToken)
    {
        var address = EmailAddress.TryParse(one.Email, out var email) ? email : null;
        foreach (var contact in await PeopleAsync(one, address, cancellationToken))
        {
            var said = 0;
            foreach (var subject in SubjectsOf(one, address, contact))
            {
                var captured = await person.SayAsync(contact, subject, () => Begin(one, subject, contact.Id, said++), cancellationToken);
                foreach (var capture in captured)
                {
                    await captures.PutAsync(capture, cancellationToken);
                }
            }
        }
    }

    // What comes back is one address; who has enough is done with all of theirs. Each is said by itself: should the person turn out to be
    // two, each keeps the refusal of their own address.
    private static IEnumerable<string> SubjectsOf(MailEvent one, EmailAddress? address, Contact person) =>
        one.Kind == MailEventKind.Bounce
            ? new[] { address?.Value ?? person.PrimaryEmail }.OfType<string>()
            : ConsentView.AgreedAddresses(person.Consents, ConsentPurpose.Marketing, Channel)
                .Append(address?.Value ?? "").Distinct(StringComparer.Ordinal);

    private async Task<IEnumerable<Contact>> PeopleAsync(MailEvent one, EmailAddress? address, CancellationToken cancellationToken)
    {
        if (one.ContactId is { } contactId)
        {
            return await contacts.FindAsync(contactId, cancellationToken) is { } contact ? [contact] : [];
        }

        return address is null
            ? []
            : (await contacts.FindByKeyAsync(new IdentityKey(IdentityKind.Email, address.Value), cancellationToken))
                .Select(card => card.Contact);
    }

    private static CaptureBuilder Begin(MailEvent one, string subject, string contactId, int said)
    {
        var id = CaptureId.Of(one.Source, one.Id, contactId, $"{said}");
        var capture = new CaptureBuilder(id, one.Source, MailEventStore.NameOf(one.Kind), one.At)
            .Data("mail", one.Intent)
            .Data("campaign", one.Campaign.Length > 0 ? one.Campaign : null)
            .Data("reason", one.Kind == MailEventKind.Bounce ? one.Reason : null);
        if (one.Kind == MailEventKind.Bounce)
        {
            return EmailAddress.TryParse(subject, out var bounced) ? capture.Bounced(bounced) : capture;
        }

        return capture.Consent(ConsentPurpose.Marketing, Channel, subject, granted: false)
            .Data("purpose", ConsentPurpose.Marketing).Data("channel", Channel).Data("granted", false);
    }
}
