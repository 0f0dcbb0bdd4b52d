using ClientBase.Domain.Identity.Duplicates.Blocking;
using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Identity.Duplicates.Joining;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Domain.Identity.Duplicates.Records;
using ClientBase.Domain.Identity.Duplicates.Scoring;

namespace ClientBase.Domain.Identity.Duplicates;

/// <summary>Finds rows that are one person, without labels (Fellegi and Sunter 1969, weights by expectation maximisation).</summary>
/// <remarks>
/// Blocks give the pairs worth comparing, and the weights are learned from them. The clusters that are sure then let values be counted by
/// person instead of by row, and the weights are learned again. The answer depends only on the values of the rows, not on their order, ids
/// or the names of columns.
/// </remarks>
public static class DuplicateFinder
{
    private const double SureBits = 2d;
    private const double MeanAgainst = -3d;

    /// <summary>
    /// Up to so many copies of a row, or people of a cluster, all their pairs are listed; of more, only the pairs with the first.
    /// </summary>
    private const int AllPairsUpTo = 1_000;

    /// <summary>Finds the duplicates of a table.</summary>
    /// <param name="table">The people.</param>
    /// <param name="options">What counts as a duplicate.</param>
    /// <param name="progress">Gets the share that is compared, 0 to 1.</param>
    /// <param name="cancellationToken">Stops while pairs are compared.</param>
    public static DuplicateResult Find(
        PeopleTable table, DuplicateOptions options, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var (people, comparisons, candidates, scorer, apart, model) = Fit(table, options, progress, cancellationToken);
        var links = Links(candidates, scorer.Bits(model));
        var leastBits = Math.Max(0d, BitsOf(options.Threshold));
        var clusters = Clusters.Join(people.Count, links, leastBits, MeanAgainst, apart);

        var rows = new RowPairs(people, options, AllPairsUpTo);
        rows.AddCopies(person => MatchModel.Probability(scorer.Bits(model, person, person)));
        rows.AddClusters(clusters, links, (a, b) => MatchModel.Probability(scorer.Bits(model, a, b)));
        return new DuplicateResult(rows.Pairs, rows.ClustersOf(clusters), rows.PersonOf, comparisons, model);
    }

    /// <summary>Learns from some people of a base what pairs of it are scored by (<see cref="PairScorer"/>).</summary>
    /// <param name="table">The people: all, or some drawn at random.</param>
    /// <param name="options">What counts as a duplicate.</param>
    /// <param name="cancellationToken">Stops while pairs are compared.</param>
    public static LearnedWeights Learn(PeopleTable table, DuplicateOptions options, CancellationToken cancellationToken = default)
    {
        var (people, comparisons, _, _, _, model) = Fit(table, options, null, cancellationToken);
        return people.Count < 2 ? LearnedWeights.Expected : LearnedWeights.Of(table.Rows, comparisons, model);
    }

    private static (People People, Comparisons Comparisons, Candidate[] Candidates, Scorer Scorer, Func<int, int, bool>? Apart, MatchModel)
        Fit(PeopleTable table, DuplicateOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var people = People.Read(table);
        var comparisons = Comparisons.For(people, options.IsSameGivenName);
        var candidates = Candidates.Compare(people, comparisons, progress, cancellationToken);
        var scorer = new Scorer(people, comparisons, candidates);
        var apart = ApartOf(people, options.MustStayApart);
        var sure = Clusters.Join(people.Count, Links(candidates, scorer.Bits(scorer.Fit())), SureBits, MeanAgainst, apart);
        comparisons.Recount(sure.Of);
        return (people, comparisons, candidates, scorer, apart, scorer.Fit());
    }

    private static double BitsOf(double probability) => Math.Log2(probability / (1d - probability));

    private static Link[] Links(Candidate[] candidates, double[] bits) =>
        [.. candidates.Select((pair, i) => new Link(pair.A, pair.B, bits[i]))];

    private static Func<int, int, bool>? ApartOf(People people, Func<int, int, bool>? mustStayApart) => mustStayApart is null
        ? null
        : (a, b) => people.Rows[a].Any(one => people.Rows[b].Any(other => mustStayApart(one, other)));
}
