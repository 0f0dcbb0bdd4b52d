using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Identity.Duplicates.Joining;

/// <summary>A pair of people that are probably one, and how many bits speak for it.</summary>
internal readonly record struct Link(int A, int B, double Bits);

/// <summary>Joins linked people into clusters, the strongest link first.</summary>
/// <remarks>
/// Two clusters are joined by their strongest link, unless the other pairs compared between them speak against it. That keeps a chain of
/// likenesses from running through a whole base. The links that joined form a tree in each cluster: the strongest path between any two.
/// </remarks>
internal sealed class Clusters
{
    private readonly int[] _parent;
    private readonly Dictionary<int, List<int>> _members = [];
    private readonly Dictionary<int, List<(int Other, double Probability)>> _tree = [];
    private readonly Dictionary<int, Dictionary<int, (double Bits, int Pairs)>> _between = [];

    private Clusters(int people, IEnumerable<int> joinable)
    {
        _parent = [.. Enumerable.Range(0, people)];
        foreach (var person in joinable)
        {
            (_members[person], _tree[person], _between[person]) = ([person], [], []);
        }
    }

    /// <summary>The cluster of each person, named by one of its people.</summary>
    public int[] Of => [.. Enumerable.Range(0, _parent.Length).Select(Root)];

    /// <summary>The people of each cluster of more than one.</summary>
    public IEnumerable<IReadOnlyList<int>> Groups => _members
        .Where(group => group.Value.Count > 1)
        .OrderBy(group => group.Key)
        .Select(group => group.Value);

    /// <summary>Joins people into clusters.</summary>
    /// <param name="people">Number of people.</param>
    /// <param name="compared">All pairs compared, in an order that depends only on the values of people.</param>
    /// <param name="leastBits">The weakest link that joins.</param>
    /// <param name="meanAgainst">Two clusters stay apart when the pairs compared between them have on average fewer bits than this.</param>
    /// <param name="mustStayApart">Pairs of people never to be joined; null for none.</param>
    public static Clusters Join(
        int people,
        IReadOnlyList<Link> compared,
        double leastBits,
        double meanAgainst,
        Func<int, int, bool>? mustStayApart)
    {
        var strong = compared.Where(link => link.Bits >= leastBits).ToList();
        var joinable = strong.SelectMany(link => new[] { link.A, link.B }).ToHashSet();
        var clusters = new Clusters(people, joinable);
        foreach (var link in compared)
        {
            // Most people are like nobody else, and what speaks against them is never needed.
            if (joinable.Contains(link.A) && joinable.Contains(link.B))
            {
                clusters.Count(link.A, link.B, (link.Bits, 1));
            }
        }

        foreach (var link in strong.OrderByDescending(link => link.Bits).ThenBy(link => link.A).ThenBy(link => link.B))
        {
            clusters.TryJoin(link, meanAgainst, mustStayApart);
        }

        return clusters;
    }

    /// <summary>
    /// For each person of the cluster, the probability that the strongest path to them holds, and the first step of that path.
    /// </summary>
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
        if (bits / pairs < meanAgainst)
        {
            return;
        }

        if (mustStayApart is not null && _members[a].Exists(one => _members[b].Exists(other => mustStayApart(one, other))))
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
        _members.Remove(from);
        _between[into].Remove(from);
        foreach (var (other, known) in _between[from])
        {
            if (other != into)
            {
                _between[other].Remove(from);
                Count(into, other, known);
            }
        }

        _between.Remove(from);
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
