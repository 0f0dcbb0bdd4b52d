using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>d|{contact}</c>: what duplicates are found by has changed, and nobody has looked for duplicates since.</summary>
internal static class UncomparedRow
{
    public const string Prefix = "d|";

    private const string IsNew = "New";

    public static string Key(string contactId) => Prefix + contactId;

    public static string IdOf(TableEntity row) => row.RowKey[Prefix.Length..];

    /// <summary>The mark of a contact.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="isNew">It was never compared: there is nothing of it to look up.</param>
    public static TableEntity Of(string contactId, bool isNew = false)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId));
        row[IsNew] = isNew ? true : null;
        return row;
    }

    public static bool IsOfNew(TableEntity row) => row.GetBoolean(IsNew) == true;
}
