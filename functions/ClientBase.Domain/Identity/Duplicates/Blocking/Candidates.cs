using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Blocking;

/// <summary>A pair that was compared.</summary>
internal readonly record struct Candidate(int A, int B, ulong Pattern);

/// <summary>Finds and compares the pairs worth comparing.</summary>
internal static class Candidates
{
    private const int PeopleATime = 512;

    /// <summary>The pairs in order, each once, with its pattern of agreement.</summary>
    public static Candidate[] Compare(
        People people,
        Comparisons comparisons,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var refinement = BlockKeys.Refinement(people);
        var passes = BlockKeys.For(people).AsParallel().AsOrdered().Select(keys => BlockingPass.Form(keys, refinement)).ToArray();
        var portions = new Candidate[(people.Count + PeopleATime - 1) / PeopleATime][];
        var done = 0;
        Parallel.For(0, portions.Length, new ParallelOptions { CancellationToken = cancellationToken }, portion =>
        {
            portions[portion] = ComparePortion(portion * PeopleATime, people.Count, passes, comparisons);
            progress?.Report((double)Interlocked.Increment(ref done) / portions.Length);
        });

        return [.. portions.SelectMany(portion => portion)];
    }

    private static Candidate[] ComparePortion(int start, int people, BlockingPass[] passes, Comparisons comparisons)
    {
        var found = new List<Candidate>();
        var partners = new List<int>();
        for (var a = start; a < Math.Min(people, start + PeopleATime); a++)
        {
            partners.Clear();
            foreach (var pass in passes)
            {
                pass.AddPartners(a, partners);
            }

            partners.Sort();
            var last = -1;
            foreach (var b in partners)
            {
                if (b != last)
                {
                    found.Add(new Candidate(a, b, comparisons.Compare(a, b)));
                    last = b;
                }
            }
        }

        return [.. found];
    }
}
