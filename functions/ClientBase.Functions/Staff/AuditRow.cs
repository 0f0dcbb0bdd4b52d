using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Staff;

/// <summary>
/// Table <c>Audit</c>, partition = month: <c>a|{reverse number}</c>, one entry, the latest first, each with a digest over the one before;
/// <c>head</c>, the number and digest of the last.
/// </summary>
internal static class AuditRow
{
    public const string Prefix = "a|";
    public const string Head = "head";

    /// <summary>The digest of the row.</summary>
    public const string Hash = "Hash";

    /// <summary>Number of the last row, in the head.</summary>
    public const string Number = "Number";

    public static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Key(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{long.MaxValue - number:d19}");

    public static long NumberOf(TableEntity row) =>
        long.MaxValue - long.Parse(row.RowKey[Prefix.Length..], CultureInfo.InvariantCulture);

    public static TableEntity Of(long number, AuditEntry entry, string hash)
    {
        var row = RowVersions.New(Month(entry.At), Key(number));
        row["At"] = entry.At.UtcTicks;
        row["Who"] = entry.Who;
        row["Role"] = entry.Role;
        row["Action"] = entry.Action;
        row["What"] = entry.What;
        row["Count"] = entry.Count;
        row[Hash] = hash;
        return row;
    }

    public static AuditEntry Read(TableEntity row) => new(
        new DateTimeOffset(RowVersions.Known(row).GetInt64("At")!.Value, TimeSpan.Zero),
        row.GetString("Who")!,
        row.GetString("Role")!,
        row.GetString("Action")!,
        row.GetString("What")!,
        row.GetInt32("Count"));
}
