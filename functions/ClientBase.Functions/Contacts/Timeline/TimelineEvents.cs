using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Timeline;

/// <summary>What the entries of a timeline mean to rules over events.</summary>
internal static class TimelineEvents
{
    private const string Offer = "offer";
    private const string Call = "call";

    /// <summary>What was done.</summary>
    public static IReadOnlyList<Detail> Of(TableEntity row) =>
        TimelineRow.ReadCapture(row) is { } capture ? CaptureEvents.DetailsOf(capture) : [.. OfInteraction(row), .. OfMail(row)];

    // What programs opened and followed is nobody's doing.
    private static IEnumerable<Detail> OfMail(TableEntity row)
    {
        var entry = TimelineRow.Read(row);
        var name = entry.Kind switch
        {
            "mail.sent" => DetailNames.ReceivedCampaign,
            "mail.open" => DetailNames.OpenedCampaign,
            "mail.click" => DetailNames.ClickedCampaign,
            _ => null,
        };
        return name is not null && entry.Data.TryGetProperty("campaign", out var campaign) && campaign.ToString().Length > 0
            && !entry.Data.TryGetProperty("machine", out _)
            ? [new Detail(DetailKind.Event, name, entry.At) { Text = campaign.ToString() }]
            : [];
    }

    /// <summary>What was done by hand: a call, the answer to an offer.</summary>
    public static IReadOnlyList<Detail> OfInteraction(TableEntity row)
    {
        var entry = TimelineRow.Read(row);
        return entry.Kind is Call or Offer ? InteractionEvents.Of(entry.Kind, entry.At, AnswerOf(entry)) : [];
    }

    private static string? AnswerOf(TimelineEntry entry) =>
        entry.Data.TryGetProperty("answer", out var answer) && answer.ValueKind == JsonValueKind.String ? answer.GetString() : null;
}
