using System.Globalization;
using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Visits, partition <c>d|{day}</c>: a row for each visitor who did something on that day, by which old visits are found.
/// </summary>
internal static class VisitDayRow
{
    private const string Prefix = "d|";

    public static string Partition(DateTimeOffset at) => Prefix + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static TableEntity Of(DateTimeOffset at, string visitorPartition) => RowVersions.New(Partition(at), visitorPartition);

    /// <summary>Filter for all days up to one, which is the last.</summary>
    public static string FilterUntil(DateTimeOffset last) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {Prefix} and PartitionKey le {Partition(last)}");
}
