using System.Text.RegularExpressions;
using ClientBase.Domain.Sending.Events;
using MimeKit;

namespace ClientBase.Functions.Sending.Events.Bounces;

/// <summary>What a server of mail reports of one of our mails.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Intent">The mail.</param>
/// <param name="Campaign">Which mailing it belongs to; empty where the report does not bring our headers back.</param>
/// <param name="Address">The address it was for; null where that is not said.</param>
/// <param name="Reason">In the server's words.</param>
/// <param name="IsForGood">Whether the address does not take any mail.</param>
internal sealed partial record BounceReport(
    MailEventKind Kind, string Intent, string Campaign, string? Address, string? Reason, bool IsForGood)
{
    private const int MaxReason = 300;

    /// <summary>
    /// Reads a report: RFC 3464 of a mail that could not be delivered, RFC 5965 of one that was called spam. Null for any other letter,
    /// such as the notice of somebody's holidays.
    /// </summary>
    public static BounceReport? Of(MimeMessage letter)
    {
        if (letter.Body is not MultipartReport report || IntentOf(letter, report) is not { } intent)
        {
            return null;
        }

        var campaign = CampaignOf(report);
        if (report.OfType<MessageFeedbackReport>().FirstOrDefault() is { } feedback)
        {
            return feedback.Fields["Feedback-Type"] is "abuse" or "fraud" or "virus" or "opt-out"
                ? new BounceReport(MailEventKind.Complaint, intent, campaign, null, null, false)
                : null;
        }

        var group = report.OfType<MessageDeliveryStatus>().SelectMany(part => part.StatusGroups)
            .FirstOrDefault(fields => fields["Action"] is not null);
        var action = group?["Action"]?.Trim().ToLowerInvariant();
        if (action is not ("failed" or "delayed" or "delivered"))
        {
            return null;
        }

        var status = group!["Status"]?.Trim() ?? "";
        var reason = $"{status} {group["Diagnostic-Code"]}".Trim();
        return new BounceReport(
            action switch { "failed" => MailEventKind.Bounce, "delivered" => MailEventKind.Delivered, _ => MailEventKind.Word },
            intent,
            campaign,
            AddressOf(group["Original-Recipient"] ?? group["Final-Recipient"]),
            reason.Length > MaxReason ? reason[..MaxReason] : reason,
            action == "failed" && IsForGoodBy(status));
    }

    // A full mailbox (5.2.2) may have room tomorrow, and policy (5.7) is about us, not about the address.
    private static bool IsForGoodBy(string status) =>
        status.StartsWith("5.", StringComparison.Ordinal) && status != "5.2.2" && !status.StartsWith("5.7", StringComparison.Ordinal);

    // By the address it came back to, else by the id of the mail that is brought back.
    private static string? IntentOf(MimeMessage letter, MultipartReport report)
    {
        var to = letter.Headers.Where(header => header.Field is "To" or "Delivered-To" or "X-Original-To" or "Envelope-To")
            .Select(header => header.Value);
        var texts = to.Append(OriginalOf(report)?["Message-ID"] ?? "");
        return texts.Select(text => IntentId().Match(text)).FirstOrDefault(match => match.Success)?.Value;
    }

    private static string CampaignOf(MultipartReport report) =>
        OriginalOf(report)?["Feedback-ID"]?.Split(':') is [var campaign, ..] ? Uri.UnescapeDataString(campaign.Trim()) : "";

    private static HeaderList? OriginalOf(MultipartReport report) =>
        report.OfType<MessagePart>().FirstOrDefault()?.Message?.Headers
        ?? (report.OfType<TextPart>().LastOrDefault(part => part.ContentType.IsMimeType("text", "rfc822-headers")) is { } headers
            ? HeadersOf(headers)
            : null);

    private static HeaderList HeadersOf(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        bytes.Position = 0;
        return HeaderList.Load(bytes);
    }

    private static string? AddressOf(string? field) => field?.Split(';', 2) is [_, var address] ? address.Trim() : null;

    [GeneratedRegex("[0-9a-f]{2}[0-9abcdefghjkmnpqrstvwxyz]{24}-[0-9a-f]{16}")]
    private static partial Regex IntentId();
}
