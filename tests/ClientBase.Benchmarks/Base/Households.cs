using System.Globalization;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Benchmarks.Base;

/// <summary>
/// What one record says of a person who does not exist: who it is (-1 for a placeholder), with whom they live, and the fields.
/// </summary>
internal sealed record PersonRecord(
    int Person, int Household, string? First, string? Last, string? Born, string? Email, string? Phone, string? Address, string? City)
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public CapturedEvent Capture(int number)
    {
        _ = EmailAddress.TryParse(Email, out var email);
        _ = PhoneNumber.TryParse(Phone, "RU", out var phone);
        return new CaptureBuilder($"record-{number}", "form:bench", "form", Noon.AddSeconds(number))
            .Email(email).Phone(phone).Name(new PersonName(First, Last, null))
            .Field(ContactFields.BirthDate, Born).Field(ContactFields.City, City).Field("address", Address).Build();
    }
}

/// <summary>
/// Makes households of one to four who share surname, telephone, address and city; a fifth of all records are second ones of somebody, with
/// what people do: short forms, Latin letters, slips, another mailbox, another telephone, a new address, no date of birth. One in a hundred
/// is a placeholder.
/// </summary>
internal sealed class Households(int seed)
{
    private const double Twice = 0.2;
    private const double Nobody = 0.01;

    private static readonly (string Name, string Short)[] Men =
    [
        ("Александр", "Саша"), ("Дмитрий", "Дима"), ("Максим", "Макс"), ("Сергей", "Серёжа"), ("Андрей", "Андрюша"), ("Алексей", "Лёша"),
        ("Иван", "Ваня"), ("Евгений", "Женя"), ("Михаил", "Миша"), ("Николай", "Коля"), ("Владимир", "Вова"), ("Павел", "Паша"),
        ("Роман", "Рома"), ("Константин", "Костя"), ("Юрий", "Юра"), ("Виктор", "Витя"), ("Олег", "Олежка"), ("Игорь", "Игорёк"),
        ("Григорий", "Гриша"), ("Василий", "Вася"), ("Фёдор", "Федя"), ("Степан", "Стёпа"), ("Тимофей", "Тима"), ("Леонид", "Лёня"),
    ];

    private static readonly (string Name, string Short)[] Women =
    [
        ("Анна", "Аня"), ("Мария", "Маша"), ("Елена", "Лена"), ("Ольга", "Оля"), ("Наталья", "Наташа"), ("Екатерина", "Катя"),
        ("Татьяна", "Таня"), ("Ирина", "Ира"), ("Светлана", "Света"), ("Юлия", "Юля"), ("Анастасия", "Настя"), ("Дарья", "Даша"),
        ("Людмила", "Люда"), ("Галина", "Галя"), ("Надежда", "Надя"), ("Любовь", "Люба"), ("Ксения", "Ксюша"), ("Полина", "Поля"),
        ("Виктория", "Вика"), ("Александра", "Саша"), ("Евгения", "Женя"), ("Валентина", "Валя"), ("Вера", "Верочка"), ("Алина", "Аля"),
    ];

    private static readonly string[] Providers = ["mail.ru", "yandex.ru", "gmail.com", "bk.ru", "outlook.com"];
    private readonly Random _random = new(seed);
    private readonly string[] _surnames = SurnamesOf(new Random(seed));
    private readonly string[] _streets = [.. Enumerable.Range(0, 400).Select(i => $"{SurnamesOf(new Random(i))[0]}а")];

