using System.Globalization;
using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Tests;

/// <summary>People who do not exist. Some have a second row with mistakes: typing errors, swaps, missing values.</summary>
internal sealed record SyntheticPeople(PeopleTable Table, string[] PersonOf)
{
    private const string Consonants = "bcdfghklmnprstvz";
    private const string Vowels = "aeiou";

    private static readonly PersonField[] Fields =
    [
        PersonField.FirstName, PersonField.LastName, PersonField.BirthDate, PersonField.Email,
        PersonField.Phone, PersonField.City, PersonField.Address,
    ];

    /// <summary>Makes rows of which a share are duplicates of others, in random order, the same for one seed.</summary>
    public static SyntheticPeople Of(int rows, double duplicateShare, int seed)
    {
        var random = new Random(seed);
        string Syllable() => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}";
        string Word(int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllable()));
        string[] Words(int count, int syllables) => [.. Enumerable.Range(0, count).Select(_ => Word(syllables))];
        var (given, surnames) = (Words(500, 3), Words(Math.Max(200, rows / 20), 4));
        var (cities, streets) = (Words(300, 4), Words(2_000, 5));

        // Few names are common and many rare.
        string Pick(string[] from) => from[(int)(from.Length * Math.Pow(random.NextDouble(), 2d))];
        var people = new List<(string Person, string[] Cells)>();
        var originals = (int)(rows * (1d - duplicateShare));
        for (var i = 0; i < originals; i++)
        {
            var (first, last) = (Pick(given), Pick(surnames));
            var born = new DateOnly(1940, 1, 1).AddDays(random.Next(65 * 365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var email = $"{first}.{last}{random.Next(100)}@example.com";
            var phone = $"+79{random.Next(100_000_000, 999_999_999)}";
            people.Add(($"{i}", [first, last, born, email, phone, Pick(cities), $"{Pick(streets)} {random.Next(1, 120)}"]));
        }

        while (people.Count < rows)
        {
            var (person, cells) = people[random.Next(originals)];
            people.Add((person, Slip((string[])cells.Clone(), random)));
        }

        var shuffled = people.ToArray();
        random.Shuffle(shuffled);
        var table = new PeopleTable(rows);
        for (var column = 0; column < Fields.Length; column++)
        {
            table.Add(Fields[column], [.. shuffled.Select(row => row.Cells[column])]);
        }

        return new SyntheticPeople(table, [.. shuffled.Select(row => row.Person)]);
    }

    // One to three things go wrong.
    private static string[] Slip(string[] cells, Random random)
    {
        for (var slips = random.Next(1, 4); slips > 0; slips--)
        {
            var column = random.Next(cells.Length);
            switch (random.Next(6))
            {
                case 0:
                    cells[column] = "";
                    break;
                case 1:
                    (cells[0], cells[1]) = (cells[1], cells[0]);
                    break;
                case 2 when cells[2].Length == 10:
                    cells[2] = $"{cells[2][..5]}{cells[2][8..]}-{cells[2][5..7]}";
                    break;
                default:
                    cells[column] = Mistype(cells[column], random);
                    break;
            }
        }

        return cells;
    }

    private static string Mistype(string text, Random random)
    {
        if (text.Length < 2)
        {
            return text;
        }

        var at = random.Next(text.Length - 1);
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, "e"),
            _ => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
        };
    }
}
