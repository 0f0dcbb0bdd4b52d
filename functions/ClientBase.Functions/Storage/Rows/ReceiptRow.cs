using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Consent.Receipts;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// <c>p|{contact}|h|{place from the end}</c>: a link of the chain of consents. Links are only ever inserted, in the batch that files what
/// was said, and the last one comes first.
/// </summary>
internal static class ReceiptRow
{
    private const int Places = 99_999_999;
    private const string CopyOf = "CopyOf";

    public static string Prefix(string contactId) => $"p|{contactId}|h|";

    /// <summary>A link.</summary>
    /// <param name="contactId">Whose chain it is.</param>
    /// <param name="link">The link.</param>
    /// <param name="copyOf">The link it repeats, of a contact that became part of this one.</param>
    public static TableEntity Of(string contactId, ConsentReceipt link, string? copyOf = null)
    {
        var place = (Places - link.Seq).ToString("d8", CultureInfo.InvariantCulture);
        var row = RowVersions.New(ContactId.ShardOf(contactId), Prefix(contactId) + place);
        row[nameof(link.Seq)] = link.Seq;
        row[nameof(link.Purpose)] = link.Purpose;
        row[nameof(link.Channel)] = link.Channel;
        row[nameof(link.Granted)] = link.Granted;
        row["SaidAt"] = link.At;
        row[nameof(link.TextVersion)] = link.TextVersion;
        row[nameof(link.Source)] = link.Source;
        row[nameof(link.Previous)] = link.Previous;
        row[nameof(link.Hash)] = link.Hash;
        row[CopyOf] = copyOf;
        return row;
    }

    /// <summary>What names a link when another chain repeats it; a repeat keeps the name of the first.</summary>
    public static string NameOf(TableEntity row) => row.GetString(CopyOf) ?? row.RowKey;

    public static ConsentReceipt Read(TableEntity row) => new(
        RowVersions.Known(row).GetInt32(nameof(ConsentReceipt.Seq))!.Value,
        row.GetString(nameof(ConsentReceipt.Purpose))!,
        row.GetString(nameof(ConsentReceipt.Channel))!,
        row.GetBoolean(nameof(ConsentReceipt.Granted))!.Value,
        row.GetString("SaidAt")!,
        row.GetString(nameof(ConsentReceipt.TextVersion)),
        row.GetString(nameof(ConsentReceipt.Source))!,
        row.GetString(nameof(ConsentReceipt.Previous))!,
        row.GetString(nameof(ConsentReceipt.Hash))!);
}
