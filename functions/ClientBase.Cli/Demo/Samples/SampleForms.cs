using System.Globalization;
using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples.People;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>A form as somebody filled it in.</summary>
/// <param name="FormId">The form.</param>
/// <param name="Fields">What was typed.</param>
internal sealed record FormPost(string FormId, IReadOnlyDictionary<string, string> Fields);

/// <summary>The forms of the sample shop, and what people type into them: the same person twice, spelled otherwise.</summary>
internal static class SampleForms
{
    public const string Newsletter = "newsletter";
    public const string Landing = "spring-gift";
    public const string Consultation = "consultation";
    public const string Poll = "how-likely";
    public const string Review = "review";
    public const string Alert = "back-in-stock";

    /// <summary>What the alert form is about: it is sold out until the demo puts it back.</summary>
    public const string AlertProduct = "109";

    private static readonly Dictionary<string, string> Consent = new()
    {
        ["version"] = "demo-1",
        ["ru"] = "Согласен получать письма магазина",
        ["en"] = "I agree to receive mail from the shop",
    };

    private static readonly string[] Sources = ["google", "yandex", "vk", "partner", "leaflet"];

    /// <summary>The forms by id.</summary>
    public static IReadOnlyDictionary<string, FormDefinition> Definitions { get; } = new Dictionary<string, FormDefinition>
    {
        [Newsletter] = new("newsletter", Title("Новости магазина", "News of the shop"), [new("email", Required: true)], Consent),
        [Landing] = new(
            "landing",
            Title("Подарок к первому заказу", "A gift with your first order"),
            [new("name", Required: true), new("email", Required: true), new("phone"), new("city")],
            Consent,
            Bonus: new Dictionary<string, string> { ["kind"] = "promoCode", ["code"] = "WELCOME10" }),
        [Consultation] = new(
            "consultation",
            Title("Помочь с выбором?", "May we help you choose?"),
            [new("name", Required: true), new("phone", Required: true), new("email"), new("message")],
            Consent),
        [Poll] = new("nps", Title("Посоветуете нас?", "Would you recommend us?"), [], Consent),
        [Review] = new("review", Title("Ваш отзыв", "Your review"), [], Consent),
        [Alert] = new("back-in-stock", Title("Сообщить о поступлении", "Tell me when it is back"), [new("email", Required: true)], Consent)
        {
            Shop = SampleShop.Shopify.Name,
            ProductId = AlertProduct,
        },
    };

    /// <summary>What a person posts, which is nothing for those only the shops know.</summary>
    public static IEnumerable<FormPost> PostsOf(SamplePerson person, Random random)
    {
        if (!person.IsKnownByForms)
        {
            yield break;
        }

        if (person.Email is null)
        {
            yield return Consult(person, random);
        }
        else if (person.Phone is null)
        {
            yield return Subscribe(person, random);
        }
        else
        {
            yield return Land(person, random);
        }

        if (person.Email is not null && random.Next(100) < 25)
        {
            yield return person.Phone is null ? Land(person, random) : Subscribe(person, random);
        }

        if (person.Phone is not null && random.Next(100) < 30)
        {
            yield return Consult(person, random);
        }
    }

    private static FormPost Subscribe(SamplePerson person, Random random) =>
        Post(Newsletter, person, [("email", Email(person, random))]);

    private static FormPost Land(SamplePerson person, Random random) => Post(
        Landing,
        person,
        [
            ("name", Name(person, random)), ("email", Email(person, random)), ("phone", Phone(person, random)), ("country", person.Country),
            ("city", person.City), ("utm_source", Sources[random.Next(Sources.Length)]), ("utm_campaign", "spring"),
        ]);

    // On a phone of their own it alone says who calls; on a shared one they leave the address too.
    private static FormPost Consult(SamplePerson person, Random random) => Post(
        Consultation,
        person,
        [
            ("name", Name(person, random)), ("phone", Phone(person, random)), ("country", person.Country),
            ("email", person.SharesPhone ? Email(person, random) : null),
            ("message", person.Country == "RU" ? "Перезвоните, пожалуйста" : "Please call me back"),
        ]);

    private static FormPost Post(string formId, SamplePerson person, (string Name, string? Value)[] typed)
    {
        var fields = typed.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!);
        fields["consent_processing"] = "on";
        if (SampleVisits.BrowserOf(person) is { } browser)
        {
            fields["visitorId"] = browser;
        }

        if (person.WantsOffers)
        {
            fields["consent_offers"] = "on";
        }

        if (person.Marketing != MarketingAnswer.Nothing)
        {
            fields["consent_marketing"] = person.Marketing == MarketingAnswer.Yes ? "on" : "no";
        }

        return new FormPost(formId, fields);
    }

    private static string Name(SamplePerson person, Random random) => random.Next(6) switch
    {
        0 => person.Name.Full.ToUpperInvariant(),
        1 => person.Name.Full.ToLowerInvariant(),
        2 => $"{person.Name.Last}  {person.Name.First}",
        3 => person.Name.Latin,
        4 => person.Name.Full.Replace('ё', 'е'),
        _ => person.Name.Full,
    };

    private static string Email(SamplePerson person, Random random) => random.Next(5) switch
    {
        0 => $" {person.Email} ",
        1 => person.Email!.ToUpperInvariant(),
        2 => string.Concat(person.Email![..1].ToUpperInvariant(), person.Email.AsSpan(1)),
        3 => InUnicode(person.Email!),
        _ => person.Email!,
    };

    private static string? Phone(SamplePerson person, Random random) => person.Phone?.Typed(random.Next(3));

    private static string InUnicode(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return string.Concat(email.AsSpan(0, at + 1), new IdnMapping().GetUnicode(email, at + 1));
    }

    private static Dictionary<string, string> Title(string russian, string english) => new() { ["ru"] = russian, ["en"] = english };
}
