using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>q|{word}|{contact}</c>: a word by which somebody is searched for.</summary>
internal static class SearchRow
{
    /// <summary>What all words begin with that begin with a text.</summary>
    public static string Prefix(string beginning) => "q|" + TableKeys.Escape(beginning);

    public static string Key(string word, string contactId) => $"{Prefix(word)}|{contactId}";

    public static TableEntity Of(string word, string contactId) => RowVersions.New(ContactId.ShardOf(contactId), Key(word, contactId));

    public static string IdOf(TableEntity row) => IdOf(row.RowKey);

    public static string IdOf(string rowKey) => rowKey[(rowKey.LastIndexOf('|') + 1)..];
}
