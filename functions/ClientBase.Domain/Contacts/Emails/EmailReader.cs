using System.Buffers;
using System.Globalization;
using System.Text;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>
/// Reads e-mail addresses by the policy of real mail providers: no quoted local parts, comments or address literals; a dotted domain;
/// Unicode allowed.
/// </summary>
public static class EmailReader
{
    private const int MaxOctets = 254; // RFC 5321 path limit, less the angle brackets.
    private const int MaxLocalOctets = 64; // RFC 5321, 4.5.3.1.1.
    private const int MaxTyped = 2_000; // Even Unicode text that normalisation shrinks to 254 octets is not longer.

    // RFC 5322 atext: what may stand in a local part without quotation marks.
    private static readonly SearchValues<char> AsciiInMailbox =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~");

    /// <summary>Reads an address as people type it.</summary>
    public static EmailReading Read(string? text)
    {
        var typed = Visible(text);
        if (typed.Length == 0)
        {
            return Refused(EmailReasons.Empty);
        }

        var at = typed.LastIndexOf('@');
        if (at <= 0 || at == typed.Length - 1)
        {
            return Refused(at switch
            {
                < 0 => EmailReasons.NoAtSign,
                0 => EmailReasons.NoLocalPart,
                _ => EmailReasons.NoDomain,
            });
        }

        if (typed.Length > MaxTyped)
        {
            return Refused(EmailReasons.TooLong);
        }

        if (WrongInLocalPart(typed.AsSpan(0, at)) is { } wrong)
        {
            return Refused(wrong);
        }

        var local = InOneSpelling(typed[..at]);
        if (Encoding.UTF8.GetByteCount(local) > MaxLocalOctets)
        {
            return Refused(EmailReasons.LocalPartTooLong);
        }

        if (MailHost.TryRead(typed[(at + 1)..], out var host) is { } wrongHost)
        {
            return Refused(wrongHost);
        }

        return Encoding.UTF8.GetByteCount(local) + 1 + host.Length > MaxOctets ? Refused(EmailReasons.TooLong)
            : Placeholders.IsMailbox(local, host) ? Refused(EmailReasons.Placeholder)
            : new EmailReading(new EmailAddress(local, host), null);
    }

    /// <summary>The text without spaces and invisible marks around it, which copying brings along.</summary>
    internal static string Visible(string? text)
    {
        var (start, end) = (0, text?.Length ?? 0);
        while (start < end && IsUnseen(text![start]))
        {
            start++;
        }

        while (end > start && IsUnseen(text![end - 1]))
        {
            end--;
        }

        return text is null ? "" : text[start..end];
    }

    /// <summary>Whether a character is there but cannot be seen.</summary>
    internal static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static bool IsUnseen(char c) => char.IsWhiteSpace(c) || IsMark(c);

    private static EmailReading Refused(string reason) => new(null, reason);

    private static string? WrongInLocalPart(ReadOnlySpan<char> local)
    {
        if (local is ['"', ..] or [.., '"'])
        {
            return EmailReasons.QuotedLocalPart;
        }

        if (local is ['(', ..] or [.., ')'])
        {
            return EmailReasons.Comment;
        }

        if (local is ['.', ..] or [.., '.'])
        {
            return EmailReasons.DotAtEdge;
        }

        if (local.Contains("..", StringComparison.Ordinal))
        {
            return EmailReasons.TwoDots;
        }

        while (!local.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(local, out var rune, out var length) != OperationStatus.Done || !IsMailboxRune(rune))
            {
                return EmailReasons.BadCharacter;
            }

            local = local[length..];
        }

        return null;
    }

    private static bool IsMailboxRune(Rune rune) => rune.IsAscii ? AsciiInMailbox.Contains((char)rune.Value) : !IsUnprintable(rune);

    private static bool IsUnprintable(Rune rune) =>
        rune == Rune.ReplacementChar || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned;

    // Lower case may decompose differently from upper case, so both are repeated until nothing changes.
    private static string InOneSpelling(string local)
    {
        for (var pass = 0; pass < 4; pass++)
        {
            var next = local.ToLowerInvariant().Normalize();
            if (next == local)
            {
                break;
            }

            local = next;
        }

        return local;
    }
}
