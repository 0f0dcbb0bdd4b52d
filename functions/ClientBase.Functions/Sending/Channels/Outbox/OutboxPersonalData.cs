using ClientBase.Functions.Contacts.Privacy;

namespace ClientBase.Functions.Sending.Channels.Outbox;

/// <summary>The mails in the local outbox that went to a person.</summary>
public sealed class OutboxPersonalData(OutboxStore outbox) : IPersonalData
{
    public string Name => "mails";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
        await outbox.SentToAsync(AddressesOf(person), person.ContactIds, cancellationToken);

    public Task EraseAsync(PersonInBase person, CancellationToken cancellationToken) =>
        outbox.DeleteSentToAsync(AddressesOf(person), person.ContactIds, cancellationToken);

    private static IReadOnlyCollection<string> AddressesOf(PersonInBase person) => [.. person.Emails, .. person.Phones];
}
