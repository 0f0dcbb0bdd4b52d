using System.Collections.Frozen;

namespace ClientBase.Domain.Forms;

/// <summary>What is done with a form of a kind, beside filing what it says.</summary>
public enum FormEffect
{
    /// <summary>Nothing more.</summary>
    None,

    /// <summary>The person is told when the product can be bought again.</summary>
    WatchStock,

    /// <summary>The person is told when the product becomes cheaper.</summary>
    WatchPrice,

    /// <summary>The event is kept with the entry.</summary>
    Event,

    /// <summary>Who sent the person is kept with the entry.</summary>
    Affiliate,
}

/// <summary>A field that a form of a kind asks for unless its definition lists others.</summary>
/// <param name="Name">As posted.</param>
/// <param name="IsRequired">Whether its own page does not send it without.</param>
public sealed record DefaultField(string Name, bool IsRequired = false);

/// <summary>What a form is for.</summary>
/// <param name="Id">As in definitions: <c>newsletter</c>, <c>back-in-stock</c>, ...</param>
/// <param name="Title">Title of its page, where the definition has none.</param>
/// <param name="Button">What its button says, where the definition does not say.</param>
/// <param name="Fields">What it asks for, where the definition lists nothing.</param>
public sealed record FormKind(string Id, LocalText Title, LocalText Button, IReadOnlyList<DefaultField> Fields)
{
    /// <summary>What is done with it beside filing.</summary>
    public FormEffect Effect { get; init; }

    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    private static readonly LocalText Send = new("Send", "Отправить");
    private static readonly LocalText Subscribe = new("Subscribe", "Подписаться");
    private static readonly LocalText TellMe = new("Tell me", "Сообщите мне");
    private static readonly DefaultField Email = new("email", IsRequired: true);
    private static readonly DefaultField Name = new("name");
    private static readonly DefaultField Phone = new("phone");
    private static readonly DefaultField Message = new("message");

    /// <summary>The kind of forms whose kind is none of ours: it has no effect of its own.</summary>
    public static FormKind Other { get; } = new("other", new("Leave your request", "Оставьте заявку"), Send, [Email, Name, Message]);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<FormKind> All { get; } =
    [
        new("newsletter", new("News by e-mail", "Новости на почту"), Subscribe, [Email])
        {
            Aliases = ["subscription", "subscribe", "mailing-list"],
        },
        new("exit-popup", new("Before you go", "Прежде чем вы уйдёте"), Subscribe, [Email])
        {
            Aliases = ["exit-pop-up", "exit-intent", "popup", "pop-up", "exit"],
        },
        new("embedded", new("More on this by e-mail", "Продолжение — на почту"), Subscribe, [Email, Name])
        {
            Aliases = ["article", "embedded-in-an-article", "inline", "content"],
        },
        new("landing", new("Get your bonus", "Получите бонус"), new("Get it", "Получить"), [Email, Name])
        {
            Aliases = ["landing-page", "bonus", "gift", "lead-magnet", "promo"],
        },
        new("registration", new("Registration", "Регистрация"), new("Register", "Зарегистрироваться"), [Email, new("name", true), Phone])
        {
            Aliases = ["register", "signup", "sign-up", "warranty", "demo", "demo-access", "closed-section"],
        },
        new("giveaway", new("Giveaway", "Розыгрыш"), new("Take part", "Участвовать"), [Email, new("name", true), Phone])
        {
            Aliases = ["contest", "lottery", "prize-draw", "raffle", "sweepstakes"],
        },
        new(
            "loyalty-card",
            new("Your card", "Анкета карты"),
            Send,
            [
                new(KnownField.LoyaltyCard, true), new("name", true), new("phone", true), new("email"), new("birthDate"),
                new(KnownField.Sex), new("city"),
            ])
        {
            Aliases = ["loyalty", "card", "loyalty-card-questionnaire", "club-card", "discount-card"],
        },
        new("consultation", new("Ask us", "Консультация"), new("Call me back", "Перезвоните мне"), [Name, new("phone", true), Message])
        {
            Aliases = ["consultation-request", "callback", "call-back", "contact", "request", "feedback", "lead"],
        },
        new("quiz", new("Quiz", "Тест"), new("Get the result", "Узнать результат"), [Email, Name]),
        new("survey", new("Tell us what you think", "Расскажите, что вы думаете"), Send, [Email, Message])
        {
            Aliases = ["poll", "questionnaire"],
        },
        new("nps", new("One question", "Один вопрос"), Send, [new(KnownField.Score, true), Message, Email])
        {
            Aliases = ["survey-nps", "net-promoter-score"],
        },
        new("review", new("Your review", "Ваш отзыв"), Send, [new(KnownField.Rating, true), Message, Name, Email, new("productId")])
        {
            Aliases = ["rating", "review-and-rating", "reviews"],
        },
        new("back-in-stock", new("Tell me when it is back", "Сообщить о поступлении"), TellMe, [Email, new("productId")])
        {
            Effect = FormEffect.WatchStock, Aliases = ["stock-alert", "back-in-stock-alert", "in-stock", "waitlist", "notify-me"],
        },
        new("price-drop", new("Tell me when it gets cheaper", "Сообщить о снижении цены"), TellMe, [Email, new("productId")])
        {
            Effect = FormEffect.WatchPrice, Aliases = ["price-alert", "price-drop-alert", "cheaper"],
        },
        new("referral", new("A friend sent you", "Вас пригласил друг"), Send, [Email, Name, new("referralCode", true)])
        {
            Aliases = ["bring-a-friend", "refer-a-friend", "friend", "invite"],
        },
        new("event", new("Take part", "Участие в событии"), new("Register", "Записаться"), [Email, new("name", true), Phone])
        {
            Effect = FormEffect.Event, Aliases = ["conference", "webinar", "meetup", "event-registration"],
        },
        new("affiliate", new("From our partner", "От нашего партнёра"), Send, [Email, Name])
        {
            Effect = FormEffect.Affiliate, Aliases = ["partner", "affiliate-source"],
        },
        Other,
    ];

    private static readonly FrozenDictionary<string, FormKind> ByName = All
        .SelectMany(kind => kind.Aliases.Prepend(kind.Id).Select(name => (name, kind)))
        .ToFrozenDictionary(one => one.name, one => one.kind, StringComparer.Ordinal);

    /// <summary>The kind of a name or another word for it; null when it is none of ours.</summary>
    public static FormKind? Find(string? name) => ByName.GetValueOrDefault(Plain(name));

    /// <summary>The kind that a misspelt name was meant to be; null when it is like none.</summary>
    public static string? Suggest(string name) => NearName.To(Plain(name), ByName.Keys);

    // Back_in Stock, backInStock and back-in-stock are one.
    private static string Plain(string? name)
    {
        var spaced = string.Concat((name ?? "").Trim().Select((c, at) =>
            char.IsUpper(c) && at > 0 && char.IsLower(name!.Trim()[at - 1]) ? $"-{c}" : char.IsLetterOrDigit(c) ? c.ToString() : "-"));
        return string.Join('-', spaced.ToLowerInvariant().Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
