namespace ClientBase.Benchmarks.Fuzz;

/// <summary>What hostile input was answered with, and what of it should not have been.</summary>
internal sealed class FuzzFound
{
    /// <summary>How often each kind was answered with each status.</summary>
    public SortedDictionary<string, SortedDictionary<int, int>> Kinds { get; set; } = new(StringComparer.Ordinal);

    public int Failed { get; set; }

    public int Unsafe { get; set; }

    public int Poison { get; set; }

    public List<string> What { get; set; } = [];

    public void Count(string kind, int status, int times = 1)
    {
        var statuses = Kinds.TryGetValue(kind, out var known) ? known : Kinds[kind] = [];
        statuses[status] = statuses.GetValueOrDefault(status) + times;
    }

    public void Fail(string what) => (Failed, _) = (Failed + 1, Tell(what));

    public void Accept(string what) => (Unsafe, _) = (Unsafe + 1, Tell(what));

    public void Poisoned(string what) => (Poison, _) = (Poison + 1, Tell(what));

    public bool Tell(string what)
    {
        Console.WriteLine(what);
        What.Add(what);
        return true;
    }

    /// <summary>Adds what was found elsewhere.</summary>
    public void Add(FuzzFound other)
    {
        foreach (var (kind, statuses) in other.Kinds)
        {
            foreach (var (status, times) in statuses)
            {
                Count(kind, status, times);
            }
        }

        (Failed, Unsafe, Poison) = (Failed + other.Failed, Unsafe + other.Unsafe, Poison + other.Poison);
        What.AddRange(other.What);
    }
}
