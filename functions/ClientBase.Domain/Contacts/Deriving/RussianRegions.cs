using System.Collections.Frozen;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Deriving;

/// <summary>A region of Russia.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="TimeZone">The time zone most of it is in, an IANA name.</param>
internal sealed record RussianRegion(string Name, string TimeZone);

/// <summary>The regions of Russia with their larger cities, as people write them.</summary>
internal static class RussianRegions
{
    // A zone, then its regions, each with cities and other names. An indented line continues the one above.
    private const string Lines = """
        Europe/Kaliningrad
        Калининградская область: Калининград
        Europe/Moscow
        Москва: Moscow, Мск, Зеленоград
        Санкт-Петербург: Saint Petersburg, St Petersburg, Питер, СПб, Петербург
        Московская область: Подольск, Химки, Балашиха, Мытищи, Королёв, Люберцы, Красногорск, Одинцово, Коломна, Серпухов,
          Щёлково, Домодедово, Раменское, Электросталь, Долгопрудный, Жуковский, Пушкино, Реутов, Ногинск, Сергиев Посад,
          Орехово-Зуево, Клин, Дубна, Лобня, Видное
        Ленинградская область: Гатчина, Выборг, Всеволожск, Мурино, Сосновый Бор, Кудрово
        Республика Адыгея: Майкоп
        Архангельская область: Архангельск, Северодвинск
        Белгородская область: Белгород, Старый Оскол
        Брянская область: Брянск
        Владимирская область: Владимир, Ковров, Муром
        Вологодская область: Вологда, Череповец
        Воронежская область: Воронеж
        Республика Дагестан: Махачкала, Дербент, Каспийск, Хасавюрт
        Ивановская область: Иваново
        Республика Ингушетия: Назрань, Магас
        Кабардино-Балкарская Республика: Нальчик, Кабардино-Балкария
        Республика Калмыкия: Элиста
        Калужская область: Калуга, Обнинск
        Карачаево-Черкесская Республика: Черкесск, Карачаево-Черкесия
        Республика Карелия: Петрозаводск
        Республика Коми: Сыктывкар, Ухта, Воркута
        Костромская область: Кострома
        Краснодарский край: Краснодар, Сочи, Новороссийск, Армавир, Анапа, Геленджик
        Курская область: Курск
        Липецкая область: Липецк, Елец
        Республика Марий Эл: Йошкар-Ола
        Республика Мордовия: Саранск
        Мурманская область: Мурманск
        Ненецкий автономный округ: Нарьян-Мар
        Нижегородская область: Нижний Новгород, Дзержинск, Арзамас, Саров
        Новгородская область: Великий Новгород
        Орловская область: Орёл
        Пензенская область: Пенза
        Псковская область: Псков, Великие Луки
        Ростовская область: Ростов-на-Дону, Таганрог, Шахты, Волгодонск, Новочеркасск, Батайск
        Рязанская область: Рязань
        Республика Северная Осетия: Владикавказ
        Смоленская область: Смоленск
        Ставропольский край: Ставрополь, Пятигорск, Кисловодск, Невинномысск, Ессентуки
        Тамбовская область: Тамбов
        Республика Татарстан: Казань, Набережные Челны, Нижнекамск, Альметьевск
        Тверская область: Тверь
        Тульская область: Тула, Новомосковск
        Чеченская Республика: Грозный, Чечня
        Чувашская Республика: Чебоксары, Чувашия
        Ярославская область: Ярославль, Рыбинск
        Europe/Simferopol
        Республика Крым: Симферополь, Керчь, Ялта, Евпатория, Феодосия
        Севастополь
        Europe/Kirov
        Кировская область: Киров
        Europe/Volgograd
        Волгоградская область: Волгоград, Волжский
        Europe/Astrakhan
        Астраханская область: Астрахань
        Europe/Samara
        Самарская область: Самара, Тольятти, Сызрань
        Удмуртская Республика: Ижевск, Удмуртия
        Europe/Saratov
        Саратовская область: Саратов, Энгельс, Балаково
        Europe/Ulyanovsk
        Ульяновская область: Ульяновск, Димитровград
        Asia/Yekaterinburg
        Республика Башкортостан: Уфа, Стерлитамак, Салават, Нефтекамск, Башкирия
        Курганская область: Курган
        Оренбургская область: Оренбург, Орск
        Пермский край: Пермь, Березники
        Свердловская область: Екатеринбург, Нижний Тагил, Каменск-Уральский, Первоуральск
        Тюменская область: Тюмень, Тобольск
        Ханты-Мансийский автономный округ: Сургут, Нижневартовск, Ханты-Мансийск, Нефтеюганск, ХМАО, Югра
        Челябинская область: Челябинск, Магнитогорск, Златоуст, Миасс, Копейск
        Ямало-Ненецкий автономный округ: Новый Уренгой, Салехард, Ноябрьск, ЯНАО
        Asia/Omsk
        Омская область: Омск
        Asia/Novosibirsk
        Новосибирская область: Новосибирск, Бердск
        Asia/Barnaul
        Алтайский край: Барнаул, Бийск, Рубцовск
        Республика Алтай: Горно-Алтайск
        Asia/Tomsk
        Томская область: Томск, Северск
        Asia/Novokuznetsk
        Кемеровская область: Кемерово, Новокузнецк, Прокопьевск, Кузбасс
        Asia/Krasnoyarsk
        Красноярский край: Красноярск, Норильск, Ачинск
        Республика Тыва: Кызыл, Тува
        Республика Хакасия: Абакан
        Asia/Irkutsk
        Иркутская область: Иркутск, Братск, Ангарск
        Республика Бурятия: Улан-Удэ
        Asia/Chita
        Забайкальский край: Чита
        Asia/Yakutsk
        Республика Саха: Якутск, Якутия
        Амурская область: Благовещенск
        Asia/Vladivostok
        Приморский край: Владивосток, Уссурийск, Находка, Приморье
        Хабаровский край: Хабаровск, Комсомольск-на-Амуре
        Еврейская автономная область: Биробиджан
        Asia/Sakhalin
        Сахалинская область: Южно-Сахалинск
        Asia/Magadan
        Магаданская область: Магадан
        Asia/Kamchatka
        Камчатский край: Петропавловск-Камчатский
        Asia/Anadyr
        Чукотский автономный округ: Анадырь
        """;

