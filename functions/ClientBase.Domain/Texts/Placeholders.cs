using System.Collections.Frozen;
using System.Text;
using ClientBase.Domain.Contacts.Emails;

namespace ClientBase.Domain.Texts;

/// <summary>What people, tills and exports write where there is nothing to write: "N/A", «не указано», "null", "Guest".</summary>
/// <remarks>A whole text only: "Null" is a surname too, and "Jennifer Null" is left alone.</remarks>
public static class Placeholders
{
    private const int Longest = 64; // Longer text says something.

    private static readonly FrozenSet<string> Words = Set(
        """
        n/a|na|nan|none|null|nil|undefined|unknown|no|not available|not applicable|not provided|not specified|not set|not given|empty|blank
        no data|no value|missing|tbd|tba|xxx|xxxx|asdf|asdfgh|asdasd|qwerty|qwe
        нет|нету|нет данных|не указано|не указан|не указана|не задано
        не известно|неизвестно|неизвестен|неизвестный|отсутствует|пусто|прочерк
        б/н|н/д|н/у|фыва|йцукен|ничего|не хочу|не скажу
        """);

    private static readonly FrozenSet<string> People = Set(
        """
        guest|guest customer|guest user|guest guest|customer|client|user|buyer|shopper|visitor|anonymous|anonym|anon|nobody|no name|noname
        no name given|name|first name|last name|firstname|lastname|full name|your name|walk in|walk in customer|walkin|cash customer
        retail customer|name surname|first last
        гость|гость гость|покупатель|клиент|пользователь|посетитель|аноним|анонимно|анонимный покупатель|без имени|имя|фамилия|имя фамилия
        фамилия имя|фамилия имя отчество|фио|ваше имя|розничный покупатель|частное лицо|физлицо|физическое лицо
        новый клиент|новый покупатель
        """);

    private static readonly FrozenSet<string> Mailboxes = Set("none noemail nomail null undefined unknown", ' ');

    // A firm may have such a mailbox on its own host.
    private static readonly FrozenSet<string> MailboxesOfProviders = Set("no na asdf netu", ' ');
    private static readonly FrozenSet<string> OwnHosts = Set("test email mail mailbox asdf qwerty none null no abc xxx", ' ');

    /// <summary>Whether a whole value says nothing, whatever field it stands in.</summary>
    public static bool Holds(string? text) =>
        Folded(text) is var folded && (folded.Length == 0 ? !string.IsNullOrWhiteSpace(text) : Words.Contains(folded));

    /// <summary>Whether a whole name is nobody's: "Guest Customer", «Имя Фамилия».</summary>
    public static bool IsNobody(string? name) => Holds(name) || People.Contains(Folded(name));

    /// <summary>Whether an address is typed to get past a form: "no@...", "none@...", "test@test.com".</summary>
    /// <param name="local">What stands before the @, in lower case.</param>
    /// <param name="host">What stands behind it.</param>
    internal static bool IsMailbox(string local, string host)
    {
        var name = local.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        var label = host[..host.IndexOf('.', StringComparison.Ordinal)];
        return Mailboxes.Contains(name)
            || (MailboxesOfProviders.Contains(name) && (OwnHosts.Contains(label) || MailDomainTypos.Usual.IsKnown(host)))
            || (name == label && OwnHosts.Contains(name));
    }

    /// <summary>Whether what stands before the @ says nothing, whatever the host: a row with it is hardly known by it.</summary>
    internal static bool IsMailboxName(string local) => Mailboxes.Contains(local) || MailboxesOfProviders.Contains(local);

    // Lower case, single spaces, ё as е, without the signs around: "(None)", "#N/A", "-null-".
    private static string Folded(string? text)
    {
        if (text?.Length > Longest)
        {
            return text;
        }

        var folded = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsLetterOrDigit(c) || (c == '/' && folded.Length == 1))
            {
                folded.Append(c is 'ё' or 'Ё' ? 'е' : char.ToLowerInvariant(c));
            }
            else if ((char.IsWhiteSpace(c) || c is '-' or '_' or ',') && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd(' ', '/');
    }

    private static FrozenSet<string> Set(string words, char separator = '|') => words
        .Split([separator, '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToFrozenSet(StringComparer.Ordinal);
}
