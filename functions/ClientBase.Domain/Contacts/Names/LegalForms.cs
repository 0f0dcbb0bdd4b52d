using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Names;

/// <summary>Recognises firms by their legal form: «ООО Ромашка», "Acme LLC", «ИП Иванов».</summary>
internal static partial class LegalForms
{
    // Before or after the name, in any case.
    private static readonly FrozenSet<string> InAnyCase = Set(
        """
        ооо оао зао осоо фгуп фгбу фгаоу фгбоу гбоу мбоу маоу прат кфх тсж
        llc ltd inc corp corporation incorporated limited plc llp lllp gmbh ggmbh ohg kgaa sarl eurl bvba sprl oyj ojsc cjsc pjsc jsc
        kft zrt nyrt eood uab eireli ltda srl
        """);

    // These may also be a word or a name, so they count in capitals only.
    private static readonly FrozenSet<string> InCapitals = Set(
        """
        пао нао тоо гуп муп гбу мбу ано нко снт тсн спк гск тов зат фоп одо чуп
        ooo oao zao pao sas spa sab nv aps pty pte sro doo ood gbr
        """);

    // Two letters that may also be initials: before the name only, or after it only.
    private static readonly FrozenSet<string> Before = Set("ао ип чп ск фх");
    private static readonly FrozenSet<string> After = Set("ag ug kg se bv ab as oy sa lp");

    /// <summary>Whether the text names a firm and not a person.</summary>
    public static bool Name(string text)
    {
        if (Written().IsMatch(text))
        {
            return true;
        }

        var words = Word().Matches(text).Select(word => NameSpelling.InOneAlphabet(word.Value)).ToArray();
        return words.Length > 1 && (IsForm(words[0]) || IsForm(words[^1])
            || IsAmong(Before, words[0])
            || (IsAmong(After, words[^1]) && text.Any(char.IsLower))
            || (IsAmong(Before, words[^1]) && text.Contains(',', StringComparison.Ordinal)));
    }

    /// <summary>Whether a word behind a surname is initials, though before a name it is a legal form: «Иванов ИП».</summary>
    public static bool MayBeInitials(string word) => IsAmong(Before, word);

    private static bool IsForm(string word) => InAnyCase.Contains(word.ToLowerInvariant()) || IsAmong(InCapitals, word);

    private static bool IsAmong(FrozenSet<string> forms, string word) =>
        !word.Any(char.IsLower) && forms.Contains(word.ToLowerInvariant());

    private static FrozenSet<string> Set(string forms) =>
        forms.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal);

    // In words, and with points: "L.L.C.", "S.p.A.", "Sp. z o.o.". Not "B.V." and "N.V.", which are initials as well.
    [GeneratedRegex(
        @"(?i:\b(общество с (ограниченной|дополнительной) ответственностью|акционерное общество|индивидуальн(ый|ая) предпринимател[ья]"
        + @"|фермерское хозяйство|товарищество собственников|автономная некоммерческая|фізична особа"
        + @"|limited liability company|public limited company|joint[- ]stock company|sole proprietor(ship)?)\b)"
        + @"|(?<![\p{L}.])(L\.\s?L\.\s?[CP]|P\.\s?L\.\s?C|S\.\s?A\.\s?R\.\s?L|[Ss]\.\s?r\.\s?[lo]"
        + @"|[Ss]\.\s?p\.\s?[Aa]"
        + @"|[Ss]p\.?\s?z\.?\s?o\.\s?o|О\.\s?О\.\s?О)\.?(?!\p{L})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"[\p{L}\p{M}0-9'’-]+")]
    private static partial Regex Word();
}
