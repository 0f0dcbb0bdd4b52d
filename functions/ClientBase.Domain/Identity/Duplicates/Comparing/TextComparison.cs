using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>Words many people share: city, region, country, patronymic.</summary>
internal sealed class TextComparison(string field, ValueColumn texts, double kept, double chance, bool isShared) : IComparison
{
    private readonly RarityTable _rarity = new(texts, chance);

    public Evidence[] Evidence { get; } =
    [
        new(field,
        [
            new("equal", kept, chance, IsByValue: true),
            new("close", (1 - kept) * 0.5, chance * 0.3),
            new("similar", (1 - kept) * 0.1, 0.03),
            new("different", (1 - kept) * 0.4, 0.9),
        ], IsShared: isShared),
    ];

    public void Compare(int a, int b, Span<byte> levels) => levels[0] = texts[a] is { } mine && texts[b] is { } theirs
        ? (byte)(1 + (Likeness.Equal - Word.Compare(mine, theirs)))
        : (byte)0;

    public double Rarity(int evidence, int level, int a, int b) => _rarity.Bits(texts.Of[a]);

    public (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels) => (texts[a], texts[b]);

    public IEnumerable<(string Name, RarityTable Table)> Rarities => [(Evidence[0].Field, _rarity)];
}
