using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Contacts.Changing;

/// <summary>A consent that somebody notes.</summary>
internal sealed record NotedConsent(string Purpose, string Channel, bool IsGranted);

/// <summary>What a JSON merge patch says of a card.</summary>
internal sealed class CardPatch
{
    /// <summary>Values by key; null takes the field off.</summary>
    public SortedDictionary<string, string?> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Beginnings of keys that go as a whole, but for those that are given.</summary>
    public List<string> RemovedPrefixes { get; } = [];

    public List<NotedConsent> Consents { get; } = [];

    /// <summary>The members as they were sent, for the timeline.</summary>
    public Dictionary<string, object?> Changes { get; } = new(StringComparer.Ordinal);

    public EmailAddress? Email { get; set; }

    public PhoneNumber? Phone { get; set; }

    public string? LoyaltyCard { get; set; }

    /// <summary>Whether the main address is taken off.</summary>
    public bool DropsEmail { get; set; }

    /// <summary>Whether the main telephone is taken off.</summary>
    public bool DropsPhone { get; set; }

    /// <summary>The tags there are to be; null: they stay.</summary>
    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Whether it changes nothing but consents.</summary>
    public bool IsOfConsentsAlone => Consents.Count > 0 && Changes.Keys.All(name => name.StartsWith("consent", StringComparison.Ordinal));

    /// <summary>What is said by it of a contact.</summary>
    /// <param name="capture">What is said with it.</param>
    /// <param name="contact">The contact as it is.</param>
    /// <param name="evidence">Network address of the caller, kept with consents.</param>
    public CapturedEvent ToCapture(CaptureBuilder capture, Contact contact, string? evidence)
    {
        capture.Email(Email).Phone(Phone).LoyaltyCard(LoyaltyCard)
            .NoAddress(DropsEmail ? contact.PrimaryEmail : null)
            .NoAddress(DropsPhone ? contact.PhonesInOrder.FirstOrDefault() : null);
        var removed = contact.FilledFields.Select(field => field.Key)
            .Where(key => RemovedPrefixes.Exists(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
        foreach (var (key, value) in removed.Select(key => KeyValuePair.Create(key, (string?)null)).Concat(Fields))
        {
            _ = value is null ? capture.NoField(key) : capture.Field(key, value);
        }

        if (Tags is { } tags)
        {
            contact.TagNames.Union(tags).ToList().ForEach(tag => capture.Tag(tag, tags.Contains(tag)));
        }

        foreach (var consent in Consents.OrderByDescending(consent => consent.IsGranted)) // Of a yes and a no the no stands.
        {
            foreach (var address in AddressesOf(consent, contact))
            {
                capture.Consent(consent.Purpose, consent.Channel, address, consent.IsGranted, evidence: evidence);
            }
        }

        return capture.Data("changes", Changes).Build();
    }

    // For each address the person has, as their own forms say it, so that a later word for the same address replaces it; and for what was
    // said of others, or an earlier no to one of them would outweigh a yes.
    private List<string> AddressesOf(NotedConsent consent, Contact contact)
    {
        IEnumerable<string?> own = consent.Channel switch
        {
            "email" => contact.Emails.Keys.Append(Email?.Value),
            "sms" => contact.Phones.Keys.Append(Phone?.Value),
            _ => [""],
        };
        var said = contact.Consents.Keys.Where(subject => subject.Purpose == consent.Purpose && subject.Channel == consent.Channel)
            .Select(subject => subject.Address);
        List<string> all = [.. own.OfType<string>().Concat(said).Distinct(StringComparer.Ordinal)];
        return all.Count > 0 ? all : [""];
    }
}
