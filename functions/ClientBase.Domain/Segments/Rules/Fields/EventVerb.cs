using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Fields;

/// <summary>Something people do that rules can ask about.</summary>
/// <param name="Name">Canonical words, such as <c>opened campaign</c>.</param>
/// <param name="HasObject">Whether it is done to something that has a name or a code.</param>
/// <param name="Past">As it is written in an explanation about several people.</param>
/// <param name="Russian">Russian words: the canonical ones, then synonyms.</param>
/// <param name="Synonyms">Further English words.</param>
public sealed record EventVerb(string Name, bool HasObject, LocalText Past, IReadOnlyList<string> Russian, IReadOnlyList<string> Synonyms)
{
    /// <summary>Placing an order; taken from the orders, not from events.</summary>
    public static EventVerb Ordered { get; } = Of("ordered", false, "ordered", "делали заказы", ["заказывал", "заказал", "заказывали"]);

    /// <summary>All of them. A new kind of event is a line here.</summary>
    public static IReadOnlyList<EventVerb> All { get; } =
    [
        Ordered,
        Of("received campaign", true, "received campaign", "получили рассылку", ["получил письмо", "получил рассылку"]),
        Of(
            "opened campaign",
            true,
            "opened campaign",
            "открыли рассылку",
            ["открыл письмо", "открыл рассылку", "открывал письмо"],
            "opened"),
        Of(
            "clicked campaign",
            true,
            "clicked in campaign",
            "перешли по ссылке из рассылки",
            ["кликнул письмо", "кликнул рассылку", "перешел из письма"],
            "clicked"),
        Of("filled form", true, "filled in form", "заполнили форму", ["заполнил форму"], "filled"),
        Of("visited page", true, "visited page", "посетили страницу", ["посетил страницу", "был на странице"], "visited"),
        Of("viewed product", true, "viewed product", "смотрели товар", ["смотрел товар", "просмотрел товар"], "viewed"),
        Of("bought product", true, "bought product", "купили товар", ["купил товар", "покупал товар"], "bought"),
        Of("bought category", true, "bought from category", "купили товары категории", ["купил категорию", "покупал категорию"]),
        Of("bought brand", true, "bought of brand", "купили товары марки", ["купил марку", "покупал марку", "купил бренд"]),
        Of("returned product", true, "sent back product", "вернули товар", ["вернул товар", "возвращал товар"]),
        Of("reviewed product", true, "reviewed product", "оставили отзыв о товаре", ["оценил товар", "написал отзыв"], "reviewed"),
        Of("gave rating", true, "gave a rating of", "поставили оценку", ["поставил оценку"]),
        Of("gave score", true, "gave a recommendation score of", "поставили балл рекомендации", ["поставил балл"]),
        Of("accepted offer", false, "accepted an offer", "приняли предложение", ["принял предложение"]),
        Of("refused offer", false, "refused an offer", "отказались от предложения менеджера", ["отказался от предложения"]),
        Of("called", false, "called", "звонили", ["звонил", "позвонил"]),
        Of("refunded", false, "returned an order", "возвращали заказы", ["возвращал", "вернул"]),
    ];

    private static readonly Dictionary<string, EventVerb> ByPhrase = All
        .SelectMany(verb => verb.Spellings.Select(name => (Name: TextValue.Fold(name), verb)))
        .ToDictionary(pair => pair.Name, pair => pair.verb, StringComparer.Ordinal);

    /// <summary>All ways to write it.</summary>
    internal IEnumerable<string> Spellings => [Name, .. Synonyms, .. Russian];

    /// <summary>The verb of these words in either language, or null.</summary>
    public static EventVerb? Find(string words) => ByPhrase.GetValueOrDefault(TextValue.Fold(words));

    /// <summary>Verbs are equal by name.</summary>
    public bool Equals(EventVerb? other) => Name == other?.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    private static EventVerb Of(
        string name,
        bool hasObject,
        string past,
        string pastRu,
        IReadOnlyList<string> russian,
        params string[] synonyms) =>
        new(name, hasObject, new LocalText(past, pastRu), russian, synonyms);
}
