using System.Globalization;

namespace ClientBase.Cli.Demo.Samples.People;

/// <summary>Makes the people of the sample base. The same ones every time.</summary>
/// <remarks>
/// Addresses are at domains set aside for documentation (RFC 2606, RFC 6761). Phones are of the ranges set aside for fiction
/// (+1 xxx 555-01xx, +44 20 7946 0xxx) or start with 000 after a Russian area code, as no number does.
/// </remarks>
internal static class SamplePeople
{
    private const int FamilyEvery = 40; // Every so many people, two share a phone.
    private const int ShopOnlyEvery = 14;
    private const int SecondRecords = 3;

    private static readonly (Habit Habit, int Count)[] Habits =
    [
        (Habit.Visitor, 60), (Habit.OldAccount, 12), (Habit.Newcomer, 26), (Habit.OneTimer, 30), (Habit.LongGone, 16),
        (Habit.Warming, 48), (Habit.Fading, 38), (Habit.Lost, 16), (Habit.Loyal, 36), (Habit.Fan, 18),
    ];

    private static readonly string[] Domains = ["example.com", "example.org", "example.net", "mail.example", "xn--80a1acny.example"];
    private static readonly string[] RussianCities = ["Москва", "Санкт-Петербург", "Казань", "Томск", "Самара", "Пермь"];
    private static readonly string[] RussianAreas = ["495", "812", "843", "382", "846", "342"];
    private static readonly string[] BritishCities = ["London", "Leeds", "Bristol", "York"];
    private static readonly string[] AmericanCities = ["New York", "Chicago", "Boston", "Seattle"];
    private static readonly string[] AmericanAreas = ["212", "312", "617", "206"];

    /// <summary>The people, each different from all others.</summary>
    public static IReadOnlyList<SamplePerson> Create(Random random)
    {
        var habits = Habits.SelectMany(group => Enumerable.Repeat(group.Habit, group.Count)).ToArray();
        random.Shuffle(habits);
        var people = new List<SamplePerson>(habits.Length);
        for (var number = 0; number < habits.Length; number++)
        {
            people.Add(number % FamilyEvery == 1 ? Relative(people[^1], habits[number], random) : Stranger(number, habits[number], random));
        }

        return WithSecondRecords(people);
    }

    private static SamplePerson Stranger(int number, Habit habit, Random random)
    {
        var isFamily = number % FamilyEvery == 0;
        var isShopOnly = !isFamily && number % ShopOnlyEvery == ShopOnlyEvery - 1 && habit is not Habit.Visitor;
        var hasPhone = isFamily || random.Next(100) < 75;
        var hasEmail = isFamily || !hasPhone || habit is not Habit.Visitor || random.Next(100) < 75;
        var country = random.Next(100) switch
        {
            < 60 => "RU",
            < 80 => "GB",
            _ => "US",
        };
        var name = country == "RU" ? SampleNames.Russian(random) : SampleNames.English(random);
        var place = random.Next(1000);
        return new SamplePerson(
            number,
            name,
            hasEmail ? EmailOf(name, number) : null,
            hasPhone ? PhoneOf(country, place, number) : null,
            SharesPhone: isFamily,
            CityOf(country, place),
            country,
            habit,
            AnswerOf(random),
            IsKnownByForms: !isShopOnly);
    }

    // Of the same household: another person on the same phone.
    private static SamplePerson Relative(SamplePerson person, Habit habit, Random random)
    {
        var name = person.Name;
        while (name.First == person.Name.First)
        {
            name = person.Country == "RU" ? SampleNames.Russian(random) : SampleNames.English(random);
        }

        var number = person.Number + 1;
        return person with { Number = number, Name = name, Email = EmailOf(name, number), Habit = habit, Marketing = AnswerOf(random) };
    }

    // Some visitors are people who are in the base already, by another address and with a slip: for somebody to look at.
    private static List<SamplePerson> WithSecondRecords(List<SamplePerson> people)
    {
        var buyers = people.Where(person => person is { IsInOldBase: true, Habit: Habit.Loyal or Habit.Fan, Country: "RU" }).ToList();
        var visitors = people.Where(one => one is { IsInOldBase: true, Habit: Habit.Visitor }).Take(SecondRecords).ToList();
        foreach (var (at, visitor) in visitors.Index())
        {
            var first = buyers[at];
            people[visitor.Number] = visitor with
            {
                Name = first.Name,
                Email = EmailOf(first.Name with { LatinFirst = first.Name.LatinFirst[..1] }, visitor.Number),
                Phone = null,
                City = first.City,
                Country = first.Country,
                SecondOf = first.Number,
            };
        }

        return people;
    }

    private static string EmailOf(SampleName name, int number)
    {
        var mailbox = string.Create(CultureInfo.InvariantCulture, $"{name.LatinFirst}.{name.LatinLast}.{number}")
            .Replace("'", "", StringComparison.Ordinal);
        return $"{mailbox.ToLowerInvariant()}@{Domains[number % Domains.Length]}";
    }

    private static SamplePhone PhoneOf(string country, int place, int number) => country switch
    {
        "RU" => new SamplePhone("RU", RussianAreas[place % RussianAreas.Length], Digits($"000{number:0000}")),
        "GB" => new SamplePhone("GB", "20", Digits($"79460{number:000}")),
        _ => new SamplePhone("US", AmericanAreas[number / 100], Digits($"55501{number % 100:00}")),
    };

    private static string CityOf(string country, int place) => country switch
    {
        "RU" => RussianCities[place % RussianCities.Length],
        "GB" => BritishCities[place % BritishCities.Length],
        _ => AmericanCities[place % AmericanCities.Length],
    };

    private static MarketingAnswer AnswerOf(Random random) => random.Next(100) switch
    {
        < 70 => MarketingAnswer.Yes,
        < 85 => MarketingAnswer.No,
        _ => MarketingAnswer.Nothing,
    };

    private static string Digits(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
