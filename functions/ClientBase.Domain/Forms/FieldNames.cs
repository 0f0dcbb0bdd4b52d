using System.Collections.Frozen;

namespace ClientBase.Domain.Forms;

/// <summary>Names of fields as tools and people spell them.</summary>
/// <remarks>
/// HTML tools write lists as <c>name[]</c> and set their own case and dashes. Form builders have names and questions of people: those are
/// guessed by <see cref="Guess"/> only where such a builder posts, since on a site's own form any other name is its own field.
/// </remarks>
public static class FieldNames
{
    private static readonly string[] NotShown =
    [
        "consent_processing", "consent_marketing", "consent_offers", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
        "visitorId", "_hp", "_started",
    ];

    private static readonly FrozenDictionary<string, string> Spellings = KnownField.All.Select(field => field.Name).Concat(NotShown)
        .ToFrozenDictionary(Folded, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["email"] = "mail emailaddress youremail workemail businessemail почта электроннаяпочта имейл емейл емайл эл.почта вашапочта",
        ["phone"] = "tel telephone phonenumber mobile mobilephone mobilephonenumber yourphone whatsapp телефон номертелефона мобильный "
            + "вашномертелефона",
        ["name"] = "fullname yourname fio фио имяифамилия вашеимя каквасзовут имяфамилия контактноелицо",
        ["firstName"] = "fname givenname имя",
        ["lastName"] = "lname surname familyname secondname фамилия",
        ["patronymic"] = "middlename отчество",
        ["birthDate"] = "birthday dateofbirth dob датарождения деньрождения",
        ["sex"] = "gender пол",
        ["city"] = "town город",
        ["region"] = "state province регион область",
        ["country"] = "страна",
        ["address"] = "streetaddress адрес адресдоставки",
        ["company"] = "companyname organization organisation компания организация",
        ["jobTitle"] = "position role должность",
        ["message"] = "comment comments text textarea yourmessage сообщение комментарий вопрос отзыв",
        ["interests"] = "интересы",
        ["rating"] = "stars оценка",
        ["score"] = "nps",
        ["promoCode"] = "coupon promocode промокод",
        ["loyaltyCard"] = "card cardnumber loyaltycardnumber номеркарты",
        ["consent_marketing"] = "subscribe newsletter marketingconsent",
    }
        .SelectMany(field => field.Value.Split(' ').Select(word => (Word: Folded(word), field.Key)))
        .DistinctBy(one => one.Word)
        .ToFrozenDictionary(one => one.Word, one => one.Key, StringComparer.Ordinal);

    /// <summary>The name of a field: without the brackets of a list, and a known one in its own spelling.</summary>
    public static string Of(string typed)
    {
        var name = typed.Trim();
        name = name.EndsWith("[]", StringComparison.Ordinal) && name.Length > 2 ? name[..^2] : name;
        return Spellings.GetValueOrDefault(Folded(name)) ?? name;
    }

    /// <summary>The known field a builder's name or question stands for; null when it is none.</summary>
    public static string? Guess(string title)
    {
        var folded = Folded(title);
        return Spellings.GetValueOrDefault(folded) ?? Words.GetValueOrDefault(folded);
    }

    // Letters and digits alone, in lower case; ё is е. A leading underscore tells our own fields from a site's.
    private static string Folded(string name)
    {
        var plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant().Replace('ё', 'е');
        return name.StartsWith('_') ? "_" + plain : plain;
    }
}
