using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>Everything that is compared of two people, and the pattern of their agreement: three bits for each piece of evidence.</summary>
internal sealed class Comparisons
{
    private const int Bits = 3;
    private const int Mask = 7;

    private readonly IComparison[] _all;

    private Comparisons(IComparison[] all)
    {
        _all = all;
        Evidence = [.. all.SelectMany(comparison => comparison.Evidence)];
    }

    /// <summary>What is compared.</summary>
    public Evidence[] Evidence { get; }

    public static Comparisons For(People people, Func<string, string, bool> isSameName)
    {
        var all = new List<IComparison>();
        var (given, surname) = (people.Find(PersonField.FirstName), people.Find(PersonField.LastName));
        Add(given ?? surname, _ => new NameComparison(given, surname, isSameName));
        Add(people.Find(PersonField.Patronymic), column => new TextComparison("patronymic", column, 0.8, 0.02, isShared: false));
        Add(people.Find(PersonField.BirthDate), column => new DateComparison(column));
        Add(people.Find(PersonField.Email), column => new EmailComparison(column, [given, surname], people.Count));
        Add(people.Find(PersonField.Phone), column => new CodeComparison("phone", column, 0.8, 0.0003, isShared: true, isOwn: true));
        Add(
            people.Find(PersonField.NationalId),
            column => new CodeComparison("nationalId", column, 0.9, 0.0001, isShared: false, isOwn: true));
        var (line1, line2) = (people.Find(PersonField.Address), people.Find(PersonField.Address2));
        Add(line1 ?? line2, _ => new AddressComparison(line1, line2));
        Add(
            people.Find(PersonField.StreetNumber),
            column => new CodeComparison("streetNumber", column, 0.8, 0.02, isShared: true, isOwn: false));
        Add(people.Find(PersonField.Postcode), column => new CodeComparison("postcode", column, 0.8, 0.005, isShared: true, isOwn: false));
        Add(people.Find(PersonField.City), column => new TextComparison("city", column, 0.8, 0.1, isShared: true));
        Add(people.Find(PersonField.Region), column => new TextComparison("region", column, 0.85, 0.2, isShared: true));
        Add(people.Find(PersonField.Country), column => new TextComparison("country", column, 0.95, 0.7, isShared: true));
        return new Comparisons([.. all]);

        void Add(ValueColumn? column, Func<ValueColumn, IComparison> create)
        {
            if (column is not null)
            {
                all.Add(create(column));
            }
        }
    }

    /// <summary>The pattern of two people.</summary>
    public ulong Compare(int a, int b)
    {
        Span<byte> levels = stackalloc byte[Evidence.Length];
        var at = 0;
        foreach (var comparison in _all)
        {
            comparison.Compare(a, b, levels[at..]);
            at += comparison.Evidence.Length;
        }

        var pattern = 0ul;
        for (var i = 0; i < levels.Length; i++)
        {
            pattern |= (ulong)levels[i] << (i * Bits);
        }

        return pattern;
    }

    /// <summary>The level of one evidence in a pattern; 0: nothing to compare.</summary>
    public static int LevelOf(ulong pattern, int evidence) => (int)(pattern >> (evidence * Bits)) & Mask;

    /// <summary>How rare the values are that the two have in common, in bits for each evidence.</summary>
    public void Rarity(int a, int b, ulong pattern, Span<double> bits)
    {
        var at = 0;
        foreach (var comparison in _all)
        {
            for (var i = 0; i < comparison.Evidence.Length; i++, at++)
            {
                var level = LevelOf(pattern, at);
                bits[at] = level > 0 && Evidence[at].Levels[level - 1].IsByValue ? comparison.Rarity(i, level, a, b) : 0;
            }
        }
    }

    /// <summary>The sum, and the sum of what a household shares.</summary>
    public Rarity Sum(ReadOnlySpan<double> bits)
    {
        var (all, shared) = (0d, 0d);
        for (var i = 0; i < bits.Length; i++)
        {
            all += bits[i];
            shared += Evidence[i].IsShared ? bits[i] : 0;
        }

        return new Rarity(all, shared);
    }

    /// <summary>What was compared, for each evidence.</summary>
    public (string? A, string? B)[] Compared(int a, int b, ulong pattern)
    {
        var compared = new List<(string?, string?)>();
        foreach (var comparison in _all)
        {
            var levels = new byte[comparison.Evidence.Length];
            for (var i = 0; i < levels.Length; i++)
            {
                levels[i] = (byte)LevelOf(pattern, compared.Count + i);
            }

            for (var i = 0; i < levels.Length; i++)
            {
                compared.Add(comparison.Compared(i, a, b, levels));
            }
        }

        return [.. compared];
    }

    /// <summary>Counts values by person instead of by row, once it is known which rows are one person.</summary>
    public void Recount(int[] personOf)
    {
        foreach (var (_, table) in _all.SelectMany(comparison => comparison.Rarities))
        {
            table.Recount(personOf);
        }
    }

    /// <summary>How often values are met, to be kept.</summary>
    public SortedDictionary<string, ValueCounts> Counts() => new(
        _all.SelectMany(comparison => comparison.Rarities).ToDictionary(one => one.Name, one => one.Table.Often()),
        StringComparer.Ordinal);

    /// <summary>Counts values as they were counted in a larger base.</summary>
    public void CountAs(IReadOnlyDictionary<string, ValueCounts> counts)
    {
        foreach (var (name, table) in _all.SelectMany(comparison => comparison.Rarities))
        {
            table.CountAs(counts.GetValueOrDefault(name, ValueCounts.None));
        }
    }
}