    /// <summary>So many records, in the order they are filed.</summary>
    public List<PersonRecord> Make(int count)
    {
        var people = new List<PersonRecord>();
        for (var household = 0; people.Count < count * (1 - Twice - Nobody); household++)
        {
            people.AddRange(Household(household, people.Count));
        }

        var records = new List<PersonRecord>(people);
        while (records.Count < count * (1 - Nobody))
        {
            records.Add(Again(people[_random.Next(people.Count)]));
        }

        while (records.Count < count)
        {
            records.Add(new PersonRecord(
                -1, -1, "Guest", "Guest", "1900-01-01", $"g{records.Count * 7919}@example.com", "0000000000", "N/A", "N/A"));
        }

        var shuffled = records.ToArray();
        _random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private IEnumerable<PersonRecord> Household(int household, int first)
    {
        var (surname, city) = (Skewed(_surnames), $"Город{(int)(120 * Math.Pow(_random.NextDouble(), 2))}");
        var address = NewAddress();
        var sharedPhone = NewPhone();
        var size = _random.Next(10) switch { < 4 => 1, < 7 => 2, < 9 => 3, _ => 4 };
        for (var i = 0; i < size; i++)
        {
            var isWoman = i == 1 || (i != 0 && _random.Next(2) == 0);
            var name = Skewed(isWoman ? Women : Men).Name;
            var born = new DateOnly(i < 2 ? _random.Next(1950, 1990) : _random.Next(1995, 2010), 1, 1).AddDays(_random.Next(365));
            var mailbox = $"{Latin(name)}{(_random.Next(2) == 0 ? "." : "")}{Latin(surname)}{_random.Next(1000)}".ToLowerInvariant();
            yield return new PersonRecord(
                first + i,
                household,
                name,
                isWoman ? surname + "а" : surname,
                Perhaps(0.7, born.ToString("O", CultureInfo.InvariantCulture)),
                $"{mailbox}@{Providers[_random.Next(Providers.Length)]}",
                Perhaps(0.8, size > 1 && _random.Next(2) == 0 ? sharedPhone : NewPhone()),
                Perhaps(0.7, address),
                Perhaps(0.9, city));
        }
    }

    private PersonRecord Again(PersonRecord of)
    {
        var (first, last) = _random.Next(20) switch
        {
            < 8 => (of.First, of.Last),
            < 13 => (ShortOf(of.First), of.Last),
            < 17 => (Latin(of.First!), Latin(of.Last!)),
            _ => (of.First, Slip(of.Last!)),
        };
        var (mailbox, host) = (of.Email!.Split('@')[0], of.Email.Split('@')[1]);
        return of with
        {
            First = first,
            Last = last,
            Born = _random.Next(10) switch
            {
                < 7 => of.Born,
                < 9 => null,
                _ => of.Born is { } born ? $"{born[..^1]}{(born[^1] - '0' + 1) % 10}" : null,
            },
            Email = _random.Next(10) switch
            {
                < 3 => $"{mailbox}@{(host == "gmail.com" ? "mail.ru" : "gmail.com")}",
                < 5 => $"{Slip(mailbox)}@{host}",
                _ => $"{NewMailbox(of)}@{Providers[_random.Next(Providers.Length)]}",
            },
            Phone = _random.Next(10) switch
            {
                < 3 => null,
                < 6 => NewPhone(),
                < 8 => of.Phone,
                _ => of.Phone is { } phone ? $"{phone[..^1]}{(phone[^1] - '0' + 3) % 10}" : null,
            },
            Address = _random.Next(10) switch
            {
                < 3 => NewAddress(),
                < 6 => of.Address?.Replace("ул. ", "", StringComparison.Ordinal).Replace("д. ", "", StringComparison.Ordinal),
                < 8 => null,
                _ => of.Address,
            },
        };
    }

    private static string[] SurnamesOf(Random random)
    {
        string[] starts =
        [
            "Бел", "Гор", "Дуб", "Зем", "Кам", "Лаз", "Мор", "Ник", "Огн", "Пет", "Ряб", "Сав", "Тим", "Уш", "Фил", "Хар", "Чер", "Шум",
            "Юд", "Яз",
        ];
        string[] middles = ["", "ан", "ер", "ил", "он", "ус", "ышк", "оч", "ец", "ум"];
        string[] ends = ["ов", "ев", "ин", "алов", "енков", "аров", "ихин", "ушин"];
        string[] all = [.. from start in starts from middle in middles from end in ends select start + middle + end];
        random.Shuffle(all);
        return all;
    }

    private static string ShortOf(string? name) => Men.Concat(Women).First(one => one.Name == name).Short;

    private string? Perhaps(double chance, string? value) => _random.NextDouble() < chance ? value : null;

    // Few are usual and many rare.
    private T Skewed<T>(T[] from) => from[(int)(from.Length * Math.Pow(_random.NextDouble(), 1.7))];

    // After the name, or anything.
    private string NewMailbox(PersonRecord of) => _random.Next(2) == 0
        ? $"{Latin(ShortOf(of.First))}{Latin(of.Last!)}{_random.Next(1000)}".ToLowerInvariant()
        : string.Concat(Enumerable.Range(0, 4).Select(_ => $"{"bdfgklmnprst"[_random.Next(12)]}{"aeiou"[_random.Next(5)]}"));

    private string NewAddress() => string.Create(
        CultureInfo.InvariantCulture, $"ул. {Skewed(_streets)}, д. {_random.Next(1, 90)}, кв. {_random.Next(1, 200)}");

    private string NewPhone() => string.Create(CultureInfo.InvariantCulture, $"+7916{_random.Next(1_000_000, 9_999_999)}");

    private string Slip(string text)
    {
        var at = _random.Next(1, text.Length - 1);
        return _random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            _ => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
        };
    }

    private static string Latin(string text)
    {
        const string From = "абвгдеёзийклмнопрстуфхцыэ";
        const string To = "abvgdeezijklmnoprstufhcye";
        return string.Concat(text.ToLowerInvariant().Select(letter => letter switch
        {
            'ж' => "zh",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "sch",
            'ю' => "yu",
            'я' => "ya",
            'ь' or 'ъ' => "",
            _ => From.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? To[at].ToString() : letter.ToString(),
        }));
    }
}
