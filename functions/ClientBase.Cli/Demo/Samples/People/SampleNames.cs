namespace ClientBase.Cli.Demo.Samples.People;

/// <summary>A name as its bearer writes it, and in the other alphabet where there is one.</summary>
/// <param name="First">Given name.</param>
/// <param name="Last">Surname.</param>
/// <param name="LatinFirst">Given name in Latin letters.</param>
/// <param name="LatinLast">Surname in Latin letters.</param>
internal sealed record SampleName(string First, string Last, string LatinFirst, string LatinLast)
{
    public string Full => $"{First} {Last}";

    public string Latin => $"{LatinFirst} {LatinLast}";
}

/// <summary>Names to make people of. Put together at random, they are nobody's.</summary>
internal static class SampleNames
{
    private static readonly (string Cyrillic, string Latin)[] RussianMen =
    [
        ("Алексей", "Aleksey"), ("Андрей", "Andrey"), ("Артём", "Artem"), ("Борис", "Boris"), ("Виктор", "Viktor"), ("Глеб", "Gleb"),
        ("Дмитрий", "Dmitry"), ("Егор", "Egor"), ("Иван", "Ivan"), ("Кирилл", "Kirill"), ("Максим", "Maksim"), ("Никита", "Nikita"),
        ("Олег", "Oleg"), ("Павел", "Pavel"), ("Роман", "Roman"), ("Сергей", "Sergey"), ("Тимур", "Timur"), ("Фёдор", "Fedor"),
    ];

    private static readonly (string Cyrillic, string Latin)[] RussianWomen =
    [
        ("Алла", "Alla"), ("Анна", "Anna"), ("Вера", "Vera"), ("Дарья", "Darya"), ("Елена", "Elena"), ("Зоя", "Zoya"), ("Инна", "Inna"),
        ("Ксения", "Kseniya"), ("Лариса", "Larisa"), ("Мария", "Mariya"), ("Надежда", "Nadezhda"), ("Наталья", "Natalya"),
        ("Ольга", "Olga"),
        ("Светлана", "Svetlana"), ("Софья", "Sofya"), ("Татьяна", "Tatyana"), ("Юлия", "Yuliya"), ("Яна", "Yana"),
    ];

    // Men's form; women's adds an "а".
    private static readonly (string Cyrillic, string Latin)[] RussianSurnames =
    [
        ("Абрамов", "Abramov"), ("Белов", "Belov"), ("Воронов", "Voronov"), ("Громов", "Gromov"), ("Данилов", "Danilov"),
        ("Ершов", "Ershov"),
        ("Журавлёв", "Zhuravlev"), ("Зимин", "Zimin"), ("Калинин", "Kalinin"), ("Лебедев", "Lebedev"), ("Морозов", "Morozov"),
        ("Назаров", "Nazarov"), ("Орлов", "Orlov"), ("Панин", "Panin"), ("Рябов", "Ryabov"), ("Соловьёв", "Solovev"),
        ("Тарасов", "Tarasov"),
        ("Уваров", "Uvarov"), ("Фомин", "Fomin"), ("Чернов", "Chernov"), ("Широков", "Shirokov"),
    ];

    private static readonly string[] EnglishFirst =
    [
        "Alice", "Amelia", "Arthur", "Benjamin", "Charlotte", "Daniel", "Eleanor", "Emma", "Frederick", "George", "Grace", "Harriet",
        "Henry",
        "Isabel", "James", "Lucy", "Margaret", "Matthew", "Oliver", "Rebecca", "Samuel", "Thomas", "Victoria", "William",
    ];

    private static readonly string[] EnglishLast =
    [
        "Ashford", "Barlow", "Carter", "Dawson", "Ellison", "Fletcher", "Garner", "Holloway", "Ingram", "Jennings", "Keating", "Lambert",
        "McAllister", "Norwood", "O'Connor", "Prescott", "Quigley", "Radcliffe", "Sinclair", "Thornton", "Underwood", "Whitaker",
    ];

    public static SampleName Russian(Random random)
    {
        var isWoman = random.Next(2) == 0;
        var first = Pick(isWoman ? RussianWomen : RussianMen, random);
        var last = Pick(RussianSurnames, random);
        return isWoman
            ? new SampleName(first.Cyrillic, last.Cyrillic + "а", first.Latin, last.Latin + "a")
            : new SampleName(first.Cyrillic, last.Cyrillic, first.Latin, last.Latin);
    }

    public static SampleName English(Random random)
    {
        var (first, last) = (Pick(EnglishFirst, random), Pick(EnglishLast, random));
        return new SampleName(first, last, first, last);
    }

    private static T Pick<T>(T[] list, Random random) => list[random.Next(list.Length)];
}
