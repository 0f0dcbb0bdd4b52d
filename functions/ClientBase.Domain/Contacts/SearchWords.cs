using System.Globalization;
using System.Text;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Contacts;

/// <summary>The words by which a contact is searched for: names, company, e-mail addresses, digits of telephones.</summary>
/// <remarks>
/// Folded, so that case, accents and ё make no difference. A telephone is found by its number with and without the country, an e-mail
/// address also by its host, a name with a hyphen also by what stands behind it. Beside these are words of the form <c>{name}={value}</c>
/// that nobody types and lists go by: the city, each tag, and the month the person was last heard of.
/// </remarks>
public static class SearchWords
{
    private const int MaxLength = 40;
    private const int MaxWords = 40;
    private const string City = "city=";
    private const string TagWord = "tag=";

    /// <summary>What words begin with that tell when somebody was last heard of.</summary>
    public const string LastSeen = "seen=";

    /// <summary>The words of a contact, each once.</summary>
    public static IReadOnlyList<string> Of(Contact contact) => [.. Typed(contact), .. ForLists(contact)];

    /// <summary>The word by which the people of a city are listed.</summary>
    public static string OfCity(string city) => City + Cut(Fold(city.Trim()));

    /// <summary>The word by which the people with a tag are listed.</summary>
    public static string OfTag(string tag) => TagWord + Cut(Fold(tag.Trim()));

    /// <summary>The word by which people last heard of in a month are listed.</summary>
    public static string OfLastSeen(DateTimeOffset at) => LastSeen + at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Whether two texts are one to who searches: case, accents and ё make no difference.</summary>
    public static bool AreAlike(string one, string other) => Fold(one.Trim()) == Fold(other.Trim());

    private static IEnumerable<string> ForLists(Contact contact)
    {
        if (!contact.IsSomebody)
        {
            yield break;
        }

        if (contact.Field(ContactFields.City) is { } city)
        {
            yield return OfCity(city);
        }

        foreach (var tag in contact.TagNames.Select(OfTag).Distinct(StringComparer.Ordinal))
        {
            yield return tag;
        }

        if (contact.LastSeenAt > DateTimeOffset.UnixEpoch)
        {
            yield return OfLastSeen(contact.LastSeenAt);
        }
    }

    private static List<string> Typed(Contact contact)
    {
        string?[] texts =
        [
            contact.Name.First, contact.Name.Last, contact.Name.Patronymic,
            contact.Field(ContactFields.Company), .. contact.Emails.Keys,
        ];
        var words = texts.SelectMany(In).Concat(texts.SelectMany(BehindHyphens))
            .Concat(contact.Emails.Keys.Select(email => Cut(Fold(email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..]))))
            .Concat(contact.Phones.Keys.SelectMany(Digits));
        return [.. words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Take(MaxWords)];
    }

    /// <summary>The words of a text that somebody typed into a search field.</summary>
    public static IReadOnlyList<string> In(string? text)
    {
        if (text is null)
        {
            return [];
        }

        // An address stays one word, so that it is found whole; so does a telephone however it is grouped.
        return text.Any(char.IsLetter) ? [.. Split(text)] : [.. Split(string.Concat(text.Where(char.IsDigit)))];
    }

    /// <summary>The same of a search for people, where a telephone is one word beside a name too.</summary>
    public static IReadOnlyList<string> InSearch(string? text) => [.. WithWholeNumbers(In(text))];

    /// <summary>Whether a contact has all the words, each as the beginning of one of its own.</summary>
    public static bool Match(Contact contact, IReadOnlyList<string> typed)
    {
        var own = Typed(contact);
        return typed.All(word => own.Any(mine => mine.StartsWith(word, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Split(string text) =>
        Fold(text).Split([' ', '\t', '\n', '\r', ',', ';', '"', '«', '»', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Cut(word.Trim('.', '-', '\'', '+', '@')))
            .Where(word => word.Length > 0);

    private static IEnumerable<string> WithWholeNumbers(IEnumerable<string> words)
    {
        var number = new StringBuilder();
        foreach (var word in words)
        {
            if (word.All(c => char.IsDigit(c) || c == '-'))
            {
                number.Append(word.Replace("-", "", StringComparison.Ordinal));
                continue;
            }

            if (number.Length > 0)
            {
                yield return Cut(number.ToString());
                number.Clear();
            }

            yield return word;
        }

        if (number.Length > 0)
        {
            yield return Cut(number.ToString());
        }
    }

    private static IEnumerable<string> BehindHyphens(string? text) => text is null || text.Contains('@', StringComparison.Ordinal)
        ? []
        : Split(text).SelectMany(word => word.Split('-').Skip(1)).Where(part => part.Length > 1);

    private static string[] Digits(string phone) => [phone.TrimStart('+'), PhoneNumber.NationalOf(phone)];

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            // й is и with a mark, but another letter; ё is е for who searches.
            if (c == '\u0306' && folded is [.., 'и'])
            {
                folded[^1] = 'й';
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c);
            }
        }

        return folded.ToString();
    }

    private static string Cut(string word) => word.Length > MaxLength ? word[..MaxLength] : word;
}
