using System.Collections.Frozen;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Forms;

/// <summary>A field whose meaning is known, with what a page shows and a browser fills in.</summary>
/// <param name="Name">As posted.</param>
/// <param name="Input">How it is asked for.</param>
/// <param name="Label">What it is called on a page.</param>
/// <param name="Autocomplete">The browser's word for it (HTML autofill); null where it has none.</param>
public sealed record KnownField(string Name, FormInput Input, LocalText Label, string? Autocomplete = null)
{
    /// <summary>Name of the field that holds the number of a loyalty card.</summary>
    public const string LoyaltyCard = "loyaltyCard";

    /// <summary>Name of the field that holds how likely somebody is to recommend the shop.</summary>
    public const string Score = "score";

    /// <summary>Name of the field that holds the stars of a review.</summary>
    public const string Rating = "rating";

    /// <summary>Name of the field for the sex.</summary>
    public const string Sex = "sex";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownField> All { get; } =
    [
        new("email", FormInput.Email, new("E-mail", "Почта"), "email"),
        new("phone", FormInput.Phone, new("Telephone", "Телефон"), "tel"),
        new("name", FormInput.Text, new("Your name", "Как вас зовут"), "name"),
        new(ContactFields.FirstName, FormInput.Text, new("First name", "Имя"), "given-name"),
        new(ContactFields.LastName, FormInput.Text, new("Last name", "Фамилия"), "family-name"),
        new(ContactFields.Patronymic, FormInput.Text, new("Patronymic", "Отчество"), "additional-name"),
        new(ContactFields.BirthDate, FormInput.Date, new("Birthday", "День рождения"), "bday"),
        new(Sex, FormInput.Choice, new("Sex", "Пол"), "sex"),
        new(ContactFields.City, FormInput.Text, new("City", "Город"), "address-level2"),
        new("region", FormInput.Text, new("Region", "Регион"), "address-level1"),
        new(ContactFields.Country, FormInput.Text, new("Country", "Страна"), "country-name"),
        new("address", FormInput.Text, new("Address", "Адрес"), "street-address"),
        new(ContactFields.Company, FormInput.Text, new("Company", "Компания"), "organization"),
        new("jobTitle", FormInput.Text, new("Position", "Должность"), "organization-title"),
        new(ContactFields.Language, FormInput.Text, new("Language", "Язык"), "language"),
        new("interests", FormInput.Text, new("Interests", "Что вам интересно")),
        new("message", FormInput.LongText, new("Message", "Сообщение")),
        new("productId", FormInput.Hidden, new("Product", "Товар")),
        new(Rating, FormInput.Rating, new("Your rating", "Ваша оценка")),
        new(
            Score,
            FormInput.Score,
            new("How likely are you to recommend us to a friend?", "Насколько вероятно, что вы посоветуете нас друзьям?")),
        new("referralCode", FormInput.Text, new("Your friend's code", "Код друга")),
        new("promoCode", FormInput.Text, new("Promo code", "Промокод")),
        new(LoyaltyCard, FormInput.Text, new("Number of your card", "Номер карты")),
    ];

    private static readonly FrozenDictionary<string, KnownField> ByName =
        All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>The field of a name; null when its meaning is not known.</summary>
    public static KnownField? Find(string name) => ByName.GetValueOrDefault(name);
}
