using System.Collections.Frozen;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>Which well-known mail domain a mistyped one was meant to be.</summary>
/// <remarks>
/// After Mailcheck, but more careful: a wrong suggestion to somebody with their own domain costs more than a missed one. Short names are
/// never corrected by distance, two mistakes need a long name with the right first letter, and for unknown names only endings that do not
/// exist are corrected.
/// </remarks>
/// <param name="domains">Whole domains, the likeliest first.</param>
/// <param name="names">Names that providers have under many endings, such as <c>yahoo</c>.</param>
/// <param name="endings">The endings those have, such as <c>co.uk</c>.</param>
public sealed class MailDomainTypos(string[] domains, string[] names, string[] endings)
{
    private const int MinLengthToMend = 6;
    private const int MinLengthForTwoMistakes = 9;

    private static readonly FrozenDictionary<string, string> NoEndings = new Dictionary<string, string>
    {
        ["com"] = "con cmo ocm vom xom comm coom cpm cim c0m coml cox",
        ["net"] = "nte ent nett nrt",
        ["org"] = "ogr orgg rog",
        ["info"] = "ifno inof",
        ["ru"] = "ri ryu rru ruu rh",
    }
    .SelectMany(ending => ending.Value.Split(' ').Select(typo => KeyValuePair.Create(typo, ending.Key)))
    .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The providers our customers write from.</summary>
    public static MailDomainTypos Usual { get; } = new(
        """
        gmail.com mail.ru yandex.ru ya.ru bk.ru list.ru inbox.ru internet.ru rambler.ru yahoo.com hotmail.com outlook.com icloud.com
        googlemail.com live.com msn.com aol.com me.com mac.com mail.com email.com ymail.com rocketmail.com protonmail.com proton.me
        gmx.com gmx.de gmx.net web.de t-online.de yandex.com yandex.by yandex.kz yandex.ua narod.ru lenta.ru ro.ru myrambler.ru
        autorambler.ru hotmail.ru xmail.ru qip.ru pochta.ru mail.ua ukr.net i.ua tut.by inbox.lv comcast.net verizon.net att.net
        sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net btinternet.com sky.com virginmedia.com orange.fr
        wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it alice.it terra.com.br uol.com.br bol.com.br rogers.com shaw.ca
        telus.net sympatico.ca optusnet.com.au xtra.co.nz bigpond.com qq.com 163.com 126.com naver.com zoho.com fastmail.com
        tutanota.com google.com facebook.com aim.com
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ["gmail", "yahoo", "hotmail", "outlook", "live", "mail", "yandex", "rambler", "icloud", "gmx"],
        ("com ru co.uk de fr it es net org ca com.au com.br com.mx com.tr com.ar co.jp co.in in nl be at ch se dk no pl pt gr cz hu ie "
            + "co.nz co.il kz by ua az am ge uz info biz edu us").Split(' '));

    private readonly FrozenSet<string> _domains = domains.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether people have mailboxes at this domain, as far as we know.</summary>
    public bool IsKnown(string domain)
    {
        var dot = domain.IndexOf('.', StringComparison.Ordinal);
        return _domains.Contains(domain) || (dot > 0 && names.Contains(domain[..dot]) && endings.Contains(domain[(dot + 1)..]));
    }

    /// <summary>The domain that was meant, or null when there is nothing to correct.</summary>
    /// <param name="domain">What stands behind the @, in lower case.</param>
    public string? Suggest(string domain)
    {
        if (IsKnown(domain))
        {
            return null;
        }

        var dot = domain.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? Nearest(domain, domains) ?? MendedParts(domain[..dot], domain[(dot + 1)..]) : WithItsEnding(domain);
    }

    private string? WithItsEnding(string name) => names.Contains(name) && name.Length >= MinLengthToMend - 1
        ? Array.Find(domains, domain => domain.StartsWith(name + ".", StringComparison.Ordinal))
        : null;

    private string? MendedParts(string name, string ending)
    {
        var meantName = names.Contains(name) ? name : Nearest(name, names);
        var meantEnding = MendedEnding(ending, isOfKnownName: meantName is not null);
        return meantEnding is null || (meantName ?? name) + meantEnding == name + ending ? null : $"{meantName ?? name}.{meantEnding}";
    }

    private string? MendedEnding(string ending, bool isOfKnownName)
    {
        if (endings.Contains(ending))
        {
            return ending;
        }

        if (NoEndings.GetValueOrDefault(ending) is { } mended && endings.Contains(mended))
        {
            return mended;
        }

        return isOfKnownName ? endings.FirstOrDefault(known => DamerauLevenshtein.Distance(ending, known) == 1) : null;
    }

    private static string? Nearest(string typed, string[] known)
    {
        var nearest = (Domain: (string?)null, Distance: int.MaxValue);
        foreach (var domain in known)
        {
            var allowed = MistakesAllowed(typed, domain);
            if (Math.Abs(typed.Length - domain.Length) <= allowed
                && DamerauLevenshtein.Distance(typed, domain) is var distance && distance <= allowed && distance < nearest.Distance)
            {
                nearest = (domain, distance);
            }
        }

        return nearest.Domain;
    }

    private static int MistakesAllowed(string typed, string domain)
    {
        if (typed.Length >= MinLengthForTwoMistakes && domain.Length >= MinLengthForTwoMistakes && typed[0] == domain[0])
        {
            return 2;
        }

        return domain.Length >= MinLengthToMend - 1 ? 1 : 0;
    }
}
