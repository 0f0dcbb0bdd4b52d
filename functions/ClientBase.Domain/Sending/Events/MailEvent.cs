namespace ClientBase.Domain.Sending.Events;

/// <summary>What a provider tells of a mail.</summary>
public enum MailEventKind
{
    /// <summary>It was taken, put off or renewed: a word of it, and nothing more.</summary>
    Word = 0,

    /// <summary>The reader's server has taken it.</summary>
    Delivered = 1,

    /// <summary>Its picture was loaded.</summary>
    Open = 2,

    /// <summary>A link in it was followed.</summary>
    Click = 3,

    /// <summary>It came back.</summary>
    Bounce = 4,

    /// <summary>The reader called it spam.</summary>
    Complaint = 5,

    /// <summary>The reader wants no more of them.</summary>
    Unsubscribe = 6,
}

/// <summary>One event of one mail.</summary>
/// <param name="Id">The provider's id of it: the same for every copy.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Intent">The mail's id, which begins with the contact's; null for a mail that is not ours.</param>
/// <param name="Campaign">Which mailing it belongs to; empty where that is not said.</param>
/// <param name="At">When, by the provider's clock, in whole seconds.</param>
public sealed record MailEvent(string Id, MailEventKind Kind, string? Intent, string Campaign, DateTimeOffset At)
{
    private const int ContactIdLength = 26;

    /// <summary>Whom the mail went to, by id; null for a mail that is not ours.</summary>
    public string? ContactId { get; } =
        Intent is { Length: > ContactIdLength } && Identity.ContactId.IsValid(Intent[..ContactIdLength]) ? Intent[..ContactIdLength] : null;

    /// <summary>Who tells it: <c>sendgrid</c>, <c>links</c> of our own mails, <c>twilio</c>, <c>smtp</c>.</summary>
    public string Source { get; init; } = "sendgrid";

    /// <summary>By which channel it went.</summary>
    public string Channel { get; init; } = "email";

    /// <summary>The address it went to.</summary>
    public string? Email { get; init; }

    /// <summary>When it left, as far as the mail itself says.</summary>
    public DateTimeOffset? TakenOffAt { get; init; }

    /// <summary>The link that was followed.</summary>
    public string? Url { get; init; }

    /// <summary>What the program that opened it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The network address it was opened from.</summary>
    public string? NetworkAddress { get; init; }

    /// <summary>Why it came back or was put off, in the provider's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the provider says that a program opened it by itself.</summary>
    public bool IsSaidMachine { get; init; }

    /// <summary>Whether a mail that came back would come back again: the address does not take any.</summary>
    public bool IsForGood { get; init; }
}
