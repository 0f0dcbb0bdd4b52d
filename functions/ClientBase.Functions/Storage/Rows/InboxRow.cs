using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>i|{capture}</c>: this capture was filed, and under whom.</summary>
internal static class InboxRow
{
    public const string Prefix = "i|";

    public const string Contact = "Contact";

    public static string Key(string captureId) => Prefix + TableKeys.Escape(captureId);

    public static TableEntity Of(string shard, string captureId, string contactId)
    {
        var row = RowVersions.New(shard, Key(captureId));
        row[Contact] = contactId;
        return row;
    }
}
