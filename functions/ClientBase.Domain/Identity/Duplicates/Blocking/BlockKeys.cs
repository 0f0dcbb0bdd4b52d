using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Blocking;

/// <summary>The keys that put people into blocks: one for each person, or <see cref="Nothing"/> when their fields are too empty.</summary>
internal static class BlockKeys
{
    private const ulong Nothing = 0;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>One pass for each set of fields. A typing error spoils some keys; the others still bring the pair together.</summary>
    public static IEnumerable<ulong[]> For(People people)
    {
        var given = Of(people, PersonField.FirstName);
        var surname = Of(people, PersonField.LastName);
        var birth = Of(people, PersonField.BirthDate);
        var email = Of(people, PersonField.Email);
        var street = Of(people, PersonField.Address);
        var street2 = Of(people, PersonField.Address2);
        var postcode = Of(people, PersonField.Postcode);
        var city = Of(people, PersonField.City);
        Func<int, string?>[][] passes =
        [
            [email],
            [Of(people, PersonField.Phone)],
            [Of(people, PersonField.NationalId)],
            [birth],
            [Map(email, text => text.Split('@')[0])],
            [Map(email, DomainOf)],
            [NamePair(given, surname, 3)],
            [Map(surname, Skeleton), Map(given, text => text[..1])],
            [Start(surname, 4), Start(birth, 4)],
            [Start(given, 4), Start(birth, 4)],
            [Start(given, 3), Map(birth, MonthDay)],
            [Start(surname, 3), Map(birth, MonthDay)],
            [Start(surname, 4), Start(city, 4)],
            [Start(given, 3), Start(city, 5), Start(birth, 3)],
            [Start(surname, 4), postcode],
            [Start(given, 3), postcode],
            [Map(street, SortedWords), Of(people, PersonField.StreetNumber)],
            [Map(street2, SortedWords)],
            [Map(street, SortedWords), postcode],
            [birth is null ? surname : null!, given],
        ];
        return passes.Where(parts => parts.All(part => part is not null)).Select(parts => Keys(people.Count, parts));
    }

    /// <summary>Keys that divide a block that is too large, used together with the block's own key.</summary>
    public static ulong[] Refinement(People people)
    {
        var pair = NamePair(Of(people, PersonField.FirstName), Of(people, PersonField.LastName), 2);
        return Keys(people.Count, [pair ?? (static _ => null)]);
    }

    /// <summary>Mixes two keys; <see cref="Nothing"/> when either is.</summary>
    public static ulong Mix(ulong key, ulong other) => key == Nothing || other == Nothing ? Nothing : Append(key, other);

    private static Func<int, string?> Of(People people, PersonField field) =>
        people.Find(field) is { } column ? person => column[person] : null!;

    private static Func<int, string?> Map(Func<int, string?>? of, Func<string, string?> map) =>
        of is null ? null! : person => of(person) is { } text ? map(text) : null;

    private static Func<int, string?> Start(Func<int, string?>? of, int length) =>
        Map(of, text => text.Length <= length ? text : text[..length]);

    private static Func<int, string?> NamePair(Func<int, string?>? given, Func<int, string?>? surname, int length)
    {
        if (given is null || surname is null)
        {
            return null!;
        }

        var (start, end) = (Start(given, length), Start(surname, length));
        return person => start(person) is { } first && end(person) is { } second ? InOrder(first, second) : null;
    }

    private static string InOrder(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? one + "|" + other : other + "|" + one;

    private static string? DomainOf(string email) =>
        email.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? email[(at + 1)..] : null;

    private static string? MonthDay(string date) => date.Length == 8 ? date[4..] : null;

    private static string? SortedWords(string line)
    {
        var longest = line.Split(' ')
            .OrderByDescending(word => word.Length)
            .ThenBy(word => word, StringComparer.Ordinal)
            .Take(2);
        return string.Join(' ', longest.Order(StringComparer.Ordinal));
    }

    // First letter and consonants, because vowels are misheard and misspelled most.
    private static string? Skeleton(string word)
    {
        Span<char> kept = stackalloc char[4];
        var length = 0;
        for (var i = 0; i < word.Length && length < kept.Length; i++)
        {
            if (i == 0 || (!"aeiouh".Contains(word[i], StringComparison.Ordinal) && word[i] != word[i - 1]))
            {
                kept[length++] = word[i];
            }
        }

        return new string(kept[..length]);
    }

    private static ulong[] Keys(int people, Func<int, string?>[] parts)
    {
        var keys = new ulong[people];
        for (var person = 0; person < people; person++)
        {
            var key = FnvOffset;
            foreach (var part in parts)
            {
                key = part(person) is { } text ? Append(key, Hash(text)) : Nothing;
                if (key == Nothing)
                {
                    break;
                }
            }

            keys[person] = key;
        }

        return keys;
    }

    private static ulong Append(ulong key, ulong other) => ((key ^ other) * FnvPrime) ^ (other >> 29);

    private static ulong Hash(string text)
    {
        var hash = FnvOffset;
        foreach (var character in text)
        {
            hash = (hash ^ character) * FnvPrime;
        }

        return hash;
    }
}
