using System.Collections.Immutable;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Contacts;

/// <summary>Puts together what one event says about a person.</summary>
/// <remarks>Blank values are left out. Times are truncated to milliseconds, the precision they are stored with.</remarks>
public sealed partial class CaptureBuilder
{
    private readonly string _id;
    private readonly string _source;
    private readonly string _kind;
    private readonly DateTimeOffset _at;
    private readonly DateTimeOffset _latest;
    private readonly Dictionary<string, object?> _data = new(StringComparer.Ordinal);
    private Contact _says;
    private string? _about;

    /// <summary>Starts a capture with where the event came from and when it happened.</summary>
    /// <param name="id">Id of the capture.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="kind">Kind of the timeline entry.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="receivedAt">When it was received: a time that lies after it is taken for it. Null: when it happened.</param>
    public CaptureBuilder(string id, string source, string kind, DateTimeOffset at, DateTimeOffset? receivedAt = null)
    {
        (_id, _source, _kind) = (id, source, kind);
        _latest = ToMilliseconds(receivedAt ?? at);
        _at = ToPast(at);
        _says = new Contact { FirstSeen = Said(source), LastSeenAt = _at };
    }

    /// <summary>
    /// Adds the value of a field. A value too long for the contact card is left out, as it belongs on the timeline, and so is what says
    /// nothing of the person: "N/A", «не указано».
    /// </summary>
    public CaptureBuilder Field(string name, string? value)
    {
        var said = name == ContactFields.Country ? Countries.CodeOf(value) ?? value?.Trim() : value?.Trim();
        if (!string.IsNullOrEmpty(said) && CardLimits.Fits(name, said) && !SaysNothing(name, said))
        {
            _says = _says with { Fields = _says.Fields.SetItem(name, Said(said)) };
        }

        return name is Messengers.TelegramField or ContactFields.CustomPrefix + Messengers.TelegramField ? TelegramName(value) : this;
    }

    /// <summary>Adds that a field has no value any more.</summary>
    public CaptureBuilder NoField(string name)
    {
        _says = _says with { Fields = _says.Fields.SetItem(name, Said("")) };
        return this;
    }

    /// <summary>Adds that an e-mail address or a telephone is none of the person's any more; null adds nothing.</summary>
    public CaptureBuilder NoAddress(string? address)
    {
        _says = address is null ? _says : _says with { Dropped = _says.Dropped.SetItem(address, Said(address)) };
        return this;
    }

    /// <summary>Adds a tag, or that it is taken off.</summary>
    public CaptureBuilder Tag(string name, bool isSet = true)
    {
        _says = _says with { Tags = _says.Tags.SetItem(name, Said(isSet ? Contact.SetTag : "")) };
        return this;
    }

    /// <summary>Adds where the person came from; one of which nothing is known adds nothing.</summary>
    public CaptureBuilder Touch(Touch touch)
    {
        if (touch.IsKnown)
        {
            _says = _says with { Sources = _says.Sources.SetItem(touch.Key, Said(touch.CostText)) };
        }

        return this;
    }

    /// <summary>Names the contact it is said of.</summary>
    public CaptureBuilder About(string contactId)
    {
        _about = contactId;
        return this;
    }

    /// <summary>Adds when the person was last heard of, where that is not when it was said; null adds nothing.</summary>
    public CaptureBuilder LastSeen(DateTimeOffset? at)
    {
        _says = at is { } seen ? _says with { LastSeenAt = ToPast(seen) } : _says;
        return this;
    }

    /// <summary>Adds the known parts of the name.</summary>
    public CaptureBuilder Name(PersonName name) => Field(ContactFields.FirstName, name.First)
        .Field(ContactFields.LastName, name.Last)
        .Field(ContactFields.Patronymic, name.Patronymic);

    /// <summary>Adds a name typed into one box: its parts, or the firm when it is that of one.</summary>
    public CaptureBuilder Name(NameReading read) => Name(read.Name).Field(ContactFields.Company, read.Company);

    /// <summary>Adds a name typed in parts; a firm that stands in them is added as one.</summary>
    public CaptureBuilder Name(string? first, string? last, string? patronymic) =>
        NameReader.Read($"{first} {last}") is { Company: not null } firm
            ? Name(firm)
            : Name(new PersonName(PersonName.Clean(first), PersonName.Clean(last), PersonName.Clean(patronymic)));

    /// <summary>Adds an e-mail address; null adds nothing.</summary>
    public CaptureBuilder Email(EmailAddress? email)
    {
        _says = email is null ? _says : _says with { GivenEmails = _says.GivenEmails.SetItem(email.Value, Said(email.Value)) };
        return this;
    }

    /// <summary>Says that mail to an address comes back.</summary>
    public CaptureBuilder Bounced(EmailAddress email)
    {
        _says = _says with { Undeliverable = _says.Undeliverable.SetItem(email.Value, Said(Contact.Bounced)) };
        return this;
    }

    /// <summary>Adds a telephone; null adds nothing.</summary>
    public CaptureBuilder Phone(PhoneNumber? phone)
    {
        _says = phone is null ? _says : _says with { GivenPhones = _says.GivenPhones.SetItem(phone.Value, Said(phone.Value)) };
        return this;
    }

    /// <summary>Adds the customer id in a shop; null adds nothing.</summary>
    public CaptureBuilder ShopCustomer(string shop, string? customerId)
    {
        if (customerId is not null)
        {
            _says = _says with { ExternalIds = _says.ExternalIds.SetItem($"{shop}:{customerId}", Said(customerId)) };
        }

        return this;
    }

