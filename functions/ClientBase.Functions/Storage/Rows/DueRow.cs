using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>Something to look at when its time has come.</summary>
/// <param name="What">One of the words of <see cref="DueRow"/>.</param>
/// <param name="Contact">Whose it is.</param>
/// <param name="Of">Which.</param>
/// <param name="At">When; null: at the beginning of its minute.</param>
/// <param name="RowKey">Its row.</param>
/// <param name="Tries">How often it was tried in vain.</param>
internal sealed record DueThing(string What, string Contact, string Of, DateTimeOffset? At, string RowKey, int Tries);

/// <summary><c>n|{due minute}|{what}|{contact}|{of what}</c>: something to look at when its minute has come.</summary>
/// <remarks>
/// The minute is counted from 1970 in ten digits, so that rows lie in the order they fall due. Dirty rows (<c>n|0|</c>) lie apart.
/// </remarks>
internal static class DueRow
{
    /// <summary>A cart that counts as left behind unless somebody touches it.</summary>
    public const string Cart = "cart";

    /// <summary>A cart that automations want to look at sooner or later than that.</summary>
    public const string IdleCart = "idle";

    /// <summary>The next step of somebody on their way through an automation.</summary>
    public const string Step = "step";

    /// <summary>A date of a person, such as the birthday.</summary>
    public const string Date = "date";

    /// <summary>The first minute that begins at or after an instant.</summary>
    public static long MinuteOf(DateTimeOffset at) => (at.ToUnixTimeSeconds() + 59) / 60;

    /// <summary>The minute an instant lies in.</summary>
    public static long MinuteWith(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    /// <summary>Filter for all rows of a shard whose minute has come.</summary>
    public static string Until(string shard, DateTimeOffset now) =>
        TableKeys.Between(shard, Prefix(0), Prefix(MinuteWith(now) + 1));

    /// <summary>Filter for all rows of a contact, whenever they are due.</summary>
    public static string FilterOf(string contactId) =>
        $"{TableKeys.Between(ContactId.ShardOf(contactId), Prefix(0), "n|0|")} and Contact eq '{contactId}'";

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

    /// <summary>A row that is due at an instant within its minute.</summary>
    public static TableEntity Of(DateTimeOffset at, string what, string contactId, string ofWhat, int tries = 0)
    {
        var row = Of(MinuteWith(at), what, contactId, ofWhat);
        row["At"] = at.ToUnixTimeMilliseconds();
        if (tries > 0)
        {
            row["Tries"] = tries;
        }

        return row;
    }

    /// <summary>The beginning of the minute of a row.</summary>
    public static DateTimeOffset TimeOf(string rowKey) =>
        DateTimeOffset.UnixEpoch.AddMinutes(long.Parse(rowKey.Split('|', 3)[1], CultureInfo.InvariantCulture));

    public static DueThing Read(TableEntity row) => new(
        RowVersions.Known(row).GetString("What")!,
        row.GetString("Contact")!,
        row.GetString("Of")!,
        row.GetInt64("At") is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
        row.RowKey,
        row.GetInt32("Tries") ?? 0);
}
