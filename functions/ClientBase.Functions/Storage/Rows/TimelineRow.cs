using System.Collections.Immutable;
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
    /// <summary>What all rows of this kind begin with.</summary>
    public const string AllPrefix = "t|";

    /// <summary>The entry's id.</summary>
    public const string EntryId = "Id";

    /// <summary>When it happened, in Unix milliseconds.</summary>
    public const string At = "At";

    private const string Says = "Says";
    private const string Parts = "Parts";
    private const string Data = "Data";

    // What names an entry and says nothing of anybody.
    private static readonly string[] KeptOfOld = ["form", "kind", "captureId", "purpose", "channel", "granted", "campaign", "confirmed"];

    public static string Prefix(string contactId) => $"t|{contactId}|";

    public static string Key(string contactId, DateTimeOffset at, string entryId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(contactId)}{TableKeys.Reverse(at)}|{TableKeys.Escape(entryId)}");

    /// <summary>The entry of a filed capture.</summary>
    /// <param name="contactId">The contact it is filed under.</param>
    /// <param name="parts">The contacts that are part of it now: an undo asks which captures came since a merge.</param>
    /// <param name="capture">The capture.</param>
    public static TableEntity Of(string contactId, IReadOnlyCollection<string> parts, CapturedEvent capture)
    {
        var row = Of(contactId, capture.Id, capture.Kind, capture.At, capture.Source, capture.Data);
        if (parts.Count > 0)
        {
            LongText.Write(row, Parts, string.Join(' ', parts));
        }

        var says = ContactDocument.Of(capture.Says);
        LongText.Write(row, Says, JsonSerializer.Serialize(says, DocumentJson.Compact.ContactDocument));
        return row;
    }

    /// <summary>An entry that says nothing of the person: a mail sent, a merge.</summary>
    public static TableEntity Of(
        string contactId, string entryId, string kind, DateTimeOffset at, string source, IReadOnlyDictionary<string, object?> data)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, at, entryId));
        row[EntryId] = entryId;
        row["Kind"] = kind;
        row[At] = at.ToUnixTimeMilliseconds();
        row["Source"] = source;
        LongText.Write(row, Data, JsonSerializer.Serialize(data, DocumentJson.Compact.IReadOnlyDictionaryStringObject));
        return row;
    }

    /// <summary>
    /// Takes the words of an old capture away; what they say of the person stays. False where there are none, or none any more.
    /// </summary>
    public static bool Empty(TableEntity row)
    {
        if (row.GetString(Says) is null || LongText.Read(row, Data) is not { } text)
        {
            return false;
        }

        var data = JsonSerializer.Deserialize(text, DocumentJson.Compact.DictionaryStringObject)!;
        var kept = data.Where(one => KeptOfOld.Contains(one.Key)).ToDictionary();
        if (kept.Count == data.Count)
        {
            return false;
        }

        foreach (var name in row.Keys.Where(name => name.StartsWith($"{Data}_", StringComparison.Ordinal)).ToList())
        {
            row.Remove(name);
        }

        LongText.Write(row, Data, JsonSerializer.Serialize(kept, DocumentJson.Compact.DictionaryStringObject));
        return true;
    }

    public static TimelineEntry Read(TableEntity row) => new(
        row.GetString(EntryId)!,
        row.GetString("Kind")!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(At)!.Value),
        row.GetString("Source")!,
        JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Data)!, DocumentJson.Compact.JsonElement));

    /// <summary>The contact whose timeline it is on.</summary>
    public static string ContactOf(TableEntity row) => row.RowKey.Split('|', 3)[1];

    /// <summary>The capture behind an entry, and under whom it lies; null where nothing was said by it.</summary>
    public static FiledCapture? ReadFiled(TableEntity row)
    {
        var parts = LongText.Read(row, Parts)?.Split(' ') ?? [];
        return ReadCapture(row) is { } capture
            ? new FiledCapture(capture, ContactOf(row), parts.ToImmutableSortedSet(StringComparer.Ordinal))
            : null;
    }

    /// <summary>The capture behind an entry; null where nothing was said by it.</summary>
    public static CapturedEvent? ReadCapture(TableEntity row)
    {
        if (LongText.Read(RowVersions.Known(row), Says) is not { } says)
        {
            return null;
        }

        var data = JsonSerializer.Deserialize(LongText.Read(row, Data)!, DocumentJson.Compact.DictionaryStringObject)!;
        return new CapturedEvent(
            row.GetString(EntryId)!,
            row.GetString("Source")!,
            row.GetString("Kind")!,
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(At)!.Value),
            JsonSerializer.Deserialize(says, DocumentJson.Compact.ContactDocument)!.ToContact(""),
            data);
    }
}
