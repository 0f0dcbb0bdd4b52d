using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>n|{due minute}|{what}|{contact}|{of what}</c>: something to look at when its minute has come.</summary>
/// <remarks>
/// The minute is counted from 1970 in ten digits, so that rows lie in the order they fall due. Dirty rows (<c>n|0|</c>) lie apart.
/// </remarks>
internal static class DueRow
{
    /// <summary>A cart that counts as left behind unless somebody touches it.</summary>
    public const string Cart = "cart";

    /// <summary>The first minute that begins at or after an instant.</summary>
    public static long MinuteOf(DateTimeOffset at) => (at.ToUnixTimeSeconds() + 59) / 60;

    /// <summary>What all rows begin with that fall due in a minute.</summary>
    public static string Prefix(long minute) => string.Create(CultureInfo.InvariantCulture, $"n|{minute:d10}|");

    public static string Key(long minute, string what, string contactId, string ofWhat) =>
        $"{Prefix(minute)}{what}|{contactId}|{TableKeys.Escape(ofWhat)}";

    public static TableEntity Of(long minute, string what, string contactId, string ofWhat)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(minute, what, contactId, ofWhat));
        row["What"] = what;
        row["Contact"] = contactId;
        row["Of"] = ofWhat;
        return row;
    }
}
