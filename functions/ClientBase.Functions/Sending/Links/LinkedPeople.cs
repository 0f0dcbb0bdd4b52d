using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Sending.Links;

/// <summary>Somebody known by a link.</summary>
/// <param name="Link">What the link stands for.</param>
/// <param name="Contact">The person as they are in the base now.</param>
public sealed record LinkedPerson(ContactToken Link, Contact Contact);

/// <summary>Finds who stands behind the links of mails, and makes the links of their own pages.</summary>
public sealed class LinkedPeople(TokenKey key, ContactReader contacts)
{
    /// <summary>
    /// The person; null for a link that is forged, made for another purpose, or of somebody who is not in the base any more.
    /// </summary>
    public async Task<LinkedPerson?> FindAsync(TokenPurpose purpose, string token, CancellationToken cancellationToken) =>
        (await key.GetSignerAsync(cancellationToken)).Read(purpose, token) is { } link
            && await contacts.FindAsync(link.ContactId, cancellationToken) is { } contact
            ? new LinkedPerson(link, contact)
            : null;

    /// <summary>A token of the same person for another page.</summary>
    public async ValueTask<string> TokenAsync(TokenPurpose purpose, ContactToken link, CancellationToken cancellationToken) =>
        (await key.GetSignerAsync(cancellationToken)).Sign(purpose, link);
}
