using ClientBase.Domain;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Reads a posted form as a capture.</summary>
internal sealed class FormMapping(string formId, FormDefinition form, FormPost post, string defaultCountry)
{
    private const int MaxNameLength = 100;
    private const int MaxWritten = 250_000; // On the timeline, as written in JSON: an entry shares a batch of 4 MiB with the card.

    private static readonly HashSet<string> NotCustom = new(StringComparer.Ordinal)
    {
        "email", "phone", "name", "message", "productId", "rating", "score", "referralCode", "promoCode", "visitorId", "loyaltyCard",
        "consent_processing", "consent_marketing", "consent_offers", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
    };

    // What the entry tells of itself: a field that is posted under one of these names stands beside it.
    private static readonly HashSet<string> OfTheEntry = new(StringComparer.Ordinal)
    {
        "form", "kind", "captureId", "flags", "bonus", "watch", "optIn",
    };

    private readonly FormErrors _errors = new();

    /// <summary>Why the post is refused. Empty after <see cref="ToCapture"/> when it is not.</summary>
    public FormErrors Errors => _errors;

    // Whose habit decides how telephones and dates are read.
    private string Country => Countries.CodeOf(post[ContactFields.Country]) ?? defaultCountry;

    /// <summary>The capture; to be used only when there are no <see cref="Errors"/>.</summary>
    /// <param name="captureId">Id of the capture.</param>
    /// <param name="receivedAt">When it was received.</param>
    /// <param name="sender">Who posts it.</param>
    /// <param name="more">Adds what comes with the form beside its fields, such as an order.</param>
    public CapturedEvent ToCapture(string captureId, DateTimeOffset receivedAt, FormSender sender, Action<CaptureBuilder>? more = null)
    {
        CheckRequired(sender.Known);
        var values = new FieldValues(form, post, Country, _errors);
        var (email, phone) = (values.Email(), values.Phone());
        var capture = new CaptureBuilder(captureId, $"form:{formId}", "form", sender.At ?? receivedAt, receivedAt)
            .Email(email)
            .Phone(phone)
            .Name(NameReader.Read(post["name"]))
            .Name(post[ContactFields.FirstName], post[ContactFields.LastName], post[ContactFields.Patronymic]);
        Fields(capture, values, receivedAt);
        if (sender.Person is { } person)
        {
            Known(capture, person);
        }

        Consents(capture, email, phone, sender);
        Data(capture);
        FormEffects.Add(capture, form, post, values);
        values.CheckOwn();
        more?.Invoke(capture);
        if (!capture.HasKeys)
        {
            NoKey();
        }

        return capture.Data("form", formId).Data("kind", form.Kind).Data("captureId", captureId)
            .Data("flags", values.Flags.Count > 0 ? values.Flags.Cast<object?>().ToList() : null)
            .Build();
    }

    private void CheckRequired(IReadOnlyCollection<string> known)
    {
        var missing = (form.Fields ?? []).Select(field => (Name: FieldNames.Of(field.Name), field.Required))
            .Where(field => field.Required && post[field.Name] is null && !known.Contains(field.Name));
        foreach (var (name, _) in missing)
        {
            _errors.Add(name, new LocalText("is required", "нужно заполнить"));
        }

        if (post.Values.Sum(field => CardLimits.WrittenLength(field.Key) + CardLimits.WrittenLength(field.Value)) > MaxWritten)
        {
            _errors.Add("message", new LocalText(
                $"the form is too long: at most {MaxWritten} characters in all its fields",
                $"слишком длинно: во всех полях вместе не больше {MaxWritten} знаков"));
        }
    }

    private void NoKey()
    {
        // An address that was typed and cannot be read is what to mend; otherwise one is missing.
        var (field, why) = post["email"] is not null ? ("email", FieldValues.NoEmail)
            : post["phone"] is not null ? ("phone", FieldValues.NoPhone)
            : ("email", new LocalText(
                "give an e-mail address or a phone, so that we know whose this is", "напишите почту или телефон, чтобы мы знали, чьё это"));
        if (_errors.Why(field, "en") is null)
        {
            _errors.Add(field, why);
        }
    }

    private void Fields(CaptureBuilder capture, FieldValues values, DateTimeOffset at)
    {
        foreach (var field in ContactFields.Known.Except([ContactFields.FirstName, ContactFields.LastName, ContactFields.Patronymic]))
        {
            capture.Field(field, values.OfCard(field, at));
        }

        foreach (var (name, value) in post.Said.Where(field => !NotCustom.Contains(field.Key) && !ContactFields.Known.Contains(field.Key)))
        {
            capture.Field(ContactFields.CustomPrefix + Printable(name), value);
        }

        if (post["referralCode"] is { } inviter)
        {
            capture.Field("referralCode", inviter);
        }
    }

    // Who has a link of their own need not say again who they are.
    private static void Known(CaptureBuilder capture, Contact person)
    {
        if (EmailAddress.TryParse(person.PrimaryEmail, out var email))
        {
            capture.Email(email);
        }
        else if (person.Phones.Count > 0 && PhoneNumber.TryParse(person.Phones.Keys.First(), null, out var phone))
        {
            capture.Phone(phone);
        }

        if (person.ExternalIds.Count > 0 && person.ExternalIds.Keys.First().Split(':', 2) is [var shop, var id])
        {
            capture.ShopCustomer(shop, id);
        }
    }

    private void Data(CaptureBuilder capture)
    {
        foreach (var (name, value) in post.Said)
        {
            var printable = Printable(name);
            capture.Data(OfTheEntry.Contains(printable) ? $"posted.{printable}" : printable, value);
        }
    }

    private void Consents(CaptureBuilder capture, EmailAddress? email, PhoneNumber? phone, FormSender sender)
    {
        var version = ConsentTexts.VersionOf(form);
        foreach (var purpose in new[] { ConsentPurpose.Processing, ConsentPurpose.Offers })
        {
            if (post.Answer($"consent_{purpose}") is { } answer)
            {
                capture.Consent(purpose, "any", "", answer, version, sender.Address);
            }
        }

        if (post.Answer("consent_marketing") is not { } marketing)
        {
            return;
        }

        var address = email?.Value ?? sender.Person?.PrimaryEmail;
        if (form.DoubleOptIn && marketing)
        {
            // Nothing is granted before the address has confirmed it; a telephone cannot, so for it nothing is granted at all.
            capture.Data(OptIn.Name, address is null ? null : new OptIn(address, version, Language()).ToData());
            return;
        }

        if (address is not null)
        {
            capture.Consent(ConsentPurpose.Marketing, "email", address, marketing, version, sender.Address);
        }

        if (phone is not null)
        {
            capture.Consent(ConsentPurpose.Marketing, "sms", phone.Value, marketing, version, sender.Address);
        }
    }

    // What the page was in, else what the person says, else the language the form is written in.
    private string Language()
    {
        var written = form.Title is { } title ? title.ContainsKey("ru") ? "ru" : "en" : null;
        var said = post[FormPost.PageLanguage] ?? post[ContactFields.Language] ?? written;
        return said is null ? Country == "RU" ? "ru" : "en" : said.StartsWith("ru", StringComparison.OrdinalIgnoreCase) ? "ru" : "en";
    }

    // A name that a table or a page cannot show is cut to what it can: what was said under it stays.
    private static string Printable(string name)
    {
        var printable = name.Any(char.IsControl) ? string.Concat(name.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : name;
        return printable.Length > MaxNameLength ? printable[..MaxNameLength] : printable;
    }
}
