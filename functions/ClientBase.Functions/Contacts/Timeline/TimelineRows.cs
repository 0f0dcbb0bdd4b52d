using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Timeline;

/// <summary>An entry of a contact's timeline.</summary>
/// <param name="Id">The same for every repeat of the event.</param>
/// <param name="Kind"><c>form</c>, <c>order</c>, <c>refund</c>, <c>merge</c>, <c>mail.sent</c>, ...</param>
/// <param name="At">When it happened.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Data">What there is to show.</param>
public sealed record TimelineEntry(string Id, string Kind, DateTimeOffset At, string Source, JsonElement Data);

/// <summary>Timeline entries as rows.</summary>
internal static class TimelineRows
{
    /// <summary>The entries a filed capture adds: itself, and one for each contact that was merged.</summary>
    public static IEnumerable<TableEntity> Of(CapturedEvent capture, Resolution resolution)
    {
        yield return Row(resolution.Contact.Id, capture.Id, capture.Kind, capture.At, capture.Source, capture.Data);
        foreach (var absorbed in resolution.Absorbed.Where(absorbed => absorbed.FirstSeen is not null))
        {
            var data = new Dictionary<string, object?> { ["with"] = absorbed.Id, ["because"] = capture.Id };
            yield return Row(resolution.Contact.Id, $"merge-{absorbed.Id}", "merge", capture.At, capture.Source, data);
        }
    }

    /// <summary>One entry.</summary>
    public static TableEntity Row(
        string contactId, string entryId, string kind, DateTimeOffset at, string source, IReadOnlyDictionary<string, object?> data)
    {
        var row = new TableEntity(ContactId.ShardOf(contactId), TableKeys.Timeline(contactId, at, entryId))
        {
            ["Id"] = entryId,
            ["Kind"] = kind,
            ["At"] = at.ToUnixTimeMilliseconds(),
            ["Source"] = source,
        };
        LongText.Write(row, "Data", JsonSerializer.Serialize(data, ContactJson.Compact.IReadOnlyDictionaryStringObject));
        return row;
    }

    /// <summary>The entry in a row.</summary>
    public static TimelineEntry Read(TableEntity row) => new(
        row.GetString("Id")!,
        row.GetString("Kind")!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64("At")!.Value),
        row.GetString("Source")!,
        JsonSerializer.Deserialize(LongText.Read(row, "Data")!, ContactJson.Compact.JsonElement));
}
