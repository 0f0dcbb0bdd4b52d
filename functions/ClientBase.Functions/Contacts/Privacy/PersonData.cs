using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Consent.Receipts;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>All data of a person.</summary>
/// <param name="Contact">The card.</param>
/// <param name="Fields">Every value on it, with when and where it was said.</param>
/// <param name="Consents">Every statement, with its evidence.</param>
/// <param name="Receipts">The consents as a chain.</param>
/// <param name="Orders">Every order as known.</param>
/// <param name="Timeline">What happened, newest first, with what was said.</param>
/// <param name="Memberships">Segments the person is in.</param>
/// <param name="Changes">Every entering and leaving.</param>
/// <param name="Others">What other features keep, by name: <c>mails</c>, ...</param>
public sealed record PersonData(
    ContactView Contact,
    IReadOnlyList<SaidValue> Fields,
    IReadOnlyList<SaidConsent> Consents,
    IReadOnlyList<ConsentReceipt> Receipts,
    IReadOnlyDictionary<string, JsonElement> Orders,
    IReadOnlyList<SaidEntry> Timeline,
    IReadOnlyList<string> Memberships,
    IReadOnlyList<MembershipChange> Changes,
    IReadOnlyDictionary<string, IReadOnlyList<object>> Others);

/// <summary>Stands for what is kept but cannot be read.</summary>
/// <param name="Unreadable">Why not.</param>
public sealed record UnreadableData(string Unreadable);

/// <summary>A value and who said it.</summary>
/// <param name="Name">The field, or <c>email</c>, <c>phone</c>, <c>tag</c>, <c>externalId</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="At">When it was said.</param>
/// <param name="Source">Where.</param>
/// <param name="CaptureId">By which event.</param>
public sealed record SaidValue(string Name, string Value, DateTimeOffset At, string Source, string CaptureId)
{
    internal static IReadOnlyList<SaidValue> Of(Contact contact) =>
    [
        .. contact.FilledFields.Select(field => Of(field.Key, field.Value)),
        .. contact.Emails.Values.Select(email => Of("email", email)),
        .. contact.Phones.Values.Select(phone => Of("phone", phone)),
        .. contact.TagNames.Select(tag => Of("tag", contact.Tags[tag] with { Value = tag })),
        .. contact.ExternalIds.Select(id => Of("externalId", id.Value with { Value = id.Key })),
    ];

    private static SaidValue Of(string name, Stamped<string> value) =>
        new(name, value.Value, value.Said.At, value.Source, value.Said.CaptureId);
}

/// <summary>A consent given or refused, with the evidence.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="For">The address it is for; empty: the person.</param>
/// <param name="Granted">Yes or no.</param>
/// <param name="At">When.</param>
/// <param name="TextVersion">Version of the text seen.</param>
/// <param name="From">Network address it came from.</param>
/// <param name="Source">Where it was said.</param>
/// <param name="CaptureId">By which event.</param>
/// <param name="IsUndated">Whether it only repeats what was said at a time nobody knows.</param>
public sealed record SaidConsent(
    string Purpose,
    string Channel,
    string For,
    bool Granted,
    DateTimeOffset At,
    string? TextVersion,
    string? From,
    string Source,
    string CaptureId,
    bool IsUndated)
{
    internal static SaidConsent Of(KeyValuePair<ConsentSubject, ConsentStatement> consent) => new(
        consent.Key.Purpose, consent.Key.Channel, consent.Key.Address, consent.Value.Granted, consent.Value.Said.At,
        consent.Value.TextVersion, consent.Value.Address, consent.Value.Source, consent.Value.Said.CaptureId, consent.Value.IsUndated);
}

/// <summary>An entry of the timeline and what was said by it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="At">When it happened.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Data">What the timeline shows.</param>
/// <param name="Says">What was said, as it is stored; null where nothing was.</param>
public sealed record SaidEntry(string Id, string Kind, DateTimeOffset At, string Source, JsonElement Data, JsonElement? Says)
{
    internal static SaidEntry Of(TimelineEntry entry, CapturedEvent? capture) => new(
        entry.Id, entry.Kind, entry.At, entry.Source, entry.Data,
        capture is null ? null : JsonSerializer.SerializeToElement(ContactDocument.Of(capture.Says), DocumentJson.Compact.ContactDocument));
}
