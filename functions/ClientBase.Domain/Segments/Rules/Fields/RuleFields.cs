using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Fields;

/// <summary>All fields of the rule language. A new field is a line here.</summary>
public static class RuleFields
{
    private const string CustomPrefix = "custom.";
    private const string CustomPrefixRu = "свое.";

    private static readonly string[] Letters = ["A", "B", "C"];

    private static readonly string[] Funnel =
        ["white", "grey", "green", "yellow", "green-gold", "gold", "platinum", "red-green", "red-gold", "red-platinum"];

    private static readonly string[] RfmNames =
    [
        "hibernating", "at_risk", "cant_lose", "about_to_sleep", "need_attention", "loyal_customers", "promising", "new_customers",
        "potential_loyalists", "champions",
    ];

    /// <summary>The fields with fixed names, each at the index of its <see cref="RuleField.Slot"/>.</summary>
    public static IReadOnlyList<RuleField> All { get; } = [.. Define().Select((field, slot) => field with { Slot = slot })];

    private static readonly Dictionary<string, RuleField> ByPhrase = All
        .SelectMany(field => field.Spellings.Select(name => (Name: TextValue.Fold(name), field)))
        .ToDictionary(pair => pair.Name, pair => pair.field, StringComparer.Ordinal);

    private static readonly Dictionary<string, RuleField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>The field of a name in its canonical spelling: quicker than <see cref="Find"/>.</summary>
    internal static RuleField? Known(string name) => ByName.TryGetValue(name, out var field) ? field : Find(name);

    /// <summary>All spellings a rule may use, for suggestions.</summary>
    internal static IEnumerable<string> Spellings => All.SelectMany(one => one.Spellings);

    /// <summary>The field of a name in either language, or null.</summary>
    public static RuleField? Find(string name)
    {
        var folded = TextValue.Fold(name);
        return ByPhrase.TryGetValue(folded, out var field)
            ? field
            : Custom(folded, CustomPrefix) ?? Custom(folded, CustomPrefixRu);
    }

    /// <summary>The field for a shop's own name. Characters that a word of the language cannot hold become underscores.</summary>
    /// <param name="name">Without prefix, such as <c>shoe size</c>, which rules call <c>custom.shoe_size</c>.</param>
    public static RuleField Own(string name)
    {
        var word = new string([.. TextValue.Fold(name).Select(c => IsInName(c) && c != '.' ? c : '_')]);
        return Custom(CustomPrefix + word, CustomPrefix) ?? throw new ArgumentException("A field has a name.", nameof(name));
    }

