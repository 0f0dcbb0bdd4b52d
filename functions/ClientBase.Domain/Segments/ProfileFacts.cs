using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Deriving;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Segments;

/// <summary>What segments need to know of a person apart from the orders.</summary>
/// <param name="Traits">What holds.</param>
/// <param name="Birthday">Date of birth, if known; told without its year it is a day of the year <see cref="BirthDates.NoYear"/>.</param>
public readonly record struct ProfileFacts(ProfileTraits Traits = ProfileTraits.None, DateOnly? Birthday = null)
{
    private const string Email = "email";

    private static readonly ProfileTraits[] Channels =
        [ProfileTraits.PrefersEmail, ProfileTraits.PrefersSms, ProfileTraits.PrefersTelegram, ProfileTraits.PrefersPush];

    /// <summary>Date of birth with its year, if known.</summary>
    public DateOnly? BirthDate => Birthday is { Year: not BirthDates.NoYear } date ? date : null;

    /// <summary>Whether all of the given traits hold.</summary>
    public bool Has(ProfileTraits traits) => (Traits & traits) == traits;

    /// <summary>What the contact itself does not tell, or not alone: an event of the person leaves it as it is.</summary>
    internal const ProfileTraits Beside = ProfileTraits.IsAsking;

    /// <summary>The same with some traits more.</summary>
    public ProfileFacts With(ProfileTraits traits) => this with { Traits = Traits | traits };

    /// <summary>The facts of a contact. Open carts, deals and requests come from elsewhere.</summary>
    public static ProfileFacts Of(Contact contact)
    {
        var traits = ProfileTraits.None;
        traits |= contact.FilledFields.Any(IsOfThePerson) ? ProfileTraits.IsKnown : 0;
        traits |= contact.Field(ContactFields.Company) is not null ? ProfileTraits.IsCompany : 0;
        traits |= contact.Field(ContactFields.DecisionMaker) is not null ? ProfileTraits.HasDecisionMaker : 0;
        traits |= contact.Tags.IsEmpty ? 0 : Marks(contact);
        traits |= DerivedFacts.SexOf(contact) switch { Sex.Male => ProfileTraits.IsMale, Sex.Female => ProfileTraits.IsFemale, _ => 0 };
        traits |= PreferredChannel.Of(contact) is { } channel ? Prefers(channel) : 0;
        if (!contact.Consents.IsEmpty)
        {
            traits |= ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, Email) ? ProfileTraits.AgreedToMarketing : 0;
            traits |= ConsentView.Allows(contact.Consents, ConsentPurpose.Offers, Email) ? ProfileTraits.AgreedToOffers : 0;
            traits |= Refuses(contact, ConsentPurpose.Marketing) ? ProfileTraits.Unsubscribed : 0;
            traits |= Refuses(contact, ConsentPurpose.Offers) ? ProfileTraits.RefusedOffer : 0;
        }

        return new ProfileFacts(traits, BirthDates.OfKept(contact.Field(ContactFields.BirthDate)));
    }

    private static ProfileTraits Marks(Contact contact) =>
        contact.TagNames.Aggregate(ProfileTraits.None, (marks, tag) => marks | tag.ToLowerInvariant() switch
        {
            "vip" => ProfileTraits.MarkedVip,
            "key" => ProfileTraits.MarkedKey,
            _ => ProfileTraits.None,
        });

    // Which address to use tells how to reach somebody, and nothing of them.
    private static bool IsOfThePerson(KeyValuePair<string, Stamped<string>> field) =>
        field.Key is not (ContactFields.MainEmail or ContactFields.MainPhone or ContactFields.PushSubscription);

    /// <summary>The trait of who is best reached by a channel.</summary>
    internal static ProfileTraits Prefers(string channel) => Channels[PreferredChannel.All.ToList().IndexOf(channel)];

    private static bool Refuses(Contact contact, string purpose) =>
        contact.Consents.Any(consent => consent.Key.Purpose == purpose && !consent.Value.Granted);
}

/// <summary>What may be true of a person.</summary>
[Flags]
public enum ProfileTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Something is known apart from how to reach them: a name, a city, ...</summary>
    IsKnown = 1,

    /// <summary>They are, or work for, a company.</summary>
    IsCompany = 2,

    /// <summary>Who decides at the company is known.</summary>
    HasDecisionMaker = 4,

    /// <summary>Agreed to be shown offers.</summary>
    AgreedToOffers = 8,

    /// <summary>Agreed to marketing mail.</summary>
    AgreedToMarketing = 16,

    /// <summary>Has an open cart, deal or request.</summary>
    IsAsking = 32,

    /// <summary>Refused an offer, or offers at all.</summary>
    RefusedOffer = 64,

    /// <summary>Withdrew the consent to marketing.</summary>
    Unsubscribed = 128,

    /// <summary>Marked as VIP by hand.</summary>
    MarkedVip = 256,

    /// <summary>Marked as a key customer by hand.</summary>
    MarkedKey = 512,

    /// <summary>A man.</summary>
    IsMale = 1024,

    /// <summary>A woman.</summary>
    IsFemale = 2048,

    /// <summary>Best reached by e-mail.</summary>
    PrefersEmail = 4096,

    /// <summary>Best reached by text message.</summary>
    PrefersSms = 8192,

    /// <summary>Best reached by Telegram.</summary>
    PrefersTelegram = 16384,

    /// <summary>Best reached by web push.</summary>
    PrefersPush = 32768,
}
