namespace ClientBase.Domain.Contacts.Dates;

/// <summary>Month names in Russian and English, whole or cut short: «мая», «сент», "Sept".</summary>
internal static class MonthNames
{
    private const int Shortest = 3;

    // Nominative and genitive. No two months begin with the same three letters, so a shortened name is clear too.
    private static readonly string[][] Names =
    [
        ["январь", "января", "january"],
        ["февраль", "февраля", "february"],
        ["март", "марта", "march"],
        ["апрель", "апреля", "april"],
        ["май", "мая", "may"],
        ["июнь", "июня", "june"],
        ["июль", "июля", "july"],
        ["август", "августа", "august"],
        ["сентябрь", "сентября", "september"],
        ["октябрь", "октября", "october"],
        ["ноябрь", "ноября", "november"],
        ["декабрь", "декабря", "december"],
    ];

    /// <summary>1 to 12, or null when the word is no month.</summary>
    public static int? NumberOf(string word)
    {
        if (word.Length < Shortest)
        {
            return null;
        }

        var month = Array.FindIndex(Names, names => names.Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        return month < 0 ? null : month + 1;
    }
}
