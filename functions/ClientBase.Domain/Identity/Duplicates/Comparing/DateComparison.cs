using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>Dates of birth, with the typing mistakes people make in them.</summary>
internal sealed class DateComparison(ValueColumn dates) : IComparison
{
    private const int DateLength = 8;

    private readonly RarityTable _rarity = new(dates, 0.0003);

    public Evidence[] Evidence { get; } =
    [
        new("birthDate",
        [
            new("equal", 0.80, 0.0003, IsByValue: true), new("day and month swapped", 0.02, 0.0003), new("one digit off", 0.08, 0.003),
            new("two parts of three equal", 0.04, 0.006), new("each part near", 0.03, 0.01), new("different", 0.03, 0.98),
        ]),
    ];

    public void Compare(int a, int b, Span<byte> levels) => levels[0] = LevelOf(dates[a], dates[b]);

    public double Rarity(int evidence, int level, int a, int b) => _rarity.Bits(dates.Of[a]);

    public (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels) => (dates[a], dates[b]);

    public IEnumerable<(string Name, RarityTable Table)> Rarities => [("birthDate", _rarity)];

    private static byte LevelOf(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return 0;
        }

        if (a == b)
        {
            return 1;
        }

        if (a.Length != DateLength || b.Length != DateLength)
        {
            return (byte)(DamerauLevenshtein.Distance(a, b, 1) <= 1 ? 3 : 6);
        }

        return Slip(a, b);
    }

    private static byte Slip(string a, string b)
    {
        var isSameYear = a.AsSpan(0, 4).SequenceEqual(b.AsSpan(0, 4));
        var isSameMonth = a.AsSpan(4, 2).SequenceEqual(b.AsSpan(4, 2));
        var isSameDay = a.AsSpan(6).SequenceEqual(b.AsSpan(6));
        if (isSameYear && a.AsSpan(4, 2).SequenceEqual(b.AsSpan(6)) && a.AsSpan(6).SequenceEqual(b.AsSpan(4, 2)))
        {
            return 2;
        }

        if (DamerauLevenshtein.Distance(a, b, 1) <= 1)
        {
            return 3;
        }

        if ((isSameYear ? 1 : 0) + (isSameMonth ? 1 : 0) + (isSameDay ? 1 : 0) >= 2)
        {
            return 4;
        }

        return (byte)(AreNear(a, b) ? 5 : 6);
    }

    // The next year or decade, the next month, a few days: a mistake in one of the parts.
    private static bool AreNear(string a, string b)
    {
        var years = Math.Abs(Number(a, 0, 4) - Number(b, 0, 4));
        var months = Math.Abs(Number(a, 4, 2) - Number(b, 4, 2));
        var days = Math.Abs(Number(a, 6, 2) - Number(b, 6, 2));
        return years is 0 or 1 or 10 && months is 0 or 1 or 11 && (days <= 5 || days >= 25);
    }

    private static int Number(string date, int start, int length)
    {
        var number = 0;
        foreach (var digit in date.AsSpan(start, length))
        {
            number = (10 * number) + (digit - '0');
        }

        return number;
    }
}
