using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Contacts;

/// <summary>How good a card is: what is missing on it and what is doubtful.</summary>
/// <param name="Score">From 0 to 100, 100 for a card with nothing to mend.</param>
/// <param name="Issues">Codes of <see cref="CardIssue"/>, the gravest first.</param>
public sealed record CardQuality(int Score, IReadOnlyList<string> Issues)
{
    /// <summary>How long nothing has to be heard of somebody until the card is stale.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromDays(365);

    // In points of a hundred, the gravest first.
    private static readonly (string Issue, int Weight, Func<Contact, bool> Holds)[] Checks =
    [
        (CardIssue.NoAddress, 35, contact => contact.Emails.Count == 0 && contact.Phones.Count == 0),
        (CardIssue.NoConsent, 15, contact => !contact.Consents.Any(consent => consent.Value.Granted)),
        (CardIssue.DisposableEmail, 15, contact => Mailboxes(contact).Any(email => EmailAdvice.IsDisposable(email))),
        (CardIssue.DoubtfulEmail, 15, contact => contact.Emails.Keys.Any(email => EmailAdvice.Suggest(email) is not null)),
        (CardIssue.InvalidPhone, 15, contact => contact.Phones.Keys.Any(phone => !PhoneNumber.TryParse(phone, null, out _))),
        (CardIssue.NoName, 15, contact => !contact.Name.IsKnown && contact.Field(ContactFields.Company) is null),
        (CardIssue.NoEmail, 10, contact => contact.Emails.Count == 0 && contact.Phones.Count > 0),
        (CardIssue.NoPhone, 10, contact => contact.Phones.Count == 0 && contact.Emails.Count > 0),
        (CardIssue.NoPlace, 5, contact => contact.Field(ContactFields.City) is null && contact.Field(ContactFields.Country) is null),
        (CardIssue.NoBirthDate, 5, contact => contact.Field(ContactFields.BirthDate) is null),
        (CardIssue.RoleEmail, 5, contact => Mailboxes(contact).Any(EmailAdvice.IsRole)),
    ];

    /// <summary>Looks at a card.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="now">The time by which it may be stale.</param>
    public static CardQuality Of(Contact contact, DateTimeOffset now)
    {
        var found = Checks.Where(check => check.Holds(contact)).Select(check => (check.Issue, check.Weight)).ToList();
        if (IsStale(contact, now))
        {
            found.Insert(0, (CardIssue.Stale, 20));
        }

        return new CardQuality(Math.Max(0, 100 - found.Sum(issue => issue.Weight)), [.. found.Select(issue => issue.Issue)]);
    }

    /// <summary>Whether nothing was heard of somebody for a year.</summary>
    public static bool IsStale(Contact contact, DateTimeOffset now) => contact.LastSeenAt < now - StaleAfter;

    private static IEnumerable<EmailAddress> Mailboxes(Contact contact) =>
        contact.Emails.Keys.Select(text => EmailAddress.TryParse(text, out var email) ? email : null).OfType<EmailAddress>();
}

/// <summary>What may be wrong with a card.</summary>
public static class CardIssue
{
    /// <summary>Neither an e-mail address nor a telephone.</summary>
    public const string NoAddress = "no-address";

    /// <summary>No e-mail address.</summary>
    public const string NoEmail = "no-email";

    /// <summary>No telephone.</summary>
    public const string NoPhone = "no-phone";

    /// <summary>Neither a name nor a company.</summary>
    public const string NoName = "no-name";

    /// <summary>Neither a city nor a country.</summary>
    public const string NoPlace = "no-place";

    /// <summary>No date of birth.</summary>
    public const string NoBirthDate = "no-birth-date";

    /// <summary>Agreed to nothing.</summary>
    public const string NoConsent = "no-consent";

    /// <summary>A throw-away mailbox.</summary>
    public const string DisposableEmail = "disposable-email";

    /// <summary>An address with what is probably a slip, such as <c>gmial.com</c>.</summary>
    public const string DoubtfulEmail = "doubtful-email";

    /// <summary>A mailbox of a role, such as <c>info@</c>.</summary>
    public const string RoleEmail = "role-email";

    /// <summary>A telephone that no plan has any more.</summary>
    public const string InvalidPhone = "invalid-phone";

    /// <summary>Nothing was heard for 365 days.</summary>
    public const string Stale = "stale";
}
