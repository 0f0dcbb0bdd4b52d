using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Domain.Campaigns;

/// <summary>What became of a mail that was to be sent.</summary>
public enum IntentState
{
    /// <summary>To be sent.</summary>
    Planned = 0,

    /// <summary>Handed to the provider, or about to be, with no answer yet. While it lasts, nobody knows whether it was sent.</summary>
    InFlight = 1,

    /// <summary>The provider took it.</summary>
    Accepted = 2,

    /// <summary>The provider refused it for good.</summary>
    Refused = 3,

    /// <summary>Not sent, for the reasons given.</summary>
    Skipped = 4,
}

/// <summary>The intent to mail one person once in one campaign, recorded before the mail leaves.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="State">How far it got.</param>
/// <param name="At">When it was last handed to the provider; null before that, and while another try is due.</param>
/// <param name="Flights">How often it was handed over and may have been sent: at most twice.</param>
/// <param name="Reasons">Why it was skipped or refused.</param>
/// <param name="Due">Not before this time; null: at once.</param>
/// <param name="Variant">The variant of the mail; null: the only one, or the one that will have won.</param>
/// <param name="Channel">By which channel it went, or is to go first; null: by mail.</param>
public sealed record Intent(
    string ContactId,
    IntentState State,
    DateTimeOffset? At = null,
    int Flights = 0,
    IReadOnlyList<string>? Reasons = null,
    DateTimeOffset? Due = null,
    string? Variant = null,
    string? Channel = null)
{
    /// <summary>A mail is handed over at most this often when the provider does not answer.</summary>
    private const int MaxFlights = 2;

    /// <summary>The intent that records a decision.</summary>
    public static Intent Of(SendDecision decision) => decision.IsSend
        ? new Intent(
            decision.ContactId, IntentState.Planned, Due: decision.Due, Variant: decision.Variant, Channel: NameOf(decision.Channel))
        : new Intent(decision.ContactId, IntentState.Skipped, Reasons: decision.Reasons);

    // Mail is the rule: it is not written down a million times.
    private static string? NameOf(string? channel) => channel == "email" ? null : channel;

    /// <summary>The channel by name.</summary>
    public string ChannelName => Channel ?? "email";

    /// <summary>Notes by which channel it goes.</summary>
    public Intent By(string channel) => this with { Channel = NameOf(channel) };

    /// <summary>The mail's id at the provider and in the outbox: the same for every attempt, beginning with the contact's id.</summary>
    public static string IdOf(string campaignId, string contactId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{campaignId}\n{contactId}"));
        return $"{contactId}-{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }

    /// <summary>
    /// When it may be sent next: a planned one when it is due, an unanswered one after a wait, as the answer may still come; null for never
    /// again.
    /// </summary>
    /// <param name="patience">How long to wait for an answer before the mail is sent again.</param>
    public DateTimeOffset? NextFlightAt(TimeSpan patience) => State switch
    {
        IntentState.Planned => Due ?? DateTimeOffset.MinValue,
        IntentState.InFlight when Flights < MaxFlights => At is { } at ? at + patience : DateTimeOffset.MinValue,
        _ => null,
    };

    /// <summary>Marks it as handed to the provider.</summary>
    /// <remarks>When the channel recognises a repeated mail, a second try keeps the first one's time: the person gets one mail.</remarks>
    public Intent TakeOff(DateTimeOffset now, bool channelKnowsRepeats) =>
        channelKnowsRepeats && State == IntentState.InFlight && At is not null
            ? this
            : this with { State = IntentState.InFlight, At = now, Flights = Flights + 1 };

    /// <summary>Puts it off: the person's night has begun. One in flight may have been sent already and stays there.</summary>
    public Intent Postpone(DateTimeOffset until) => State == IntentState.Planned ? this with { Due = until } : this;

    /// <summary>Records the provider's answer. One that is already settled does not change.</summary>
    public Intent Land(SendOutcome outcome) => State != IntentState.InFlight ? this : outcome.Kind switch
    {
        SendResult.Accepted => this with { State = IntentState.Accepted },
        SendResult.Refused => this with { State = IntentState.Refused, Reasons = [outcome.Reason ?? "refused"] },

        // Only this try was certainly not sent. If it was the second, the first is still unanswered.
        SendResult.NotSent => this with
        {
            State = Flights > 1 ? IntentState.InFlight : IntentState.Planned,
            Flights = Flights - 1,
            At = null,
        },
        _ => this,
    };

    /// <summary>Takes the provider's word of a mail for its answer: one in flight that it speaks of has left.</summary>
    /// <param name="contactIds">Of whose mails it has spoken.</param>
    public Intent HeardOf(IReadOnlySet<string> contactIds) =>
        State == IntentState.InFlight && contactIds.Contains(ContactId) ? Land(SendOutcome.Accepted) : this;

    /// <summary>Stops trying. One in flight may have been sent already, so it stays unanswered instead of skipped.</summary>
    public Intent GiveUp(IReadOnlyList<string> reasons) => State == IntentState.InFlight
        ? this with { Flights = MaxFlights, Reasons = reasons }
        : this with { State = IntentState.Skipped, Reasons = reasons };
}