    private static bool IsInName(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';

    private static RuleField? Custom(string folded, string prefix)
    {
        if (!folded.StartsWith(prefix, StringComparison.Ordinal) || folded.Length == prefix.Length)
        {
            return null;
        }

        var name = folded[prefix.Length..];
        if (!name.All(IsInName) || name.EndsWith('.') || name.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        var title = new LocalText($"own field {name}", $"своё поле {name}");
        return new RuleField(CustomPrefix + name, FieldType.Custom, title, [CustomPrefixRu + name]);
    }

    private static IEnumerable<RuleField> Define() =>
        [.. Person(), .. Origin(), .. Orders(), .. Work(), .. Scores(), .. Ahead(), .. Loyalty(), .. Flags()];

    private static IEnumerable<RuleField> Person() =>
    [
        Text("name.first", "first name", "имя"),
        Text("name.last", "last name", "фамилия"),
        Text("name.patronymic", "patronymic", "отчество"),
        Text("name.full", "full name", "фио", "полное имя"),
        Text("email", "e-mail address", "почта", "адрес почты", "e-mail"),
        Text("phone", "phone", "телефон"),
        Text("country", "country", "страна"),
        Text("region", "region", "регион", "область"),
        Text("city", "city", "город"),
        Text("address", "address", "адрес"),
        Text("language", "language", "язык"),
        Text("sex", "sex", "пол"),
        Text("company", "company", "компания"),
        Text("jobTitle", "job title", "должность"),
        Text("industry", "industry", "отрасль"),
        Text("interests", "interest", "интересы", "интерес"),
        Text("decisionMaker", "decision maker", "решающее-лицо", "лпр"),
        Of("birthday", FieldType.Birthday, "birthday", "день рождения", "день-рождения", "день рождения"),
        Of("age", FieldType.Number, "age", "возраст", "возраст") with { Derived = Derived.Age, CanRank = true },
    ];

    private static IEnumerable<RuleField> Origin() =>
    [
        Text("source", "source", "источник"),
        Text("referrer", "referrer", "откуда"),
        Text("campaign", "advertising campaign", "кампания"),
        Text("manager", "manager", "менеджер"),
        Text("tag", "tag", "метка", "тег"),
        Text("channel", "preferred channel", "канал"),
        Of("firstSeen", FieldType.Instant, "first contact", "первый контакт", "первый-контакт", "первый контакт", "в базе"),
        Of("lastSeen", FieldType.Instant, "last contact", "последний контакт", "последний-контакт", "последний контакт"),
    ];

    private static IEnumerable<RuleField> Orders() =>
    [
        Of("orders.count", FieldType.Number, "number of orders", "количество заказов", "заказы.количество", "заказов", "количество заказов")
            with { Derived = Derived.Count, CanRank = true },
        Of("orders.total", FieldType.Number, "total of orders", "сумма заказов", "заказы.сумма", "сумма заказов")
            with { Derived = Derived.Total, CanRank = true },
        Of("orders.average", FieldType.Number, "average order", "средний чек", "заказы.средний", "средний чек")
            with { Derived = Derived.Average, CanRank = true },
        Of("orders.first", FieldType.Instant, "first order", "первый заказ", "заказы.первый", "первый заказ")
            with { Derived = Derived.First },
        Of("orders.last", FieldType.Instant, "last order", "последний заказ", "заказы.последний", "последний заказ")
            with { Derived = Derived.Last },
        Of("orders.returned", FieldType.Share, "share of returns", "доля возвратов", "заказы.возвраты", "доля возвратов")
            with { Derived = Derived.Returned },
        Of("orders.refunded", FieldType.Number, "money returned", "сумма возвратов", "заказы.возвращено", "сумма возвратов")
            with { Derived = Derived.Refunded, CanRank = true },
        Of("orders.discount", FieldType.Number, "discounts given", "сумма скидок", "заказы.скидка", "сумма скидок")
            with { Derived = Derived.Discount },
        Of("orders.price", FieldType.Number, "highest price paid for one product", "самая высокая цена купленного", "заказы.цена")
            with { Derived = Derived.Price },
        Of("orders.cameBack", FieldType.Instant, "return after a long silence", "возвращение после долгого молчания", "заказы.возвращение"),
        Choice("check", ["low", "mid", "high"], "third of buyers by average order", "треть покупателей по среднему чеку", "чек"),
    ];

    private static IEnumerable<RuleField> Work() =>
    [
        Of("cart.total", FieldType.Number, "sum of the open cart", "сумма корзины", "корзина.сумма"),
        Text("cart.product", "product in the open cart", "корзина.товар"),
        Of("cart.changed", FieldType.Instant, "last change of the cart", "изменение корзины", "корзина.изменена"),
        Of("deals.open", FieldType.Number, "number of open deals", "число открытых сделок", "сделки.открыты"),
        Of("deals.amount", FieldType.Number, "sum of open deals", "сумма открытых сделок", "сделки.сумма"),
        Text("deals.stage", "stage of a deal", "сделки.стадия", "стадия сделки"),
        Of("tasks.open", FieldType.Number, "number of open tasks", "число открытых задач", "задачи.открыты"),
        Of("tasks.due", FieldType.Instant, "time the next task is due", "срок ближайшей задачи", "задачи.срок"),
        Of("requests.open", FieldType.Number, "number of open requests", "число открытых обращений", "обращения.открыты"),
        Of("review.rating", FieldType.Number, "last rating given", "последняя оценка", "отзыв.оценка"),
        Of("nps.score", FieldType.Number, "last recommendation score", "последний балл рекомендации", "nps.балл", "нпс"),
    ];

    private static IEnumerable<RuleField> Scores() =>
    [
        Of("rfm.r", FieldType.Number, "recency digit", "оценка давности", "rfm.давность"),
        Of("rfm.f", FieldType.Number, "frequency digit", "оценка частоты", "rfm.частота"),
        Of("rfm.m", FieldType.Number, "monetary digit", "оценка суммы", "rfm.сумма"),
        Choice("rfm.segment", RfmNames, "RFM segment", "сегмент RFM", "rfm.сегмент"),
        Choice("abc", Letters, "ABC class", "класс ABC", "абц"),
        Choice("xyz", ["X", "Y", "Z"], "XYZ class", "класс XYZ", "хуз"),
        Choice("rating", ["A", "B", "C", "D", "E"], "rating", "рейтинг", "рейтинг"),
        Choice("colour.funnel", Funnel, "funnel colour", "цвет воронки", "цвет.воронка", "цвет воронки"),
        Choice(
            "colour.loyalty",
            ["red", "white", "grey", "crimson", "green"],
            "loyalty colour",
            "цвет лояльности",
            "цвет.лояльность",
            "цвет лояльности"),
    ];

    private static IEnumerable<RuleField> Ahead() =>
    [
        Of("forecast.alive", FieldType.Share, "probability of being active", "вероятность активности", "прогноз.активен"),
        Of("forecast.orders90d", FieldType.Number, "expected orders in 90 days", "ожидаемое число заказов за 90 дней", "прогноз.заказы90д")
            with { CanRank = true },
        Of("forecast.value12m", FieldType.Number, "expected value in 12 months", "ожидаемая выручка за 12 месяцев", "прогноз.выручка12м",
            "ценность.год") with { CanRank = true, Synonyms = ["value.year"] },
        Of("forecast.atStake", FieldType.Number, "revenue at stake in 12 months", "выручка под угрозой за 12 месяцев",
            "прогноз.под-угрозой") with { CanRank = true },
        Of("forecast.next", FieldType.Instant, "next order", "следующий заказ", "прогноз.следующий", "следующий заказ"),
    ];

    private static IEnumerable<RuleField> Loyalty() =>
    [
        Of("loyalty.points", FieldType.Number, "loyalty points", "бонусные баллы", "лояльность.баллы", "баллы"),
        Of("loyalty.tier", FieldType.Text, "loyalty tier", "уровень лояльности", "лояльность.уровень", "уровень лояльности"),
        Of("loyalty.spent", FieldType.Number, "sum that the loyalty tier goes by", "сумма для уровня лояльности", "лояльность.потрачено")
            with { CanRank = true },
        Of("loyalty.expiring", FieldType.Number, "points expiring within 30 days", "баллы, сгорающие за 30 дней", "лояльность.сгорает"),
        Of("loyalty.expires", FieldType.Instant, "expiry of the next points", "сгорание ближайших баллов", "лояльность.сгорание"),
    ];

    // The titles of yes/no fields are what people do: "who agreed to ...".
    private static IEnumerable<RuleField> Flags() =>
    [
        Of("consent.processing", FieldType.Flag, "agreed to data processing", "согласны на обработку данных", "согласие.обработка"),
        Of("consent.marketing", FieldType.Flag, "agreed to marketing", "согласны на рассылку", "согласие.рассылка"),
        Of("consent.offers", FieldType.Flag, "agreed to see offers", "согласны видеть предложения", "согласие.предложения"),
        Of("offer.refused", FieldType.Flag, "refused the offer", "отказались от предложения", "предложение.отказ"),
        Of("unsubscribed", FieldType.Flag, "unsubscribed", "отписались", "отписан"),
        Of("asking.cart", FieldType.Flag, "have an open cart", "держат товары в корзине", "запрос.корзина"),
        Of("asking.deal", FieldType.Flag, "have an open deal", "ведут сделку", "запрос.сделка"),
        Of("asking.request", FieldType.Flag, "have an open request", "оставили запрос", "запрос.заявка"),
        Of("profile.empty", FieldType.Flag, "told nothing about themselves", "ничего о себе не сообщили", "профиль.пуст"),
    ];

    private static RuleField Text(string name, string title, params string[] russian) =>
        new(name, FieldType.Text, new LocalText(title, russian[0]), russian);

    private static RuleField Choice(string name, IReadOnlyList<string> choices, string title, string titleRu, params string[] russian) =>
        new(name, FieldType.Choice, new LocalText(title, titleRu), russian) { Choices = choices };

    private static RuleField Of(string name, FieldType type, string title, string titleRu, params string[] russian) =>
        new(name, type, new LocalText(title, titleRu), russian);
}
