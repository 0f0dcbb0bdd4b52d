using System.Globalization;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>The domain of an e-mail address: UTS 46, non-transitional, in ASCII form.</summary>
internal static class MailHost
{
    private const int MaxLabelLength = 63; // RFC 1035, 2.3.4.

    // .NET has ICU process names as non-transitional: ß and ς are letters of their own. A test checks that on every machine.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Reads a domain; when it is not one, returns the reason (<see cref="EmailReasons"/>).</summary>
    public static string? TryRead(string typed, out string host)
    {
        host = "";
        if (typed[0] == '[')
        {
            return EmailReasons.AddressLiteral;
        }

        if (typed.Contains('(', StringComparison.Ordinal) || typed[^1] == ')')
        {
            return EmailReasons.Comment;
        }

        if (!TryGetAscii(typed, out host))
        {
            // UTS 46 counts the full stops of other scripts as dots.
            var dotted = typed.Replace('。', '.').Replace('．', '.').Replace('｡', '.');
            return WrongDots(dotted) ?? EmailReasons.BadDomain;
        }

        return WrongDots(host) ?? WrongLabels(host);
    }

    private static bool TryGetAscii(string typed, out string host)
    {
        host = "";
        try
        {
            // Encoded a second time, because an "xn--" label that somebody typed may decode to something that is no host name.
            host = Idn.GetAscii(Idn.GetAscii(typed.ToLowerInvariant())).ToLowerInvariant();
            _ = Idn.GetUnicode(host);
            return true;
        }
        catch (ArgumentException)
        {
            return false; // Not a host name under IDNA: empty label, forbidden character, label over 63 octets.
        }
    }

    private static string? WrongDots(string host) =>
        host is ['.', ..] or [.., '.'] ? EmailReasons.DotAtEdge
        : host.Contains("..", StringComparison.Ordinal) ? EmailReasons.TwoDots
        : null;

    private static string? WrongLabels(string host)
    {
        var labels = host.Split('.');
        if (!labels.All(IsLabel))
        {
            return EmailReasons.BadDomain;
        }

        return labels.Length == 1 ? EmailReasons.NoTopLevelDomain
            : labels[^1].Length < 2 || labels[^1].All(char.IsAsciiDigit) ? EmailReasons.BadTopLevelDomain
            : null;
    }

    private static bool IsLabel(string label) =>
        label is { Length: > 0 and <= MaxLabelLength } && label[0] != '-' && label[^1] != '-' && label.All(IsHostCharacter);

    private static bool IsHostCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
