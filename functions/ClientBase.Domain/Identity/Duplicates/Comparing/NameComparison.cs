using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>Given name and surname, also when one of the two people has them the other way round.</summary>
internal sealed class NameComparison : IComparison
{
    private const int Given = 0;
    private const int Surname = 1;
    private const int Order = 2;
    private const byte Straight = 1;
    private const byte Swapped = 2;

    private readonly ValueColumn? _given;
    private readonly ValueColumn? _surname;
    private readonly RarityTable? _givenRarity;
    private readonly RarityTable? _surnameRarity;
    private readonly Func<string, string, bool> _isSameName;

    public NameComparison(ValueColumn? given, ValueColumn? surname, Func<string, string, bool> isSameName)
    {
        (_given, _surname, _isSameName) = (given, surname, isSameName);
        _givenRarity = given is null ? null : new RarityTable(given, 0.01);
        _surnameRarity = surname is null ? null : new RarityTable(surname, 0.005);
    }

    public Evidence[] Evidence { get; } =
    [
        new("firstName", NameLevels(0.01)),
        new("lastName", NameLevels(0.005), IsShared: true),
        new("nameOrder", [new("as given", 0.97, 1), new("first and last name swapped", 0.03, 1)], IsFixed: true),
    ];

    public void Compare(int a, int b, Span<byte> levels)
    {
        var (givenA, givenB) = (_given?[a], _given?[b]);
        var (surnameA, surnameB) = (_surname?[a], _surname?[b]);
        levels[Given] = LevelOf(givenA, givenB, isGiven: true);
        levels[Surname] = LevelOf(surnameA, surnameB, isGiven: false);
        levels[Order] = 0;
        if (_given is null || _surname is null)
        {
            return;
        }

        levels[Order] = Straight;
        if (levels[Given] == 1 || levels[Surname] == 1)
        {
            return;
        }

        var crossGiven = LevelOf(givenA, surnameB, isGiven: true);
        var crossSurname = LevelOf(surnameA, givenB, isGiven: false);
        if (Points(crossGiven) + Points(crossSurname) > Points(levels[Given]) + Points(levels[Surname]) + 1)
        {
            (levels[Given], levels[Surname], levels[Order]) = (crossGiven, crossSurname, Swapped);
        }
    }

    public double Rarity(int evidence, int level, int a, int b)
    {
        // Swapped names: one of the two people has the value in the wrong column, where it looks rarer than it is. So take the column
        // where it is more usual.
        var value = evidence == Given ? _given![a] : _surname![a];
        var straight = evidence == Given ? Bits(_given, _givenRarity, a, b) : Bits(_surname, _surnameRarity, a, b);
        return straight ?? Math.Min(
            Bits(value, _given!, _givenRarity!),
            Bits(value, _surname!, _surnameRarity!));
    }

    public (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels)
    {
        var isSwapped = levels[Order] == Swapped;
        return evidence switch
        {
            Given => (_given?[a], (isSwapped ? _surname : _given)?[b]),
            Surname => (_surname?[a], (isSwapped ? _given : _surname)?[b]),
            _ => (null, null),
        };
    }

    public IEnumerable<(string Name, RarityTable Table)> Rarities =>
    [
        .. _givenRarity is null ? [] : new[] { ("firstName", _givenRarity) },
        .. _surnameRarity is null ? [] : new[] { ("lastName", _surnameRarity) },
    ];

    private static Level[] NameLevels(double chance) =>
    [
        new("equal", 0.75, chance, IsByValue: true), new("another form of the name", 0.03, 0.003), new("close", 0.12, 0.006),
        new("similar", 0.03, 0.03), new("different", 0.07, 0.95),
    ];

    private static int Points(byte level) => level switch { 1 => 4, 2 or 3 => 3, 4 => 1, _ => 0 };

    private static double? Bits(ValueColumn? column, RarityTable? rarity, int a, int b) =>
        column is not null && column.Of[a] >= 0 && column.Of[a] == column.Of[b] ? rarity!.Bits(column.Of[a]) : null;

    private static double Bits(string? value, ValueColumn column, RarityTable rarity)
    {
        var at = value is null ? -1 : Array.BinarySearch(column.Values, value, StringComparer.Ordinal);
        return at >= 0 ? rarity.Bits(at) : double.MaxValue;
    }

    // Александр and Александра are brother and sister, however alike they are written.
    private static bool AreOfTwoSexes(string a, string b) =>
        (GivenNames.SexOf(a), GivenNames.SexOf(b)) is (Sex.Male, Sex.Female) or (Sex.Female, Sex.Male);

    private byte LevelOf(string? a, string? b, bool isGiven)
    {
        if (a is null || b is null)
        {
            return 0;
        }

        return Word.Compare(a, b) switch
        {
            Likeness.Equal => 1,
            _ when isGiven && _isSameName(a, b) => 2,
            Likeness.Close or Likeness.Similar when isGiven && AreOfTwoSexes(a, b) => 5,
            Likeness.Close => 3,
            Likeness.Similar => 4,
            _ => (byte)(a[0] == b[0] && (a.Length == 1 || b.Length == 1) ? 4 : 5),
        };
    }
}
