using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>What reports want to know of the entries of a timeline.</summary>
internal static class KeptEvents
{
    /// <summary>The event of an entry; null where it is none of those.</summary>
    public static KeptEvent? Of(TableEntity row)
    {
        if (TimelineRow.ReadCapture(row) is { } capture)
        {
            return KeptEvent.Of(capture);
        }

        var entry = TimelineRow.Read(row);
        return Interaction.Kinds.Contains(entry.Kind)
            ? KeptEvent.Of(entry.Id, entry.Kind, entry.At, name => ValueOf(entry.Data, name))
            : null;
    }

    private static object? ValueOf(JsonElement data, string name) => data.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.ToString()
        : null;
}
