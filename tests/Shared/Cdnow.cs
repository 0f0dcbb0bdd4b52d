using System.Globalization;
using ClientBase.Domain.Forecast.Purchases;

namespace ClientBase.Tests;

/// <summary>The CDNOW purchase log: 2,357 customers of a music shop, January 1997 to June 1998.</summary>
internal static class Cdnow
{
    public const string Sample = "cdnow/CDNOW_sample.txt";

    /// <summary>The end of the first 39 weeks, to which the published fits were made.</summary>
    public static DateOnly Published { get; } = new(1997, 9, 30);

    /// <summary>The log: a line holds two ids, the day, CDs and dollars.</summary>
    public static PurchaseLog Log()
    {
        var rows = File.ReadLines(Repository.Data(Sample))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length == 5)
            .ToArray();
        var ids = rows.Select(row => row[0]).Distinct().Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
        return new PurchaseLog(
            ids.Count,
            [.. rows.Select(row => ids[row[0]])],
            [.. rows.Select(row => DateOnly.ParseExact(row[2], "yyyyMMdd", CultureInfo.InvariantCulture).DayNumber)],
            [.. rows.Select(row => double.Parse(row[4], CultureInfo.InvariantCulture))]);
    }
}
