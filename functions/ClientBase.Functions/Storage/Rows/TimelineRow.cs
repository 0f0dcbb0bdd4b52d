using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>An entry of a timeline.</summary>
/// <param name="Id">The same for every repeat of the event.</param>
/// <param name="Kind"><c>form</c>, <c>order</c>, <c>refund</c>, <c>merge</c>, <c>mail.sent</c>, ...</param>
/// <param name="At">When it happened.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Data">What there is to show.</param>
public sealed record TimelineEntry(string Id, string Kind, DateTimeOffset At, string Source, JsonElement Data);

/// <summary><c>t|{contact}|{reverse time}|{entry}</c>: what happened, newest first, and what was said by it.</summary>
/// <remarks>What was said is kept whole, so that a contact can be rebuilt, split again and handed out.</remarks>
internal static class TimelineRow
{
    private const string Says = "Says";
    private const string Data = "Data";

    public static string Prefix(string contactId) => $"t|{contactId}|";

    public static string Key(string contactId, DateTimeOffset at, string entryId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(contactId)}{TableKeys.Reverse(at)}|{TableKeys.Escape(entryId)}");

    /// <summary>The entry of a filed capture.</summary>
    public static TableEntity Of(string contactId, CapturedEvent capture)
    {
        var row = Of(contactId, capture.Id, capture.Kind, capture.At, capture.Source, capture.Data);
        var says = ContactDocument.Of(capture.Says);
        LongText.Write(row, Says, JsonSerializer.Serialize(says, DocumentJson.Compact.ContactDocument));
        return row;
    }

    /// <summary>An entry that says nothing of the person: a mail sent, a merge.</summary>
    public static TableEntity Of(
        string contactId, string entryId, string kind, DateTimeOffset at, string source, IReadOnlyDictionary<string, object?> data)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, at, entryId));
        row["Id"] = entryId;
        row["Kind"] = kind;
        row["At"] = at.ToUnixTimeMilliseconds();
        row["Source"] = source;
        LongText.Write(row, Data, JsonSerializer.Serialize(data, DocumentJson.Compact.IReadOnlyDictionaryStringObject));
        return row;
    }

    public static TimelineEntry Read(TableEntity row) => new(
        row.GetString("Id")!,
        row.GetString("Kind")!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64("At")!.Value),
        row.GetString("Source")!,
        JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Data)!, DocumentJson.Compact.JsonElement));

    /// <summary>The capture behind an entry; null where nothing was said by it.</summary>
    public static CapturedEvent? ReadCapture(TableEntity row)
    {
        if (LongText.Read(RowVersions.Known(row), Says) is not { } says)
        {
            return null;
        }

        var data = JsonSerializer.Deserialize(LongText.Read(row, Data)!, DocumentJson.Compact.DictionaryStringObject)!;
        return new CapturedEvent(
            row.GetString("Id")!,
            row.GetString("Source")!,
            row.GetString("Kind")!,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64("At")!.Value),
            JsonSerializer.Deserialize(says, DocumentJson.Compact.ContactDocument)!.ToContact(""),
            data);
    }
}
