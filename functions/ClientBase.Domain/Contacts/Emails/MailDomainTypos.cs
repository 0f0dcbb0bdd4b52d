using System.Collections.Frozen;
using ClientBase.Domain.Contacts.Addresses;
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
/// <param name="others">Further providers: never corrected, and nothing is corrected to them.</param>
public sealed class MailDomainTypos(string[] domains, string[] names, string[] endings, string[]? others = null)
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
    public static MailDomainTypos Usual { get; } =
        new(MailProviders.Usual, MailProviders.Names, MailProviders.Endings, MailProviders.Others);

    private readonly FrozenSet<string> _domains = domains.Concat(others ?? []).ToFrozenSet(StringComparer.Ordinal);

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

        return isOfKnownName
            ? endings.FirstOrDefault(known => DamerauLevenshtein.Distance(ending, known) == 1 && !IsOfAnotherCountry(ending, known))
            : null;
    }

    private static string? Nearest(string typed, string[] known)
    {
        var nearest = (Domain: (string?)null, Distance: int.MaxValue);
        foreach (var domain in known)
        {
            var allowed = MistakesAllowed(typed, domain);
            if (Math.Abs(typed.Length - domain.Length) <= allowed && !IsOfAnotherCountry(typed, domain)
                && DamerauLevenshtein.Distance(typed, domain) is var distance && distance <= allowed && distance < nearest.Distance)
            {
                nearest = (domain, distance);
            }
        }

        return nearest.Domain;
    }

    // "mail.rs" is of Serbia and no slip for "mail.ru", nor is "com.ru" one for "com.au"; ".cm" may be one for ".com".
    private static bool IsOfAnotherCountry(string typed, string known) =>
        LastLabel(typed) is var ending && LastLabel(known) is var other && ending != other
        && Countries.IsDomainOfCountry(ending) && Countries.IsDomainOfCountry(other);

    private static string LastLabel(string domain) => domain[(domain.LastIndexOf('.') + 1)..];

    private static int MistakesAllowed(string typed, string domain)
    {
        if (typed.Length >= MinLengthForTwoMistakes && domain.Length >= MinLengthForTwoMistakes && typed[0] == domain[0])
        {
            return 2;
        }

        return domain.Length >= MinLengthToMend - 1 ? 1 : 0;
    }
}
