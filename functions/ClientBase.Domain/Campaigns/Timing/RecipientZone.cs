using ClientBase.Domain.Contacts;
using PhoneNumbers;

namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>Where a reader's clock hangs.</summary>
public static class RecipientZone
{
    private const string Said = ContactFields.CustomPrefix + "timeZone";

    /// <summary>The time zone as said, else that of the telephone where all its numbers share one; else the one given.</summary>
    public static TimeZoneInfo Of(Contact contact, TimeZoneInfo otherwise)
    {
        if (contact.Field(Said) is { } said && TimeZoneInfo.TryFindSystemTimeZoneById(said, out var zone))
        {
            return zone;
        }

        return contact.Phones.Keys.Select(OfPhone).FirstOrDefault(found => found is not null) ?? otherwise;
    }

    private static TimeZoneInfo? OfPhone(string phone)
    {
        try
        {
            var number = PhoneNumberUtil.GetInstance().Parse(phone, null);
            return PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(number) is [var only]
                && TimeZoneInfo.TryFindSystemTimeZoneById(only, out var zone) ? zone : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