    // What stands beside the name of a region or city.
    private static readonly FrozenSet<string> Marks = new[]
    {
        "область", "обл", "край", "республика", "респ", "автономный", "автономная", "округ", "ао", "город", "гор", "г", "oblast", "region",
        "krai", "republic", "city",
    }.Select(Transliteration.Fold).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, RussianRegion> ByName = Read().DistinctBy(one => one.Key)
        .ToFrozenDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    /// <summary>The region of a place: its own name or a city in it, in either alphabet; null when it is not known.</summary>
    public static RussianRegion? Find(string? place) =>
        string.IsNullOrWhiteSpace(place) ? null : ByName.GetValueOrDefault(KeyOf(place));

    private static IEnumerable<KeyValuePair<string, RussianRegion>> Read()
    {
        var zone = "";
        foreach (var line in Lines.Replace("\n  ", " ", StringComparison.Ordinal).Split('\n'))
        {
            if (line.Contains('/', StringComparison.Ordinal))
            {
                zone = line;
                continue;
            }

            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            var region = new RussianRegion(parts[0], zone);
            foreach (var name in parts.Length == 1 ? [parts[0]] : parts[1].Split(',').Prepend(parts[0]))
            {
                yield return KeyValuePair.Create(KeyOf(name), region);
            }
        }
    }

    // «Свердловская обл.» and "Sverdlovskaya oblast" are one.
    private static string KeyOf(string place) => string.Join(' ', place
        .Split([' ', '-', '.', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries)
        .Select(Transliteration.Fold)
        .Where(word => !Marks.Contains(word)));
}
