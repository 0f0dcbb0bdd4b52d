using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Identity.Duplicates.Joining;

/// <summary>A pair of people that are probably one, and how many bits speak for it.</summary>
internal readonly record struct Link(int A, int B, double Bits);

/// <summary>Joins linked people into clusters, the strongest link first.</summary>
/// <remarks>
/// Two clusters are joined by their strongest link only while what else was compared between them does not speak against it: so a chain of
/// likenesses does not run through a whole base. The links that joined are a tree in each cluster, and the strongest way between any two.
/// </remarks>
internal sealed class Clusters
{
    private readonly int[] _parent;
    private readonly List<int>[] _members;
    private readonly List<(int Other, double Probability)>[] _tree;
    private readonly Dictionary<int, (double Bits, int Pairs)>[] _between;

    private Clusters(int people)
    {
        _parent = [.. Enumerable.Range(0, people)];
        _members = Array.ConvertAll(_parent, person => new List<int> { person });
        _tree = Array.ConvertAll(_parent, _ => new List<(int, double)>());
        _between = Array.ConvertAll(_parent, _ => new Dictionary<int, (double, int)>());
    }

    /// <summary>The cluster of each person, by one of its people.</summary>
    public int[] Of => [.. Enumerable.Range(0, _parent.Length).Select(Root)];

    /// <summary>The people of each cluster of more than one.</summary>
    public IEnumerable<IReadOnlyList<int>> Groups => Enumerable.Range(0, _parent.Length).Where(person => Root(person) == person && _members[person].Count > 1)
        .Select(person => _members[person]);

    /// <summary>Joins.</summary>
    /// <param name="people">Number of people.</param>
    /// <param name="compared">All that was compared, in an order that depends on what people say alone.</param>
    /// <param name="leastBits">The weakest link that joins.</param>
    /// <param name="meanAgainst">Joined unless the compared pairs between two clusters are on average below this many bits.</param>
    /// <param name="mustStayApart">Pairs of people never to be joined; null for none.</param>
    public static Clusters Join(int people, IReadOnlyList<Link> compared, double leastBits, double meanAgainst, Func<int, int, bool>? mustStayApart)
    {
        var clusters = new Clusters(people);
        foreach (var link in compared)
        {
            clusters.Count(link.A, link.B, (link.Bits, 1));
        }

        foreach (var link in compared.Where(link => link.Bits >= leastBits).OrderByDescending(link => link.Bits).ThenBy(link => link.A).ThenBy(link => link.B))
        {
            clusters.TryJoin(link, meanAgainst, mustStayApart);
        }

        return clusters;
    }

    /// <summary>The probability that the strongest way from a person to all others of the cluster holds, by person, and the first step of it.</summary>
    public Dictionary<int, (double Probability, int FirstStep)> WaysFrom(int person)
    {
        var ways = new Dictionary<int, (double Probability, int FirstStep)> { [person] = (1d, person) };
        var open = new Stack<int>([person]);
        while (open.TryPop(out var at))
        {
            foreach (var (other, probability) in _tree[at])
            {
                if (ways.TryAdd(other, (ways[at].Probability * probability, at == person ? other : ways[at].FirstStep)))
                {
                    open.Push(other);
                }
            }
        }

        return ways;
    }

    private void TryJoin(Link link, double meanAgainst, Func<int, int, bool>? mustStayApart)
    {
        var (a, b) = (Root(link.A), Root(link.B));
        if (a == b)
        {
            return;
        }

        var (bits, pairs) = _between[a][b];
        if (bits / pairs < meanAgainst || (mustStayApart is not null && _members[a].Exists(one => _members[b].Exists(other => mustStayApart(one, other)))))
        {
            return;
        }

        var probability = MatchModel.Probability(link.Bits);
        _tree[link.A].Add((link.B, probability));
        _tree[link.B].Add((link.A, probability));
        Merge(_between[a].Count >= _between[b].Count ? a : b, _between[a].Count >= _between[b].Count ? b : a);
    }

    private void Merge(int into, int from)
    {
        _parent[from] = into;
        _members[into].AddRange(_members[from]);
        _members[from] = [];
        _between[into].Remove(from);
        foreach (var (other, known) in _between[from])
        {
            if (other != into)
            {
                _between[other].Remove(from);
                Count(into, other, known);
            }
        }

        _between[from] = [];
    }

    private void Count(int a, int b, (double Bits, int Pairs) more)
    {
        var (bits, pairs) = _between[a].GetValueOrDefault(b);
        _between[a][b] = _between[b][a] = (bits + more.Bits, pairs + more.Pairs);
    }

    private int Root(int person)
    {
        while (_parent[person] != person)
        {
            person = _parent[person] = _parent[_parent[person]];
        }

        return person;
    }
}
