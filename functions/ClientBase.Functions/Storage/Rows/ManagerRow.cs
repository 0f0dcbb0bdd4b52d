using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>p|{contact}|m</c>: who looks after a client. Like orders it stays where it was written: of several contacts that are one person the
/// latest word counts, and an undo gives each back its own.
/// </summary>
internal static class ManagerRow
{
    private const string Assignment = "Assignment";

    public static string Key(string contactId) => $"p|{contactId}|m";

    /// <summary>Whether a row of a contact's parts is this one.</summary>
    public static bool Is(TableEntity row) => row.RowKey.Split('|') is ["p", _, "m"];

    public static TableEntity Of(string contactId, ManagerAssignment assignment)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId));
        LongText.Write(row, Assignment, JsonSerializer.Serialize(assignment, DocumentJson.Compact.ManagerAssignment));
        return row;
    }

    public static ManagerAssignment Read(TableEntity row) =>
        JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Assignment)!, DocumentJson.Compact.ManagerAssignment)!;
}
