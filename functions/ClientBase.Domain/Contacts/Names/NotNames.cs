using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>Tells whether a text typed into the box for a name is something else: a link, an address, markup, an advert.</summary>
/// <remarks>
/// What is taken for a name stands in the next mail, as its greeting, so a link there is somebody's advert sent by us. Refused is only the
/// name: the lead stays, and the text stays on the timeline.
/// </remarks>
internal static partial class NotNames
{
    private const int MostWords = 9; // "Maria de los Angeles Garcia y Lopez de la Cruz" is about the longest.
    private const int FewestOfAdvert = 3; // Shorter texts may be a name with a word of the list in it.

    /// <summary>Whether it is no name at all.</summary>
    public static bool Holds(string text) =>
        Link().IsMatch(text)
        || Sign().IsMatch(text)
        || (text.Split(' ').Count(word => word.Count(char.IsLetter) > 1) is var words
            && (words > MostWords || (words >= FewestOfAdvert && Advert().IsMatch(text))));

    // A protocol, "www.", or a host name with one of the endings that adverts use.
    [GeneratedRegex(
        @"\p{L}{2,9}:\s*//|\bwww\d?\.|\b(hxxps?|https?|ftp|javascript|mailto|tel)\s*:"
        + @"|\b[\p{L}0-9][\p{L}0-9-]{1,62}(\.|\s?\(dot\)\s?|\s?\[\.\]\s?)"
        + @"(com|net|org|info|biz|ru|рф|su|ua|by|kz|uz|pl|de|fr|uk|cn|in|tr|io|co|me|ly|gl|cc|tk|ml|ga|cf|gq|to|gg|tv|ws|xyz|top|site"
        + @"|online|shop|store|club|link|click|live|life|world|website|space|fun|pro|app|dev|vip|win|bid|loan|work|icu|example|test)"
        + @"(?![\p{L}.])|\b(t|wa|vk|bit|goo|tinyurl|clck)\.(me|com|ly|gl|ru)/",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    // Signs that no name is written with: of addresses, markup, templates, code and money.
    [GeneratedRegex(@"[@<>{}=$€£¥₽₴₸₿%|\\]|&[a-z#0-9]{2,};|\[/?(url|img|link)|!!|;\s*--", RegexOptions.IgnoreCase)]
    private static partial Regex Sign();

    [GeneratedRegex(
        @"\b(viagra|cialis|casino|bitcoin|btc|crypto|forex|jackpot|lottery|click here|free (money|gift|iphone)|earn (money|\d)|make money"
        + @"|congratulations|you('ve| have)? won|you win|claim your|limited offer|buy now|discount)\b"
        + @"|\b(казино|биткоин\w*|крипто\w*|лотере\w*|выигр\w+|заработ\w+|поздравля\w+|жми|жмите|нажми\w*|кликни\w*|переходи\w*|скидк\w+"
        + @"|распродаж\w+|купи|купите|продам|дешево|бесплатн\w+|кредит\w*|займ\w*|подарок|приз|рублей|руб|звоните|пишите)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Advert();
}
