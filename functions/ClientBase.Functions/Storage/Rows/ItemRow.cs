using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>p|{contact}|d|{deal}</c>, <c>|w|{task}</c>, <c>|r|{request}</c>: what is worked on with a client, each in a row of its own. It stays
/// under the contact it was written for, also when that becomes part of another; its id begins with the contact's.
/// </summary>
internal sealed class ItemRow<T>(
    char letter, JsonTypeInfo<T> json, Func<T, bool> isOpen, Func<string, T, TableEntity>? forReports = null)
    where T : class
{
    private const string Item = "Item";

    /// <summary>What the rows of a contact begin with.</summary>
    public string PrefixOf(string contactId) => $"p|{contactId}|{letter}|";

    /// <summary>The row of an item.</summary>
    public string Key(string itemId) => PrefixOf(ItemId.ContactOf(itemId)) + itemId;

    public TableEntity Of(string itemId, T item)
    {
        var row = RowVersions.New(ContactId.ShardOf(itemId), Key(itemId));
        row[ItemRows.IsOpen] = isOpen(item);
        LongText.Write(row, Item, JsonSerializer.Serialize(item, json));
        return row;
    }

    /// <summary>A pointer that holds a copy of an item.</summary>
    public TableEntity Copy(string partition, string rowKey, T item)
    {
        var pointer = WorkRow.Pointer(partition, rowKey);
        LongText.Write(pointer, Item, JsonSerializer.Serialize(item, json));
        return pointer;
    }

    /// <summary>The copy a pointer holds; null: it only points.</summary>
    public T? CopyIn(TableEntity pointer) =>
        LongText.Read(RowVersions.Known(pointer), Item) is { } copy ? JsonSerializer.Deserialize(copy, json) : null;

    /// <summary>The item as reports want to hear of it; none for what they do not look at.</summary>
    public IEnumerable<TableEntity> ForReports(string itemId, T item) => forReports is null ? [] : [forReports(itemId, item)];

    /// <summary>Whether a row of a contact's parts is of this kind.</summary>
    public bool Is(TableEntity row) => row.RowKey.Split('|', 4) is ["p", _, [var kind], _] && kind == letter;

    public static string IdOf(TableEntity row) => row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..];

    public T Read(TableEntity row) => JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Item)!, json)!;
}

/// <summary>The kinds of what is worked on with a client.</summary>
internal static class ItemRows
{
    /// <summary>Whether it is still open.</summary>
    public const string IsOpen = "Open";

    public static ItemRow<ClientTask> Tasks { get; } = new('w', DocumentJson.Compact.ClientTask, task => !task.IsDone, ReportRow.OfTask);

    public static ItemRow<ClientRequest> Requests { get; } = new('r', DocumentJson.Compact.ClientRequest, request => request.IsOpen);

    /// <summary>Deals; which of them are open the funnel decides, so each says it itself.</summary>
    public static ItemRow<StoredDeal> Deals { get; } = new(
        'd', DocumentJson.Compact.StoredDeal, deal => deal.IsOpen, (id, stored) => ReportRow.OfDeal(id, stored.Deal));

    /// <summary>Whether a row of a contact's parts tells of a client who wants something: an open request or deal.</summary>
    public static bool IsAsking(TableEntity row) => row.GetBoolean(IsOpen) == true && (Requests.Is(row) || Deals.Is(row));
}

/// <summary>A deal, and whether its stage was an open one when it came there.</summary>
public sealed record StoredDeal(Deal Deal, bool IsOpen);
