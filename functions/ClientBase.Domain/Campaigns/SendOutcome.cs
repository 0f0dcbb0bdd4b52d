namespace ClientBase.Domain.Campaigns;

/// <summary>What a channel did with a mail.</summary>
public enum SendResult
{
    /// <summary>Taken.</summary>
    Accepted = 0,

    /// <summary>Refused for good.</summary>
    Refused = 1,

    /// <summary>Certainly not sent, and worth another try.</summary>
    NotSent = 2,

    /// <summary>No answer: it may have been sent or not.</summary>
    Unknown = 3,
}

/// <summary>What a channel did with a mail, and why.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="Reason">Why it was refused: the channel's words, without personal data.</param>
/// <param name="RetryAfter">How long to wait before another try, for <see cref="SendResult.NotSent"/>.</param>
public sealed record SendOutcome(SendResult Kind, string? Reason = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Taken.</summary>
    public static SendOutcome Accepted { get; } = new(SendResult.Accepted);

    /// <summary>No answer.</summary>
    public static SendOutcome Unknown { get; } = new(SendResult.Unknown);

    /// <summary>Refused for good.</summary>
    public static SendOutcome Refused(string reason) => new(SendResult.Refused, reason);

    /// <summary>Certainly not sent; try again later.</summary>
    public static SendOutcome NotSent(TimeSpan retryAfter) => new(SendResult.NotSent, RetryAfter: retryAfter);
}
