using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Identity.Duplicates.Joining;

/// <summary>Turns people found to be one into pairs and clusters of the table's rows.</summary>
internal sealed class RowPairs
{
    private readonly People _people;
    private readonly DuplicateOptions _options;
    private readonly int _allPairsUpTo;
    private readonly bool[] _areCopiesOne;
    private readonly List<DuplicatePair> _pairs = [];

    public RowPairs(People people, DuplicateOptions options, int allPairsUpTo)
    {
        (_people, _options, _allPairsUpTo, _areCopiesOne) = (people, options, allPairsUpTo, new bool[people.Count]);
        PersonOf = new int[people.Rows.Sum(rows => rows.Length)];
        for (var person = 0; person < people.Count; person++)
        {
            Array.ForEach(people.Rows[person], row => PersonOf[row] = person);
        }
    }

    /// <summary>The person of each row.</summary>
    public int[] PersonOf { get; }

    /// <summary>The pairs, in the order of their rows.</summary>
    public IReadOnlyList<DuplicatePair> Pairs => [.. _pairs.OrderBy(pair => pair.A).ThenBy(pair => pair.B)];

    /// <summary>Adds the rows that are exactly alike, if their values are enough to make them one person.</summary>
    public void AddCopies(Func<int, double> probabilityOf)
    {
        for (var person = 0; person < _people.Count; person++)
        {
            var rows = _people.Rows[person];
            if (rows.Length == 1 || probabilityOf(person) is var probability && probability < _options.Threshold)
            {
                continue;
            }

            _areCopiesOne[person] = probability >= 0.5;
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = i + 1; j < rows.Length && (rows.Length <= _allPairsUpTo || i == 0); j++)
                {
                    Add(rows[i], rows[j], probability, null);
                }
            }
        }
    }

    /// <summary>Adds the pairs of clusters, and likely pairs that were not joined.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="links">What was compared.</param>
    /// <param name="probabilityOf">Compares two people, whether blocking brought them together or not.</param>
    public void AddClusters(Clusters clusters, IEnumerable<Link> links, Func<int, int, double> probabilityOf)
    {
        var likely = links
            .Select(link => (link.A, link.B, Probability: MatchModel.Probability(link.Bits)))
            .Where(link => link.Probability >= _options.Threshold)
            .ToDictionary(link => (link.A, link.B), link => link.Probability);
        foreach (var members in clusters.Groups.Select(group => group.Order().ToList()))
        {
            foreach (var person in members.Count <= _allPairsUpTo ? members : [members[0]])
            {
                var ways = clusters.WaysFrom(person);
                foreach (var other in members.Where(other => other > person))
                {
                    likely.Remove((person, other));
                    var direct = probabilityOf(person, other);
                    var isDirect = direct >= _options.Threshold;

                    // Two people who are not alike themselves may be one through a third.
                    AddPeople(person, other, isDirect ? direct : ways[other].Probability, isDirect ? null : ways[other].FirstStep);
                }
            }
        }

        foreach (var ((a, b), probability) in likely)
        {
            AddPeople(a, b, probability, null);
        }
    }

    /// <summary>The cluster of each row, named by its first row.</summary>
    public int[] ClustersOf(Clusters clusters)
    {
        var of = new int[PersonOf.Length];
        var firsts = new Dictionary<int, int>();
        var roots = clusters.Of;
        for (var row = 0; row < of.Length; row++)
        {
            // A copy is alone when it must stay apart from one before it, or when copies are not surely one person.
            var copies = _people.Rows[PersonOf[row]];
            if (row != copies[0] && (!_areCopiesOne[PersonOf[row]] || IsBarred(copies, row)))
            {
                of[row] = row;
                continue;
            }

            firsts.TryAdd(roots[PersonOf[row]], row);
            of[row] = firsts[roots[PersonOf[row]]];
        }

        return of;
    }

    private bool IsBarred(int[] copies, int row) =>
        _options.MustStayApart is { } mustStayApart && copies.TakeWhile(copy => copy != row).Any(copy => mustStayApart(copy, row));

    private void AddPeople(int a, int b, double probability, int? through)
    {
        var (rowsA, rowsB) = (Listed(a), Listed(b));
        foreach (var rowA in rowsA)
        {
            foreach (var rowB in rowsB)
            {
                Add(rowA, rowB, probability, through is { } person ? _people.Rows[person].Min() : null);
            }
        }
    }

    private int[] Listed(int person) => _people.Rows[person].Length <= _allPairsUpTo ? _people.Rows[person] : [_people.Rows[person][0]];

    private void Add(int a, int b, double probability, int? through)
    {
        if (probability >= _options.Threshold && _options.MustStayApart?.Invoke(a, b) != true)
        {
            _pairs.Add(new DuplicatePair(Math.Min(a, b), Math.Max(a, b), probability, through));
        }
    }
}
