using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>What a form can tell about an address besides whether it is valid.</summary>
public static partial class EmailAdvice
{
    private const int MaxTyped = 320; // Longer text is not an address with a typing mistake.

    /// <summary>Whether the domain hands out throw-away mailboxes.</summary>
    /// <param name="email">The address.</param>
    /// <param name="more">Further domains that the shop knows of; null for none.</param>
    public static bool IsDisposable(EmailAddress email, DisposableDomains? more = null) =>
        DisposableDomains.Known.Contains(email.Host) || (more?.Contains(email.Host) ?? false);

    /// <summary>Whether the mailbox belongs to a role, such as <c>info@</c>, and not to a person.</summary>
    public static bool IsRole(EmailAddress email) => RoleAccounts.Contains(email.Local);

    /// <summary>Whether letters of another alphabet stand where Latin ones are expected: «gmail.сom» with a Cyrillic с.</summary>
    /// <param name="text">What was typed.</param>
    /// <remarks>An address in one other alphabet («почта@пример.рф») misleads nobody.</remarks>
    public static bool HasLookAlikes(string? text) =>
        EmailReader.Visible(text) is { Length: <= MaxTyped } typed && LookAlikeLetters.Mislead(typed);

    /// <summary>The address that was probably meant, in normal form, or null when there is nothing obvious to correct.</summary>
    /// <param name="text">What was typed, valid or not.</param>
    public static string? Suggest(string? text)
    {
        var typed = EmailReader.Visible(text);
        if (typed.Length is 0 or > MaxTyped)
        {
            return null;
        }

        var latin = HasLookAlikes(typed) ? LookAlikeLetters.InLatin(RussianEnding().Replace(typed, EndingMeant)) : typed;
        if (latin != typed)
        {
            return EmailReader.Read(latin).Email is { } meant ? Meant(meant) ?? meant.Value : null;
        }

        if (EmailReader.Read(typed).Email is { } email)
        {
            return Meant(email);
        }

        var mended = Mend(typed);
        return EmailReader.Read(mended).Email is { } read ? Meant(read) ?? read.Value : MeantDomain(mended);
    }

    private static string? Meant(EmailAddress email) =>
        MailDomainTypos.Usual.Suggest(email.Host) is { } domain ? $"{email.Local}@{domain}" : null;

    private static string? MeantDomain(string typed)
    {
        var at = typed.LastIndexOf('@');
        return at > 0 && MailDomainTypos.Usual.Suggest(typed[(at + 1)..].ToLowerInvariant()) is { } domain
            ? EmailReader.Read($"{typed[..at]}@{domain}").Email?.Value
            : null;
    }

    // Mistakes that leave no doubt of what was meant: "Anna <anna@gmail.com>", "mailto:", "(at)", a comma instead of a dot, doubled signs,
    // inner spaces.
    private static string Mend(string typed)
    {
        var angle = InAngles().Match(typed);
        var text = string.Concat((angle.Success ? angle.Groups[1].Value : typed).Where(c => !EmailReader.IsMark(c)));
        text = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text;
        text = AtInWords().Replace(text, "@");
        text = WithAtSign(text.Trim(' ', '.', ',', ';', '<', '>', '"', '\''));
        var at = text.LastIndexOf('@');
        if (at < 0 || text.AsSpan(0, at).TrimEnd('@').Contains('@'))
        {
            return text;
        }

        var domain = RunOfDots().Replace(text[(at + 1)..].Replace(" ", "", StringComparison.Ordinal), ".").Trim('.');
        return $"{RunOfDots().Replace(text[..at].TrimEnd('@').Trim().Trim('.'), ".")}@{domain}";
    }

    // "anna gmail.com": only when the last word is a domain at which people have mailboxes.
    private static string WithAtSign(string text)
    {
        var space = text.LastIndexOf(' ');
        if (space <= 0 || text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        var domain = text[(space + 1)..];
        return MailDomainTypos.Usual.IsKnown(domain.ToLowerInvariant()) ? $"{text[..space].TrimEnd()}@{domain}" : text;
    }

    // «mail.ру», typed without switching the keyboard back.
    private static string EndingMeant(Match ending) => ending.Value is ".ру" ? ".ru" : ".com";

    [GeneratedRegex(@"(?<=@[a-z0-9.-]+)\.(ру|ком)$", RegexOptions.IgnoreCase)]
    private static partial Regex RussianEnding();

    [GeneratedRegex(@"<([^<>]+)>\s*$")]
    private static partial Regex InAngles();

    [GeneratedRegex(@"\s*[\(\[\{]\s*(?:at|собака|@)\s*[\)\]\}]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtInWords();

    [GeneratedRegex(@"[.,]{1,3}")]
    private static partial Regex RunOfDots();
}
