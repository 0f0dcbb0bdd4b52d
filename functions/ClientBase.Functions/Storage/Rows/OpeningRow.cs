using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Sending.Events;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>p|{contact}|f|{mail}|{time}|{link}</c>: a mail was opened or a link of ours in it followed, and it is not judged yet whether a person
/// did it. A scanner is known by the company its clicks are in, so they lie together for some seconds.
/// </summary>
internal static class OpeningRow
{
    public static string Prefix(string contactId) => $"p|{contactId}|f|";

    /// <summary>What the rows of a mail begin with.</summary>
    public static string PrefixOfMail(string intentId) => $"{Prefix(intentId[..26])}{TableKeys.Escape(intentId[26..])}|";

    public static TableEntity Of(MailEvent opening, DateTimeOffset at, string link)
    {
        var key = PrefixOfMail(opening.Intent!) + at.ToUnixTimeMilliseconds().ToString("d15", CultureInfo.InvariantCulture) + $"|{link}";
        var row = RowVersions.New(opening.ContactId![..2], key);
        row["Kind"] = (int)opening.Kind;
        row["Intent"] = opening.Intent;
        row["Campaign"] = opening.Campaign;
        row["Channel"] = opening.Channel;
        row["At"] = at.ToUnixTimeMilliseconds();
        row["Left"] = opening.TakenOffAt?.ToUnixTimeMilliseconds();
        row["Url"] = opening.Url;
        row["Agent"] = opening.UserAgent;
        row["Address"] = opening.NetworkAddress;
        row["Machine"] = opening.IsSaidMachine;
        return row;
    }

    /// <summary>When it happened, to the millisecond.</summary>
    public static DateTimeOffset AtOf(TableEntity row) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64("At")!.Value);

    /// <summary>The event, as a provider would tell it: by whole seconds.</summary>
    public static MailEvent Read(TableEntity row)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(AtOf(RowVersions.Known(row)).ToUnixTimeSeconds());
        var kind = (MailEventKind)row.GetInt32("Kind")!.Value;
        return new MailEvent(IdOf(row), kind, row.GetString("Intent"), row.GetString("Campaign") ?? "", at)
        {
            Source = "links",
            Channel = row.GetString("Channel") ?? "email",
            TakenOffAt = row.GetInt64("Left") is { } left ? DateTimeOffset.FromUnixTimeMilliseconds(left) : null,
            Url = row.GetString("Url"),
            UserAgent = row.GetString("Agent"),
            NetworkAddress = row.GetString("Address"),
            IsSaidMachine = row.GetBoolean("Machine") == true,
        };
    }

    /// <summary>The event's id: the same whoever reads the row.</summary>
    public static string IdOf(TableEntity row) => $"links-{row.RowKey[(Prefix("").Length + 26)..].Replace('|', '-')}";
}
