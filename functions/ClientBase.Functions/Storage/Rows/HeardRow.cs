using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>z|{day}|{contact}</c>: something was heard of a contact on a day, so that what is kept for a time is found by its days and nobody
/// else is read. Once one of two things is done for a day, the row waits for the other: <c>z|a|{day}|{contact}</c> for the silence since to
/// be judged, <c>z|b|{day}|{contact}</c> for the raw captures to go.
/// </summary>
internal static class HeardRow
{
    public const string AllPrefix = "z|";
    public const string ForSilence = "z|a|";
    public const string ForCaptures = "z|b|";

    private const string Day = "yyyyMMdd";

    /// <summary>What a prefix is followed by for days up to one, which is the last.</summary>
    public static string Until(string prefix, DateTimeOffset last) => $"{prefix}{DayOf(last)}}}";

    public static TableEntity Of(string contactId, DateTimeOffset at, string prefix = AllPrefix) =>
        RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, at, prefix));

    public static string Key(string contactId, DateTimeOffset at, string prefix) => $"{prefix}{DayOf(at)}|{contactId}";

    public static (string ContactId, DateTimeOffset Day) Read(TableEntity row)
    {
        var parts = row.RowKey.Split('|');
        return (parts[^1], DateTimeOffset.ParseExact(parts[^2], Day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    private static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture);
}
