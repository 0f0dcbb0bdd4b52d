using System.Globalization;
using System.Numerics;

namespace ClientBase.LocalHost.Timers;

/// <summary>One field of a cron expression: the values it allows, as bits.</summary>
internal sealed class CronField
{
    private static readonly string[] MonthNames = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string[] DayNames = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private readonly Kind kind;
    private readonly ulong bits;

    private CronField(Kind kind, ulong bits)
    {
        this.kind = kind;
        this.bits = bits;
    }

    public static Kind Second { get; } = new("second", 0, 59, []);

    public static Kind Minute { get; } = new("minute", 0, 59, []);

    public static Kind Hour { get; } = new("hour", 0, 23, []);

    public static Kind Day { get; } = new("day", 1, 31, []);

    public static Kind Month { get; } = new("month", 1, 12, MonthNames);

    public static Kind DayOfWeek { get; } = new("day of week", 0, 6, DayNames);

    public int First => BitOperations.TrailingZeroCount(bits);

    /// <exception cref="FormatException">The text is no such field.</exception>
    public static CronField Parse(Kind kind, string text) =>
        new(kind, text.Split(',').Aggregate(0UL, (bits, part) => bits | ParsePart(kind, part)));

    public static CronField Only(Kind kind, int value) => new(kind, 1UL << value);

    public bool Contains(int value) => (bits >> value & 1) != 0;

    /// <summary>The first allowed value from the given one on, or null when there is none.</summary>
    public int? From(int value)
    {
        var rest = value > 63 ? 0 : bits >> value << value;
        return rest == 0 ? null : BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>The shortest way to write the field.</summary>
    public override string ToString() => bits == Range(kind, kind.Least, kind.Most, 1) ? "*" : string.Join(',', Runs());

    private IEnumerable<string> Runs()
    {
        for (var start = From(0); start is not null; start = From(start.Value + 1))
        {
            var end = start.Value;
            while (end < kind.Most && Contains(end + 1))
            {
                end++;
            }

            yield return end == start ? $"{end}" : $"{start}-{end}";
            start = end;
        }
    }

    private static ulong ParsePart(Kind kind, string part)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? part : part[..slash];
        var step = slash < 0 ? 1 : Number(kind, part[(slash + 1)..]);
        if (step < 1)
        {
            throw new FormatException($"'{part}' has the step {step} in the {kind.Name} field; it must be at least 1.");
        }

        if (range == "*")
        {
            return Range(kind, kind.Least, kind.Most, step);
        }

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            var value = Value(kind, range);
            return Range(kind, value, slash < 0 ? value : kind.Most, step);
        }

        // NCrontab reads a range whose ends are the wrong way round as the same range.
        var (from, to) = (Value(kind, range[..dash]), Value(kind, range[(dash + 1)..]));
        return Range(kind, Math.Min(from, to), Math.Max(from, to), step);
    }

    private static ulong Range(Kind kind, int from, int to, int step)
    {
        var bits = 0UL;
        for (var value = Math.Max(from, kind.Least); value <= to; value += step)
        {
            bits |= 1UL << value;
        }

        return bits;
    }

    private static int Value(Kind kind, string text)
    {
        var value = char.IsAsciiLetter(text.FirstOrDefault()) ? Named(kind, text) : Number(kind, text);
        return value >= kind.Least && value <= kind.Most
            ? value
            : throw new FormatException($"{value} is out of range in the {kind.Name} field: {kind.Least} to {kind.Most}.");
    }

    // Any beginning of a name stands for it: Feb, SEPT, Augu.
    private static int Named(Kind kind, string text)
    {
        var index = Array.FindIndex(kind.Names, name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? kind.Least + index : throw new FormatException($"'{text}' is no {kind.Name}.");
    }

    private static int Number(Kind kind, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is no number in the {kind.Name} field.");

    internal sealed record Kind(string Name, int Least, int Most, string[] Names);
}
