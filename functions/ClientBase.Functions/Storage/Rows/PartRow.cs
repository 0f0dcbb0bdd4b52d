using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>p|{contact}|...</c>: what belongs to a contact and lies in rows of its own, beside one another: orders, scores.</summary>
internal static class PartRow
{
    public const string Prefix = "p|";

    public static string PrefixOf(string contactId) => $"{Prefix}{contactId}|";

    /// <summary>Whose it is.</summary>
    public static string IdOf(TableEntity row) => row.RowKey[Prefix.Length..row.RowKey.IndexOf('|', Prefix.Length)];
}
