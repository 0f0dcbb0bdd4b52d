using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>p|{contact}|v|{source}</c>: the last mail that asked somebody to confirm what they asked for by a form.</summary>
internal static class ConfirmationRow
{
    private const string Capture = "Capture";
    private const string At = "At";

    public static string Prefix(string contactId) => $"p|{contactId}|v|";

    public static string Key(string contactId, string source) => Prefix(contactId) + TableKeys.Escape(source);

    public static TableEntity Of(string contactId, string source, string captureId, DateTimeOffset at)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, source));
        row[Capture] = captureId;
        row[At] = at.ToUnixTimeMilliseconds();
        return row;
    }

    /// <summary>By which capture it was asked for, and when it took off.</summary>
    public static (string CaptureId, DateTimeOffset At) Read(TableEntity row) => (
        RowVersions.Known(row).GetString(Capture)!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(At)!.Value));
}
