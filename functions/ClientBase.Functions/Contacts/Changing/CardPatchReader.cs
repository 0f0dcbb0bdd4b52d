using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Contacts.Changing;

/// <summary>Reads a body as a change of a card. What is wrong with it is the body's to tell.</summary>
internal sealed class CardPatchReader(BodyFields body, CardHabit habit)
{
    private const int MaxTag = 50;
    private const int MaxCustom = 50;
    private const int MaxName = 100;

    // Members that have a route of their own, or are lists that one address is added to.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["manager"] = "use PUT /api/contacts/{id}/manager",
        ["emails"] = "give one as 'email': it is added and becomes the main one; null takes the main one off",
        ["phones"] = "give one as 'phone': it is added and becomes the main one; null takes the main one off",
        ["fields"] = "give the fields themselves, such as {\"city\": \"...\"}",
    };

    private static readonly string[] Channels =
        ["any", "email", "sms", "phone", "telegram", "whatsapp", "viber", "push", "post", "webhook"];

    private static readonly string[] Names =
    [
        .. CardField.All.Select(field => field.Name),
        "name", "email", "phone", KnownField.LoyaltyCard, "referralCode", "tags", "custom", "consents", "addresses",
        "consent_processing", "consent_marketing", "consent_offers",
    ];

    private readonly CardPatch _patch = new();

    /// <summary>What it says.</summary>
    public CardPatch Read()
    {
        // The whole name first: parts that are given beside it stand over it.
        foreach (var name in body.Names.OrderBy(name => name != "name"))
        {
            Member(name);
            _patch.Changes[name] = body.Element(name);
        }

        return _patch;
    }

    private void Member(string name)
    {
        switch (name)
        {
            case "name": Name(); break;
            case "email": Email(); break;
            case "phone": Phone(); break;
            case "tags": Tags(); break;
            case "custom": Custom(); break;
            case "consents": Consents(); break;
            case "addresses": AddressPatch.Read(body, _patch); break;
            case KnownField.LoyaltyCard: LoyaltyCard(); break;
            case "referralCode": _patch.Fields[name] = body.Text(name, MaxName); break;
            case "consent_processing" or "consent_marketing" or "consent_offers": Consent(name); break;
            case var _ when CardField.Find(name) is { } field: Field(field); break;
            default: body.Refuse(name, Elsewhere.GetValueOrDefault(name) ?? WhyUnknown(name)); break;
        }
    }

    private static string WhyUnknown(string name) => NearName.To(name, Names) is { } meant
        ? $"is no field of the card; did you mean '{meant}'?"
        : $"is no field of the card; a field of your own goes into 'custom': {{\"custom\": {{\"{name}\": ...}}}}";

    private void Name()
    {
        var typed = body.Text("name", CardField.MaxLength);
        var read = NameReader.Read(typed);
        if (typed is not null && !read.Name.IsKnown)
        {
            body.Refuse("name", read.Company is null ? "a person's name" : "is the name of a firm: give it as 'company'");
        }

        _patch.Fields[ContactFields.FirstName] = read.Name.First;
        _patch.Fields[ContactFields.LastName] = read.Name.Last;
        _patch.Fields[ContactFields.Patronymic] = read.Name.Patronymic;
    }

    private void Email()
    {
        _patch.DropsEmail = body.IsNull("email");
        if (!_patch.DropsEmail && body.Text("email", CardField.MaxLength, isRequired: true) is { } typed)
        {
            _patch.Email = EmailAddress.TryParse(typed, out var email) ? email : null;
            _patch.Fields[ContactFields.MainEmail] = email?.Value;
            if (email is null)
            {
                body.Refuse("email", "an e-mail address, such as name@example.com");
            }
        }
    }

    private void Phone()
    {
        _patch.DropsPhone = body.IsNull("phone");
        if (!_patch.DropsPhone && body.Text("phone", CardField.MaxLength, isRequired: true) is { } typed)
        {
            _patch.Phone = PhoneNumber.TryParse(typed, habit.Country, out var phone) ? phone : null;
            _patch.Fields[ContactFields.MainPhone] = phone?.Value;
            if (phone is null)
            {
                body.Refuse("phone", "a telephone number with its country code, such as +7 916 123-45-67");
            }
        }
    }

    private void LoyaltyCard()
    {
        if (body.Text(KnownField.LoyaltyCard, CardField.MaxLength, isRequired: true) is { } typed
            && (_patch.LoyaltyCard = FieldReading.LoyaltyCard(typed)) is null)
        {
            body.Refuse(KnownField.LoyaltyCard, "the number of a card: letters and digits as printed on it");
        }
    }

    private void Field(CardField field) => Field(body, field, field.IsList && body.IsList(field.Name)
        ? string.Join(", ", body.Texts(field.Name, MaxCustom, MaxName) ?? [])
        : body.Text(field.Name, CardField.MaxLength));

    private void Field(BodyFields of, CardField field, string? typed)
    {
        var value = string.IsNullOrEmpty(typed) ? null : field.Read(typed, habit);
        if (value is null && !string.IsNullOrEmpty(typed))
        {
            of.Refuse(field.Name, field.Wanted);
        }

        Keep(of, field.Name, field.Key, value);
    }

    private void Keep(BodyFields of, string name, string key, string? value)
    {
        _patch.Fields[key] = value;
        if (value is not null && !CardLimits.Fits(key, value))
        {
            of.Refuse(name, $"at most {CardLimits.MaxField} characters as written in JSON");
        }
    }

    // Tags that differ in case alone are one: they are found and listed as one.
    private void Tags()
    {
        var tags = body.IsNull("tags") ? [] : body.Texts("tags", CardLimits.MaxTags, MaxTag);
        if (tags?.Any(tag => tag.Any(char.IsControl)) == true)
        {
            body.Refuse("tags", "tags without line breaks");
        }

        _patch.Tags = [.. (tags ?? []).DistinctBy(tag => tag.ToLowerInvariant())];
    }

    private void Custom()
    {
        if (body.Inner("custom") is not { } custom)
        {
            _patch.RemovedPrefixes.AddRange(body.IsNull("custom") ? [ContactFields.CustomPrefix] : []);
            return;
        }

        foreach (var name in custom.Names)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl))
            {
                custom.Refuse(name, $"a name of 1 to {MaxName} characters");
            }
            else if (CardField.OfKey(ContactFields.CustomPrefix + name) is { } known)
            {
                Field(custom, known, custom.Text(name, CardField.MaxLength));
            }
            else
            {
                Keep(custom, name, ContactFields.CustomPrefix + name, custom.Scalar(name, CardField.MaxLength));
            }
        }

        if (custom.Names.Count() > MaxCustom)
        {
            body.Refuse("custom", $"at most {MaxCustom} fields at once");
        }

        body.RefuseAll("custom", custom);
    }

    private void Consents()
    {
        foreach (var consent in body.Objects("consents") ?? [])
        {
            var purpose = consent.OneOf("purpose", [.. ConsentPurpose.All], isRequired: true);
            var channel = consent.OneOf("channel", Channels, isRequired: true);
            var granted = consent.Flag("granted");
            if (granted is null)
            {
                consent.Refuse("granted", "true or false");
            }

            body.RefuseAll("consents", consent);
            if (purpose is not null && channel is not null && granted is { } answer)
            {
                _patch.Consents.Add(new NotedConsent(purpose, channel, answer));
            }
        }
    }

    private void Consent(string name)
    {
        if (body.Flag(name) is not { } granted)
        {
            body.Refuse(name, "true or false");
            return;
        }

        var purpose = name["consent_".Length..];
        _patch.Consents.Add(new NotedConsent(purpose, purpose == ConsentPurpose.Marketing ? "email" : "any", granted));
    }
}
