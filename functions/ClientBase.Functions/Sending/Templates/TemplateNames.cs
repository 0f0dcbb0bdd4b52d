using ClientBase.Domain.Products;
using ClientBase.Domain.Texts;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>A promo code in a template.</summary>
/// <param name="Code">What the customer types.</param>
/// <param name="Percent">What it takes off, in percent.</param>
/// <param name="Amount">What it takes off, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record PromoInTemplate(
    string? Code, decimal? Percent = null, decimal? Amount = null, string? Currency = null, DateTimeOffset? ExpiresAt = null);

/// <summary>A product in a template.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Title">Its name.</param>
/// <param name="Price">Its price.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Available">Whether it can be bought; null when the shop does not say.</param>
/// <param name="Url">Its page.</param>
/// <param name="Image">Its picture.</param>
public sealed record ProductInTemplate(
    string Shop, string Id, string? Title, decimal? Price, string? Currency, bool? Available, string? Url, string? Image)
{
    /// <summary>A product as a shop described it last.</summary>
    public static ProductInTemplate Of(string shop, string id, ProductVersion version) => new(
        shop, id, version.Title, version.Price, version.Currency, version.IsAvailable, version.Url, version.Image);
}

/// <summary>The campaign in a template; written out it is its id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What the marketer calls it.</param>
/// <param name="Subject">Its subject line, as a template.</param>
public sealed record CampaignInTemplate(string Id, string? Name, string? Subject);

/// <summary>What a template can name.</summary>
internal static class TemplateNames
{
    /// <summary>The names that hold for everybody: the contact's as in the API, and those of the mail.</summary>
    public static TemplateShape Roots { get; } = RootsOf();

    // As other tools call things, without case, underscores and the like.
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["fname"] = "name.first",
        ["firstname"] = "name.first",
        ["givenname"] = "name.first",
        ["first"] = "name.first",
        ["имя"] = "name.first",
        ["lname"] = "name.last",
        ["lastname"] = "name.last",
        ["surname"] = "name.last",
        ["фамилия"] = "name.last",
        ["fullname"] = "name.full",
        ["username"] = "name.full",
        ["recipientname"] = "name.full",
        ["фио"] = "name.full",
        ["middlename"] = "name.patronymic",
        ["отчество"] = "name.patronymic",
        ["email"] = "emails.first",
        ["emailaddress"] = "emails.first",
        ["mail"] = "emails.first",
        ["phone"] = "phones.first",
        ["phonenumber"] = "phones.first",
        ["телефон"] = "phones.first",
        ["city"] = "fields.city",
        ["город"] = "fields.city",
        ["country"] = "fields.country",
        ["company"] = "fields.company",
        ["birthday"] = "fields.birthDate",
        ["birthdate"] = "fields.birthDate",
        ["bday"] = "fields.birthDate",
        ["sex"] = "fields.sex",
        ["gender"] = "fields.sex",
        ["language"] = "fields.language",
        ["order"] = "orders",
        ["product"] = "products",
        ["unsub"] = "unsubscribeUrl",
        ["unsubscribe"] = "unsubscribeUrl",
        ["unsubscribelink"] = "unsubscribeUrl",
        ["unsubscribeurl"] = "unsubscribeUrl",
        ["listunsubscribe"] = "unsubscribeUrl",
        ["unsubscribed"] = "unsubscribeUrl",
        ["updateprofile"] = "preferencesUrl",
        ["preferences"] = "preferencesUrl",
        ["managepreferences"] = "preferencesUrl",
        ["preferencecenter"] = "preferencesUrl",
        ["confirm"] = "confirmUrl",
        ["confirmationurl"] = "confirmUrl",
        ["promocode"] = "promo.code",
        ["coupon"] = "promo.code",
        ["couponcode"] = "promo.code",
        ["discountcode"] = "promo.code",
        ["промокод"] = "promo.code",
        ["subject"] = "campaign.subject",
        ["mcsubject"] = "campaign.subject",
        ["totalspent"] = "orders.total",
        ["orderscount"] = "orders.count",
        ["lastorderdate"] = "orders.lastAt",
    };

    /// <summary>What may have been meant by a path that names nothing; null when nothing comes near.</summary>
    public static string? Near(string path)
    {
        var last = path.Split('.')[^1];
        if (Usual.TryGetValue(Plain(last), out var usual) || Usual.TryGetValue(Plain(path), out usual))
        {
            return usual;
        }

        return Nearest(path, Roots.Paths(3)) ?? (Nearest(Plain(last), Usual.Keys) is { } slip ? Usual[slip] : null);
    }

    /// <summary>The name with the fewest slips, where at most a third of its letters are wrong.</summary>
    public static string? Nearest(string typed, IEnumerable<string> names)
    {
        var best = names
            .Select(name => (Name: name, Slips: DamerauLevenshtein.Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(one => one.Slips).ThenBy(one => one.Name.Length)
            .FirstOrDefault();
        return best.Name is not null && best.Slips * 3 <= Math.Max(typed.Length, best.Name.Length) ? best.Name : null;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetter)).ToLowerInvariant();

    private static TemplateShape RootsOf()
    {
        var card = TemplateShape.Of(typeof(ContactView));
        var contact = card.Names.ToDictionary(name => name, name => card.Member(name)!, StringComparer.Ordinal);
        contact["fields"] = TemplateShape.OpenOf(TemplateShape.Value); // The values alone, without who said them.
        contact["orders"] = contact["orders"].WithItems(TemplateShape.Of(typeof(OrderView)));
        return TemplateShape.Of(contact.Concat(
        [
            new("contact", TemplateShape.Of(contact)),
            new("products", TemplateShape.ListOf(TemplateShape.Of(typeof(ProductInTemplate)))),
            new("offers", TemplateShape.ListOf(TemplateShape.Of(typeof(NextOfferView)))),
            new("promo", TemplateShape.Of(typeof(PromoInTemplate))),
            new("campaign", TemplateShape.Of(typeof(CampaignInTemplate))),
            new("unsubscribeUrl", TemplateShape.Value),
            new("preferencesUrl", TemplateShape.Value),
            new("confirmUrl", TemplateShape.Value),
        ]));
    }
}
