using System.Globalization;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What it holds.</param>
public sealed record MailAttachment(string Name, string Type, byte[] Bytes);

/// <summary>A mail ready to leave.</summary>
/// <param name="IntentId">The same for every attempt to send it.</param>
/// <param name="CampaignId">The campaign it belongs to.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part, or null.</param>
/// <param name="Text">The plain part, or null.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="At">When it took off; the same for a repeat.</param>
public sealed record Mail(
    string IntentId,
    string CampaignId,
    string To,
    string Subject,
    string? Html,
    string? Text,
    IReadOnlyDictionary<string, string> Headers,
    DateTimeOffset At)
{
    /// <summary>By which channel it goes; <see cref="To"/> is an address of it.</summary>
    public string Channel { get; init; } = "email";

    /// <summary>A file that goes with it; null: none.</summary>
    public MailAttachment? Attachment { get; init; }

    /// <summary>What the provider gives back with each event: opaque ids, since it keeps them for good.</summary>
    public IReadOnlyDictionary<string, string> CustomArgs => new Dictionary<string, string>
    {
        ["intent"] = IntentId,
        ["campaign"] = CampaignId,

        // What is opened sooner than a hand can is no person's.
        ["at"] = At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };
}
