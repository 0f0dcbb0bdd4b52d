using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>
/// The two lines of an address, also when one of the two people has them the other way round or words moved between them.
/// </summary>
internal sealed class AddressComparison(ValueColumn? line1, ValueColumn? line2) : IComparison
{
    private const byte Equal = 1;
    private const byte Close = 2;
    private const byte Partly = 3;
    private const byte Different = 4;

    private readonly RarityTable? _rarity1 = line1 is null ? null : new RarityTable(line1, 0.002);
    private readonly RarityTable? _rarity2 = line2 is null ? null : new RarityTable(line2, 0.002);

    public Evidence[] Evidence { get; } =
    [
        new("address", LineLevels(), IsShared: true),
        new("address2", LineLevels(), IsShared: true),
        new("addressOrder", [new("as given", 0.97, 1), new("lines swapped", 0.03, 1)], IsFixed: true),
    ];

    public void Compare(int a, int b, Span<byte> levels)
    {
        levels[0] = LevelOf(line1?[a], line1?[b]);
        levels[1] = LevelOf(line2?[a], line2?[b]);
        levels[2] = 0;
        if (line1 is null || line2 is null)
        {
            return;
        }

        levels[2] = 1;
        if (levels[0] is Equal or Close || levels[1] is Equal or Close)
        {
            return;
        }

        var crossed = LevelOf(line1[a], line2[b]);
        var crossedBack = LevelOf(line2[a], line1[b]);
        if (crossed is Equal or Close || crossedBack is Equal or Close)
        {
            (levels[0], levels[1], levels[2]) = (crossed, crossedBack, 2);
        }
    }

    public double Rarity(int evidence, int level, int a, int b)
    {
        var (line, rarity) = evidence == 0 ? (line1!, _rarity1!) : (line2!, _rarity2!);
        return line.Of[a] >= 0 ? rarity.Bits(line.Of[a]) : 0;
    }

    public (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels)
    {
        var isSwapped = levels[2] == 2;
        return evidence switch
        {
            0 => (line1?[a], (isSwapped ? line2 : line1)?[b]),
            1 => (line2?[a], (isSwapped ? line1 : line2)?[b]),
            _ => (null, null),
        };
    }

    public IEnumerable<(string Name, RarityTable Table)> Rarities =>
    [
        .. _rarity1 is null ? [] : new[] { ("address", _rarity1) },
        .. _rarity2 is null ? [] : new[] { ("address2", _rarity2) },
    ];

    private static Level[] LineLevels() =>
    [
        new("equal", 0.7, 0.002, IsByValue: true),
        new("close", 0.14, 0.001),
        new("some words equal", 0.06, 0.1),
        new("different", 0.10, 0.89),
    ];

    private static byte LevelOf(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return 0;
        }

        if (a == b)
        {
            return Equal;
        }

        if (Math.Min(a.Length, b.Length) > 4 && DamerauLevenshtein.Distance(a, b, 2) <= 2)
        {
            return Close;
        }

        return Overlap(a, b) switch { >= 0.99 => Close, >= 0.5 => Partly, _ => Different };
    }

    // How many letters of the shorter line are in words that the longer one has too, as a share.
    private static double Overlap(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var shorter = a.Length <= b.Length ? a : b;
        var longer = a.Length <= b.Length ? b : a;
        var (found, all) = (0, 0);
        foreach (var part in shorter.Split(' '))
        {
            var word = shorter[part];
            all += word.Length;
            foreach (var other in longer.Split(' '))
            {
                if (longer[other].SequenceEqual(word) || (word.Length > 4 && DamerauLevenshtein.Distance(word, longer[other], 1) <= 1))
                {
                    found += word.Length;
                    break;
                }
            }
        }

        return all < 4 ? 0 : (double)found / all;
    }
}
