using System.Text;

namespace ClientBase.Domain.Contacts;

/// <summary>The words by which a contact is searched for: names, company, e-mail addresses, digits of telephones.</summary>
/// <remarks>
/// Folded, so that case, accents and ё make no difference. A telephone is found by its number with and without the country, an e-mail
/// address
/// also by its host.
/// </remarks>
public static class SearchWords
{
    private const int MaxLength = 40;
    private const int MaxWords = 40;
    private const int NationalDigits = 10;

    /// <summary>The words of a contact, each once.</summary>
    public static IReadOnlyList<string> Of(Contact contact)
    {
        string?[] texts =
        [
            contact.Name.First, contact.Name.Last, contact.Name.Patronymic,
            contact.Field(ContactFields.Company), .. contact.Emails.Keys,
        ];
        var words = texts.SelectMany(In)
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

    /// <summary>Whether a contact has all the words, each as the beginning of one of its own.</summary>
    public static bool Match(Contact contact, IReadOnlyList<string> typed)
    {
        var own = Of(contact);
        return typed.All(word => own.Any(mine => mine.StartsWith(word, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Split(string text) =>
        Fold(text).Split([' ', '\t', '\n', '\r', ',', ';', '"', '«', '»', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Cut(word.Trim('.', '-', '\'', '+', '@')))
            .Where(word => word.Length > 0);

    private static IEnumerable<string> Digits(string phone)
    {
        var digits = phone.TrimStart('+');
        yield return digits;
        if (digits.Length > NationalDigits)
        {
            yield return digits[^NationalDigits..];
        }
    }

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
            else if (System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c);
            }
        }

        return folded.ToString();
    }

    private static string Cut(string word) => word.Length > MaxLength ? word[..MaxLength] : word;
}
