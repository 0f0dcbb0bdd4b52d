using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>u|{contact}|{channel}|{intent}</c>: a marketing message somebody got or is about to get. The frequency cap is one range of the
/// contact, and the people of a page of members lie side by side.
/// </summary>
internal static class SentRow
{
    public static string Prefix(string contactId) => $"u|{contactId}";

    public static TableEntity Of(string contactId, string channel, RecentMail mail)
    {
        var row = RowVersions.New(
            ContactId.ShardOf(contactId), $"{Prefix(contactId)}|{channel}|{TableKeys.Escape(Intent.IdOf(mail.Campaign, contactId))}");
        row["Campaign"] = mail.Campaign;
        row["At"] = mail.At.ToUnixTimeMilliseconds();
        row["Sent"] = mail.IsSent;
        return row;
    }

    public static (string ContactId, string Channel, RecentMail Mail) Read(TableEntity row)
    {
        var key = RowVersions.Known(row).RowKey.Split('|', 4);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64("At")!.Value);
        return (key[1], key[2], new RecentMail(row.GetString("Campaign")!, at, row.GetBoolean("Sent")!.Value));
    }
}
