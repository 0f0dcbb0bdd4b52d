using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>h|{day}|{deal}|{number}</c>: a deal came into a stage. Written in one batch with the deal, so that conversion is a range of days and
/// reads no deal.
/// </summary>
internal static class StageMoveRow
{
    public const string Prefix = "h|";

    private const string From = "From";
    private const string To = "To";
    private const string Since = "Since";
    private const string At = "At";

    /// <summary>What the rows of a day begin with, UTC.</summary>
    public static string PrefixOf(DateTimeOffset at) => Prefix + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "|";

    public static string Key(string dealId, StageMove move) =>
        string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(move.At)}{dealId}|{move.Number}");

    public static TableEntity Of(string dealId, StageMove move)
    {
        var row = RowVersions.New(ContactId.ShardOf(dealId), Key(dealId, move));
        row[From] = move.From;
        row[To] = move.To;
        row[Since] = move.Since?.UtcTicks;
        row[At] = move.At.UtcTicks;
        return row;
    }

    public static StageMove Read(TableEntity row) => new(
        int.Parse(WorkRow.IdOf(RowVersions.Known(row).RowKey), CultureInfo.InvariantCulture),
        row.GetString(From),
        row.GetString(To)!,
        row.GetInt64(Since) is { } since ? new DateTimeOffset(since, TimeSpan.Zero) : null,
        new DateTimeOffset(row.GetInt64(At)!.Value, TimeSpan.Zero));
}
