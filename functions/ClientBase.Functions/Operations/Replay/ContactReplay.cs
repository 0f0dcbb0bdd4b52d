using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Operations.Replay;

/// <summary>What a contact is when all that was said of it is put together anew.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Captures">So much was said.</param>
/// <param name="HashBefore">Hash of what is stored.</param>
/// <param name="HashAfter">Hash of what was said.</param>
/// <param name="Same">Whether they are equal.</param>
public sealed record ReplayedContact(string Contact, int Captures, string HashBefore, string HashAfter, bool Same);

/// <summary>Puts a contact together anew and compares; changes nothing.</summary>
public sealed class ContactReplay(TableServiceClient service, ContactReader contacts)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>The comparison; null for an unknown contact.</summary>
    public async Task<ReplayedContact?> ReplayAsync(string contactId, CancellationToken cancellationToken)
    {
        if (await contacts.GetAsync(contactId, cancellationToken) is not { } card)
        {
            return null;
        }

        var entries = await FiledEntries.ReadAsync(_table, card.Contact.AllIds, cancellationToken);
        var captures = entries.Select(entry => entry.Filed?.Capture).OfType<CapturedEvent>().DistinctBy(capture => capture.Id).ToList();
        var (before, after) = (ContactHash.Of(card.Contact), ContactHash.Of(FiledCapture.Fold(captures)));
        return new ReplayedContact(card.Contact.Id, captures.Count, before, after, before == after);
    }
}
