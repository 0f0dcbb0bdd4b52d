using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>A row lacks what rows of its kind have always held.</summary>
public sealed class UnreadableRowException(string kind) : InvalidOperationException($"A row of kind '{kind}' is not complete.");

/// <summary>Rows that cannot be read, because they are damaged: they are to hold up nothing that lies beside them.</summary>
/// <remarks>One that a newer version of the app wrote is not meant: that is refused until the newer version is there again.</remarks>
internal static class UnreadableRows
{
    /// <summary>Whether reading a row failed by the row. Reading asks nobody, so nothing else can be at fault.</summary>
    public static bool IsMeantBy(Exception failure) => failure is not NewerRowException;

    /// <summary>Whether a row can be read that lies under a contact or on its timeline; runs are read by those who know them.</summary>
    public static bool CanRead(TableEntity row)
    {
        try
        {
            _ = Read(row);
            return true;
        }
        catch (Exception failure) when (IsMeantBy(failure))
        {
            return false;
        }
    }

    /// <summary>What rows make together; those that cannot be read are left out of it.</summary>
    public static T ReadTogether<T>(IReadOnlyCollection<TableEntity> rows, Func<IReadOnlyCollection<TableEntity>, T> read)
    {
        try
        {
            return read(rows);
        }
        catch (Exception failure) when (IsMeantBy(failure))
        {
            var readable = rows.Where(CanRead).ToList();
            if (readable.Count == rows.Count)
            {
                throw;
            }

            return read(readable);
        }
    }

    private static object? Read(TableEntity row) => row switch
    {
        { RowKey: ['t', '|', ..] } => (TimelineRow.Read(row), TimelineRow.ReadFiled(row)),
        _ when OrderRow.Is(row) => OrderRow.Read(row),
        _ when CartRow.Is(row) => CartRow.Read(row),
        _ when ScoreRow.Is(row) => ScoreRow.Read(row),
        _ when ManagerRow.Is(row) => ManagerRow.Read(row),
        _ when EngagementRow.Is(row) => EngagementRow.Read(row),
        _ when LoyaltyRows.Is(row) => LoyaltyRows.ReadAll([row]),
        _ when ItemRows.Tasks.Is(row) => ItemRows.Tasks.Read(row),
        _ when ItemRows.Requests.Is(row) => ItemRows.Requests.Read(row),
        _ when ItemRows.Deals.Is(row) => ItemRows.Deals.Read(row).Deal.MovesSince(before: null).Count(),
        _ => null,
    };
}
