using System.Buffers.Text;

namespace ClientBase.Domain.Tables;

/// <summary>
/// Reads the times people write in tables: ISO 8601, <c>yyyy/mm/dd</c> or <c>dd.mm.yyyy</c>, with or without a time of day and an offset.
/// </summary>
/// <remarks>Without an offset a time is UTC; a bare date is 00:00 UTC. Parsed by hand, because a log has millions of them.</remarks>
public static class CellInstant
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a date such as 2026-01-31, 2026-01-31 18:05:00 or 31.01.2026";

    /// <summary>Reads an instant as UTC.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="isMonthFirst">Of <c>01/02/2026</c>, which is the month; null: such a date cannot be read.</param>
    public static bool TryParse(ReadOnlySpan<byte> cell, out DateTime instant, bool? isMonthFirst = null)
    {
        instant = default;
        if (!TryParseDate(ref cell, isMonthFirst, out var date))
        {
            return false;
        }

        var time = TimeSpan.Zero;
        if (!cell.IsEmpty && !((cell[0] is (byte)'T' or (byte)'t' or (byte)' ') && TryParseTime(cell[1..].TrimStart((byte)' '), out time)))
        {
            return false;
        }

        // The offset may move a time over midnight and, at the ends of the calendar, out of it.
        var ticks = date.Ticks + time.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTime(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>
    /// Of a date such as <c>01/31/2026</c>, whether the month comes first; null when both could, or it is written otherwise.
    /// </summary>
    internal static bool? IsMonthFirst(ReadOnlySpan<byte> cell, out bool isOpen)
    {
        isOpen = Written(cell) is { IsYearFirst: false, Mark: not (byte)'.' };
        return (isOpen ? Written(cell) : null) switch
        {
            { A: > 12 } => false,
            { B: > 12 } => true,
            _ => null,
        };
    }

    private static bool TryParseDate(ref ReadOnlySpan<byte> cell, bool? isMonthFirst, out DateTime date)
    {
        date = default;
        if (Written(cell) is not { } written)
        {
            return false;
        }

        var (year, month, day) = (written.IsYearFirst, written.Mark, isMonthFirst) switch
        {
            (true, _, _) => (written.A, written.B, written.C),
            (_, (byte)'.', _) or (_, _, false) => (written.C, written.B, written.A),
            (_, _, true) => (written.C, written.A, written.B),
            _ => (0, 0, 0),
        };
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        cell = cell[written.Length..];
        return true;
    }

    // Three numbers with the same mark between them, or eight digits.
    private static WrittenDate? Written(ReadOnlySpan<byte> cell)
    {
        var a = Run(cell);
        if (a.Length == 8)
        {
            return new WrittenDate(Digits(cell[..4]), Digits(cell[4..6]), Digits(cell[6..8]), IsYearFirst: true, (byte)'-', 8);
        }

        if (a.Length is not (1 or 2 or 4) || cell.Length <= a.Length || cell[a.Length] is not ((byte)'-' or (byte)'.' or (byte)'/'))
        {
            return null;
        }

        var mark = cell[a.Length];
        var b = Run(cell[(a.Length + 1)..]);
        var next = a.Length + 1 + b.Length;
        if (b.Length is not (1 or 2) || cell.Length <= next || cell[next] != mark)
        {
            return null;
        }

        var c = Run(cell[(next + 1)..]);
        var length = next + 1 + c.Length;
        return (a.Length, c.Length) switch
        {
            (4, 1 or 2) => new WrittenDate(Digits(a), Digits(b), Digits(c), IsYearFirst: true, mark, length),
            (1 or 2, 2 or 4) => new WrittenDate(Digits(a), Digits(b), FullYear(c), IsYearFirst: false, mark, length),
            _ => null,
        };
    }

    private static ReadOnlySpan<byte> Run(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text : text[..end];
    }

    // Of two digits: 68 is 2068, 69 is 1969, as in POSIX.
    private static int FullYear(ReadOnlySpan<byte> year) => Digits(year) switch
    {
        var full when year.Length == 4 => full,
        < 69 and var near => 2000 + near,
        var past => 1900 + past,
    };

    // hh:mm[:ss[.fraction]], then nothing, Z, or an offset.
    private static bool TryParseTime(ReadOnlySpan<byte> text, out TimeSpan time)
    {
        time = default;
        var colon = text.IndexOf((byte)':');
        if (colon is not (1 or 2) || text.Length < colon + 3 || Digits(text[..colon]) is not (>= 0 and < 24 and var hours)
            || Digits(text.Slice(colon + 1, 2)) is not (>= 0 and < 60 and var minutes))
        {
            return false;
        }

        text = text[(colon + 3)..];
        var seconds = 0L;
        if (!text.IsEmpty && text[0] == (byte)':' && !TryParseSeconds(ref text, out seconds))
        {
            return false;
        }

        time = new TimeSpan(hours, minutes, 0) + TimeSpan.FromTicks(seconds);
        if (!TryParseOffset(text.TrimStart((byte)' '), out var offset))
        {
            return false;
        }

        time -= offset;
        return true;
    }

    private static bool TryParseSeconds(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 3 || Digits(text.Slice(1, 2)) is not (>= 0 and < 60 and var seconds))
        {
            return false;
        }

        ticks = seconds * TimeSpan.TicksPerSecond;
        text = text[3..];
        if (!text.IsEmpty && text[0] is (byte)'.' or (byte)',')
        {
            text = text[1..];
            var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            digits = digits < 0 ? text.Length : digits;
            for (var (i, worth) = (0, TimeSpan.TicksPerSecond / 10); i < digits; i++, worth /= 10)
            {
                ticks += (text[i] - '0') * worth;
            }

            text = text[digits..];
            return digits > 0;
        }

        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z'] || text.SequenceEqual("UTC"u8))
        {
            return true;
        }

        var hours = text.Length >= 3 ? Digits(text.Slice(1, 2)) : -1;
        var rest = text.Length >= 3 ? text[3..].TrimStart((byte)':') : default;
        var minutes = MinutesOf(rest);
        if (text[0] is not ((byte)'+' or (byte)'-') || hours is < 0 or > 14 || minutes is < 0 or > 59)
        {
            return false;
        }

        offset = new TimeSpan(text[0] == (byte)'-' ? -hours : hours, text[0] == (byte)'-' ? -minutes : minutes, 0);
        return true;
    }

    private static int MinutesOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        return text.Length == 2 ? Digits(text) : -1;
    }

    /// <summary>The number that digits alone make; -1 when anything else is among them.</summary>
    private static int Digits(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out uint number, out var used) && used == text.Length && number <= int.MaxValue ? (int)number : -1;

    private readonly record struct WrittenDate(int A, int B, int C, bool IsYearFirst, byte Mark, int Length);
}
