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
/// <param name="At">When it last took off; null before, and while another try is due.</param>
/// <param name="Flights">How often it took off without a definite no: at most twice.</param>
/// <param name="Reasons">Why it was skipped or refused.</param>
public sealed record Intent(string ContactId, IntentState State, DateTimeOffset? At = null, int Flights = 0, IReadOnlyList<string>? Reasons = null)
{
    /// <summary>An unanswered mail is sent again this often at most.</summary>
    private const int MaxFlights = 2;

    /// <summary>The intent a decision comes to.</summary>
    public static Intent Of(SendDecision decision) =>
        decision.IsSend ? new Intent(decision.ContactId, IntentState.Planned) : new Intent(decision.ContactId, IntentState.Skipped, Reasons: decision.Reasons);

    /// <summary>The id the provider and the outbox know the mail by: the same for every attempt, and it begins with the contact's id.</summary>
    public static string IdOf(string campaignId, string contactId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{campaignId}\n{contactId}"));
        return $"{contactId}-{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }

    /// <summary>When it may take off next: at once, after a wait for word of its last flight, or (null) never again.</summary>
    /// <param name="patience">How long word of a flight is waited for.</param>
    public DateTimeOffset? NextFlightAt(TimeSpan patience) => State switch
    {
        IntentState.Planned => DateTimeOffset.MinValue,
        IntentState.InFlight when Flights < MaxFlights => At is { } at ? at + patience : DateTimeOffset.MinValue,
        _ => null,
    };

    /// <summary>Whether it counts as a mail the person got, or is about to get, after an instant.</summary>
    /// <param name="since">The instant.</param>
    /// <param name="campaign">How its campaign stands: what a cancelled one had planned is no mail.</param>
    public bool CountsSince(DateTimeOffset since, CampaignState campaign) => State switch
    {
        IntentState.Accepted or IntentState.InFlight => At is null || At >= since,
        IntentState.Planned => campaign is CampaignState.Sending or CampaignState.Paused,
        _ => false,
    };

    /// <summary>Takes off.</summary>
    /// <remarks>A repeated flight on a channel that knows repeats keeps its time: it is the same mail.</remarks>
    public Intent TakeOff(DateTimeOffset now, bool channelKnowsRepeats) =>
        channelKnowsRepeats && State == IntentState.InFlight && At is not null ? this : this with { State = IntentState.InFlight, At = now, Flights = Flights + 1 };

    /// <summary>Notes what the provider said. What is settled stays settled.</summary>
    public Intent Land(SendOutcome outcome) => State != IntentState.InFlight ? this : outcome.Kind switch
    {
        SendResult.Accepted => this with { State = IntentState.Accepted },
        SendResult.Refused => this with { State = IntentState.Refused, Reasons = [outcome.Reason ?? "refused"] },

        // Of a repeat, the first flight is still unanswered.
        SendResult.NotSent => this with { State = Flights > 1 ? IntentState.InFlight : IntentState.Planned, Flights = Flights - 1, At = null },
        _ => this,
    };

    /// <summary>Gives up sending it. One that is in flight may have been sent: it stays unanswered, but is not sent again.</summary>
    public Intent GiveUp(IReadOnlyList<string> reasons) => State == IntentState.InFlight
        ? this with { Flights = MaxFlights, Reasons = reasons }
        : this with { State = IntentState.Skipped, Reasons = reasons };
}