    /// <summary>Adds the name of an account of Telegram, as people write it; what is none adds nothing.</summary>
    public CaptureBuilder TelegramName(string? typed) => ShopCustomer(Messengers.TelegramName, Messengers.TelegramNameOf(typed));

    /// <summary>Adds the number of a loyalty card; null adds nothing.</summary>
    public CaptureBuilder LoyaltyCard(string? number) => ShopCustomer(LoyaltyCards.Issuer, number);

    /// <summary>Adds a consent that the event itself gives or refuses.</summary>
    /// <param name="purpose">One of <see cref="ConsentPurpose"/>.</param>
    /// <param name="channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
    /// <param name="address">The address it is for, or empty for the person.</param>
    /// <param name="granted">Yes or no.</param>
    /// <param name="textVersion">Version of the text seen.</param>
    /// <param name="evidence">Network address it came from.</param>
    public CaptureBuilder Consent(
        string purpose,
        string channel,
        string address,
        bool granted,
        string? textVersion = null,
        string? evidence = null) =>
        Consent(
            new ConsentSubject(purpose, channel, address),
            new ConsentStatement(granted, textVersion, evidence, new Stamp(_at, _id), _source));

    /// <summary>Adds a consent that a snapshot of the person repeats: a shop's customer record, an order.</summary>
    /// <param name="purpose">One of <see cref="ConsentPurpose"/>.</param>
    /// <param name="channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
    /// <param name="address">The address it is for, or empty for the person.</param>
    /// <param name="granted">Yes or no.</param>
    /// <param name="saidAt">When it was given or withdrawn. A yes without a time never outweighs what was said with one.</param>
    public CaptureBuilder RepeatedConsent(string purpose, string channel, string address, bool granted, DateTimeOffset? saidAt)
    {
        var said = new Stamp(saidAt is { } at ? ToPast(at) : _at, _id);
        var statement = new ConsentStatement(granted, null, null, said, _source) { IsUndated = granted && saidAt is null };
        return Consent(new ConsentSubject(purpose, channel, address), statement);
    }

    /// <summary>
    /// Adds a consent that an imported file lists. A yes never outweighs what was said with a time, even where the file tells one: who has
    /// left stays away, whatever is imported later.
    /// </summary>
    /// <param name="purpose">One of <see cref="ConsentPurpose"/>.</param>
    /// <param name="channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
    /// <param name="address">The address it is for, or empty for the person.</param>
    /// <param name="granted">Yes or no.</param>
    /// <param name="saidAt">When it was given or withdrawn; null: the file does not tell.</param>
    public CaptureBuilder ListedConsent(string purpose, string channel, string address, bool granted, DateTimeOffset? saidAt)
    {
        var said = new Stamp(saidAt is { } at ? ToPast(at) : _at, _id);
        var statement = new ConsentStatement(granted, null, null, said, _source) { IsUndated = granted };
        return Consent(new ConsentSubject(purpose, channel, address), statement);
    }

    /// <summary>
    /// Adds what a record says of a consent without when it was said, a no as well as a yes. It counts only while nobody said anything with
    /// a time of its own.
    /// </summary>
    /// <param name="purpose">One of <see cref="ConsentPurpose"/>.</param>
    /// <param name="channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
    /// <param name="address">The address it is for, or empty for the person.</param>
    /// <param name="granted">Yes or no.</param>
    public CaptureBuilder UndatedConsent(string purpose, string channel, string address, bool granted) => Consent(
        new ConsentSubject(purpose, channel, address),
        new ConsentStatement(granted, null, null, new Stamp(_at, _id), _source) { IsUndated = true });

    /// <summary>Adds that the person was a customer at an earlier time already; null adds nothing.</summary>
    public CaptureBuilder Since(DateTimeOffset? at)
    {
        if (at < _says.FirstSeen!.Said.At)
        {
            _says = _says with { FirstSeen = new Stamped<string>(_source, new Stamp(ToMilliseconds(at.Value), _id), _source) };
        }

        return this;
    }

    /// <summary>Adds something for the timeline to show; null adds nothing.</summary>
    public CaptureBuilder Data(string name, object? value)
    {
        if (value is not null)
        {
            _data[name] = value;
        }

        return this;
    }

    /// <summary>Whether it holds anything by which the person can be found.</summary>
    public bool HasKeys => _says.Keys.Any();

    /// <summary>The finished capture.</summary>
    public CapturedEvent Build() =>
        new(_id, _source, _kind, _at, CardLimits.Cut(_says), _data.ToImmutableSortedDictionary(StringComparer.Ordinal)) { About = _about };

    private CaptureBuilder Consent(ConsentSubject subject, ConsentStatement statement)
    {
        _says = _says with { Consents = _says.Consents.SetItem(subject, statement) };
        return this;
    }

    // Codes of two letters are none of these: "na" is Namibia and "no" Norwegian. To a shop's own question "none" is an answer.
    private static bool SaysNothing(string name, string value) => value.Length != 2
        && !name.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal)
        && name != ContactFields.Interests
        && Placeholders.Holds(value);

    private Stamped<string> Said(string value) => new(value, new Stamp(_at, _id), _source);

    // A clock that runs ahead must not outweigh what comes later.
    private DateTimeOffset ToPast(DateTimeOffset at) => ToMilliseconds(at) is var past && past <= _latest ? past : _latest;

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
