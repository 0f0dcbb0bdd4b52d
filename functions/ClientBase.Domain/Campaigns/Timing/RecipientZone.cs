using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Deriving;

namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>Where a reader's clock hangs.</summary>
public static class RecipientZone
{
    /// <summary>The time zone as said, else by telephone or address; where nothing tells, the one given.</summary>
    public static TimeZoneInfo Of(Contact contact, TimeZoneInfo otherwise) =>
        DerivedFacts.TimeZoneOf(contact) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : otherwise;
}
