using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ClientBase.Domain.Contacts;

/// <summary>An e-mail address in the one spelling we compare and store.</summary>
/// <remarks>
/// Removes only what no provider tells mailboxes apart by: outer space, letter case, Unicode host names.
/// Dots and "+tags" stay: few providers ignore them, and merging two people is worse than keeping one twice.
/// Quoted local parts, comments and address literals are refused: no mail provider hands them out.
/// </remarks>
public sealed record EmailAddress
{
    private const int MaxLength = 254; // RFC 5321 path limit, less the angle brackets.
    private const int MaxLocalOctets = 64; // RFC 5321, 4.5.3.1.1.
    private const int MaxLabelLength = 63; // RFC 1035, 2.3.4.
    private static readonly SearchValues<char> NotInMailbox = SearchValues.Create("@ \t\r\n,;:<>()[]\\\"\u00a0\ufffd\ufffe\uffff");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string value) => Value = value;

    /// <summary>The address: lower case, host in ASCII form.</summary>
    public string Value { get; }

    /// <summary>Reads an address as people type it.</summary>
    /// <param name="text">What was typed; null and blank are refused.</param>
    /// <param name="email">The address, or null when it is none.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? email)
    {
        email = null;
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || !IsMailbox(trimmed.AsSpan(0, at)) || !TryGetHost(trimmed[(at + 1)..], out var host))
        {
            return false;
        }

        var local = trimmed[..at].Normalize().ToLowerInvariant();
        if (System.Text.Encoding.UTF8.GetByteCount(local) > MaxLocalOctets || local.Length + 1 + host.Length > MaxLength)
        {
            return false;
        }

        email = new EmailAddress($"{local}@{host}");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsMailbox(ReadOnlySpan<char> local)
    {
        if (local.ContainsAny(NotInMailbox) || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        for (var i = 0; i < local.Length; i++)
        {
            var isLowHalf = char.IsLowSurrogate(local[i]);
            if (char.IsControl(local[i]) || char.IsWhiteSpace(local[i]) || (isLowHalf && (i == 0 || !char.IsHighSurrogate(local[i - 1])))
                || (char.IsHighSurrogate(local[i]) && (i + 1 == local.Length || !char.IsLowSurrogate(local[i + 1]))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryGetHost(string typed, out string host)
    {
        host = "";
        try
        {
            host = Idn.GetAscii(typed.ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false; // Not a host name under IDNA: empty label, forbidden character, label over 63 octets.
        }

        var lastDot = host.LastIndexOf('.');
        return lastDot > 0
            && IsTopLevelDomain(host.AsSpan(lastDot + 1))
            && host.Split('.').All(label => label is { Length: > 0 and <= MaxLabelLength } && label[0] != '-' && label[^1] != '-');
    }

    private static bool IsTopLevelDomain(ReadOnlySpan<char> label) =>
        label.Length >= 2 && label.ContainsAnyExceptInRange('0', '9');
}
