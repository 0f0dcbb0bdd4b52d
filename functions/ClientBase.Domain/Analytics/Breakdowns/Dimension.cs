namespace ClientBase.Domain.Analytics.Breakdowns;

/// <summary>A band or a value people are counted by.</summary>
/// <param name="Key">As in the API.</param>
/// <param name="Label">As shown.</param>
public sealed record Band(string Key, LocalText Label);

/// <summary>Something a base is broken down by.</summary>
/// <param name="Id">As in the API.</param>
/// <param name="Title">As shown.</param>
/// <param name="KeysOf">The band or values of a contact; none when not known.</param>
/// <param name="Bands">All bands in their order; null when the values are whatever people have.</param>
public sealed record Dimension(string Id, LocalText Title, Func<BaseMember, IEnumerable<string>> KeysOf, IReadOnlyList<Band>? Bands = null)
{
    private const int OldestAge = 120; // An older date of birth is a typing mistake.

    private static readonly (Band Band, int From)[] Ages =
    [
        (new("under-18", new("Under 18", "До 18 лет")), 0),
        (new("18-24", new("18-24", "18–24")), 18),
        (new("25-34", new("25-34", "25–34")), 25),
        (new("35-44", new("35-44", "35–44")), 35),
        (new("45-54", new("45-54", "45–54")), 45),
        (new("55-64", new("55-64", "55–64")), 55),
        (new("65+", new("65 and over", "65 и старше")), 65),
    ];

    private static readonly (Band Band, int From)[] OrderCounts =
    [
        (new("0", new("No orders", "Без заказов")), 0),
        (new("1", new("One order", "Один заказ")), 1),
        (new("2-3", new("2-3 orders", "2–3 заказа")), 2),
        (new("4-9", new("4-9 orders", "4–9 заказов")), 4),
        (new("10+", new("10 orders and more", "10 заказов и больше")), 10),
    ];

    private static readonly (Band Band, int From)[] SilentDays =
    [
        (new("0-29", new("Within 30 days", "До 30 дней")), 0),
        (new("30-89", new("30-89 days ago", "30–89 дней назад")), 30),
        (new("90-179", new("90-179 days ago", "90–179 дней назад")), 90),
        (new("180-364", new("180-364 days ago", "180–364 дня назад")), 180),
        (new("365+", new("A year ago or more", "Год назад и раньше")), 365),
    ];

    /// <summary>The dimensions of single words: as people typed them, regardless of letter case.</summary>
    public static IReadOnlyList<Dimension> Values { get; } =
    [
        Text("family", new("Family status", "Семейное положение"), profile => profile.Family),
        Text("social", new("Social status", "Социальный статус"), profile => profile.Social),
        Text("language", new("Language", "Язык"), profile => profile.Language),
        Text("country", new("Country", "Страна"), profile => profile.Country),
        Text("region", new("Region", "Регион"), profile => profile.Region),
        Text("city", new("City", "Город"), profile => profile.City),
        Text("occupation", new("Occupation", "Профессия"), profile => profile.Occupation),
        Text("industry", new("Industry", "Отрасль"), profile => profile.Industry),
        Text("channel", new("Preferred channel", "Предпочитаемый канал"), profile => profile.PreferredChannel),
        Text("source", new("Source", "Источник"), profile => profile.Source),
        new("interests", new("Interests", "Интересы"), member => member.Profile.Interests),
    ];

    /// <summary>Women and men, in any of the spellings forms and shops use.</summary>
    public static Dimension Sex { get; } = new(
        "sex",
        new("Sex", "Пол"),
        member => member.Profile.Sex?.Trim().ToLowerInvariant() switch
        {
            "f" or "female" or "w" or "woman" or "ж" or "жен" or "женский" => ["female"],
            "m" or "male" or "man" or "м" or "муж" or "мужской" => ["male"],
            _ => [],
        },
        [new("female", new("Women", "Женщины")), new("male", new("Men", "Мужчины"))]);

    /// <summary>By number of orders.</summary>
    public static Dimension Frequency { get; } =
        Numbers("frequency", new("Number of orders", "Число заказов"), OrderCounts, member => member.Bought.Orders);

    /// <summary>By age in whole years on a day; unknown when the date of birth is later, or over 120 years earlier.</summary>
    public static Dimension Age(DateOnly asOf) => Numbers(
        "age",
        new("Age", "Возраст"),
        Ages,
        member => YearsOf(member.Profile.BirthDate, asOf) is { } years and >= 0 and <= OldestAge ? years : null);

    /// <summary>By whole days of 24 hours since the last order; unknown for people who never ordered.</summary>
    public static Dimension LastOrder(DateTimeOffset asOf) => Numbers(
        "lastOrder",
        new("Last order", "Последний заказ"),
        SilentDays,
        member => member.Bought.Orders == 0 ? null : (asOf - member.Bought.LastAt).Days);

    /// <summary>By average check in a currency, net of refunds; unknown for people who never paid in it.</summary>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="cuts">Where bands begin, rising, above 0: a check equal to a cut is in the upper band.</param>
    public static Dimension AverageCheck(string currency, IReadOnlyList<int> cuts)
    {
        var starts = cuts.Prepend(0).ToList();
        var bands = starts.Select((from, i) => i + 1 < starts.Count
            ? (Between(from, starts[i + 1], currency), from)
            : (new Band($"{from}+", new($"{from} {currency} and more", $"{from} {currency} и больше")), from));
        return Numbers("averageCheck", new("Average check", "Средний чек"), [.. bands], member => member.Bought.AverageIn(currency));
    }

    /// <summary>By days until the next birthday; one on 29 February is on 28 February in common years.</summary>
    public static Dimension Birthday(DateOnly asOf) => Numbers(
        "birthday",
        new("Birthday", "День рождения"),
        [
            (new("0-7", new("Within 7 days", "В ближайшие 7 дней")), 0), (new("8-30", new("In 8-30 days", "Через 8–30 дней")), 8),
            (new("31+", new("Later", "Позже")), 31),
        ],
        member => DaysToBirthday(member.Profile.BirthDate, asOf));

    private static Band Between(int from, int to, string currency) =>
        new($"{from}-{to}", new($"{from} to under {to} {currency}", $"от {from} до {to} {currency}"));

    private static Dimension Text(string id, LocalText title, Func<Profile, string?> value) =>
        new(id, title, member => value(member.Profile) is { } text ? [text] : []);

    private static Dimension Numbers(string id, LocalText title, (Band Band, int From)[] bands, Func<BaseMember, decimal?> value) => new(
        id,
        title,
        member => value(member) is { } number && number >= bands[0].From ? [bands.Last(band => number >= band.From).Band.Key] : [],
        [.. bands.Select(band => band.Band)]);

    private static int? YearsOf(DateOnly? birth, DateOnly asOf) =>
        birth is { } date ? asOf.Year - date.Year - ((asOf.Month, asOf.Day).CompareTo((date.Month, date.Day)) < 0 ? 1 : 0) : null;

    private static decimal? DaysToBirthday(DateOnly? birth, DateOnly asOf)
    {
        if (birth is not { } date)
        {
            return null;
        }

        var days = In(date, asOf.Year).DayNumber - asOf.DayNumber;
        return days >= 0 || asOf.Year == DateOnly.MaxValue.Year ? days : In(date, asOf.Year + 1).DayNumber - asOf.DayNumber;
    }

    private static DateOnly In(DateOnly date, int year) =>
        new(year, date.Month, Math.Min(date.Day, DateTime.DaysInMonth(year, date.Month)));
}
