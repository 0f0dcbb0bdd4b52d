using System.Buffers.Text;

namespace ClientBase.Cli.Tables;

/// <summary>Reads the times people write in tables: ISO 8601 or <c>dd.mm.yyyy</c>, with or without a time of day and an offset.</summary>
/// <remarks>Without an offset a time is UTC; a bare date is 00:00 UTC. Parsed by hand, because a log has millions of them.</remarks>
internal static class CellInstant
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a date such as 2026-01-31, 2026-01-31 18:05:00 or 31.01.2026";

    /// <summary>Reads an instant as UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> cell, out DateTime instant)
    {
        instant = default;
        if (!TryParseDate(ref cell, out var date))
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

    private static bool TryParseDate(ref ReadOnlySpan<byte> cell, out DateTime date)
    {
        var (year, month, day, length) = (0, 0, 0, 0);
        if (cell.Length >= 10 && cell[4] == (byte)'-' && cell[7] == (byte)'-')
        {
            (year, month, day, length) = (Digits(cell[..4]), Digits(cell[5..7]), Digits(cell[8..10]), 10);
        }
        else if (cell.Length >= 10 && cell[2] == (byte)'.' && cell[5] == (byte)'.')
        {
            (day, month, year, length) = (Digits(cell[..2]), Digits(cell[3..5]), Digits(cell[6..10]), 10);
        }
        else if (cell.Length >= 8 && Digits(cell[..8]) >= 0)
        {
            (year, month, day, length) = (Digits(cell[..4]), Digits(cell[4..6]), Digits(cell[6..8]), 8);
        }

        date = default;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        cell = cell[length..];
        return true;
    }

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
}
