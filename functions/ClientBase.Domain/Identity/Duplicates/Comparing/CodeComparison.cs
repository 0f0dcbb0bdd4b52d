using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>Telephone, postal code, number in a register: codes whose digits are mistyped, not misspelled.</summary>
internal sealed class CodeComparison(string field, ValueColumn codes, double kept, double chance, bool isShared, bool isOwn) : IComparison
{
    private const int LongCode = 6;

    private readonly RarityTable _rarity = new(codes, chance, isOwn ? RarityTable.FewestOthersOfOwn : RarityTable.FewestOthers);

    public Evidence[] Evidence { get; } =
    [
        new(field,
        [
            new("equal", kept, chance, IsByValue: true),
            new("one digit off", (1 - kept) * 0.5, chance * 10),
            new("two digits off", (1 - kept) * 0.1, chance * 20),
            new("different", (1 - kept) * 0.4, 0.98),
        ], IsShared: isShared),
    ];

    public void Compare(int a, int b, Span<byte> levels) => levels[0] = LevelOf(codes[a], codes[b]);

    public double Rarity(int evidence, int level, int a, int b) => _rarity.Bits(codes.Of[a]);

    public (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels) => (codes[a], codes[b]);

    public IEnumerable<(string Name, RarityTable Table)> Rarities => [(Evidence[0].Field, _rarity)];

    private static byte LevelOf(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return 0;
        }

        return DamerauLevenshtein.Distance(a, b, 2) switch
        {
            0 => 1,
            1 when a.Length > 1 && b.Length > 1 => 2,
            2 when a.Length >= LongCode && b.Length >= LongCode => 3,
            _ => 4,
        };
    }
}
