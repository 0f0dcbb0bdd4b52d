using System.Globalization;
using ClientBase.Cli.Tables;
using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Cli.People;

/// <summary>Writes what was found: pairs with their explanation, and the cluster of everybody.</summary>
internal static class DuplicateFiles
{
    /// <summary>The pairs, the likeliest first; each once, with the smaller id (ordinal) as <c>id_a</c>.</summary>
    public static void WritePairs(PeopleFile people, DuplicateResult found, string path)
    {
        using var file = CsvOutput.Create(path, "id_a", "id_b", "score", "explanation");
        var pairs = found.Pairs
            .Select(pair => string.CompareOrdinal(people.Ids[pair.A], people.Ids[pair.B]) < 0
                ? (pair.A, pair.B, Pair: pair)
                : (pair.B, pair.A, Pair: pair))
            .OrderByDescending(pair => pair.Pair.Probability)
            .ThenBy(pair => people.Ids[pair.Item1], StringComparer.Ordinal).ThenBy(pair => people.Ids[pair.Item2], StringComparer.Ordinal);
        foreach (var (a, b, pair) in pairs)
        {
            file.Rows.WriteField(people.Ids[a]);
            file.Rows.WriteField(people.Ids[b]);
            file.Rows.WriteField(pair.Probability.ToString("0.######", CultureInfo.InvariantCulture));
            file.Rows.WriteField(Explain(people, found.Explain(a, b), pair.Through));
            file.Rows.EndRecord();
        }

        file.Finish();
    }

    /// <summary>The cluster of everybody, named by its smallest id (ordinal).</summary>
    public static void WriteClusters(PeopleFile people, DuplicateResult found, string path)
    {
        var names = new Dictionary<int, string>();
        for (var row = 0; row < people.Ids.Count; row++)
        {
            var (cluster, id) = (found.ClusterOf[row], people.Ids[row]);
            names[cluster] = names.TryGetValue(cluster, out var name) && string.CompareOrdinal(name, id) < 0 ? name : id;
        }

        using var file = CsvOutput.Create(path, "id", "cluster");
        for (var row = 0; row < people.Ids.Count; row++)
        {
            file.Rows.WriteField(people.Ids[row]);
            file.Rows.WriteField(names[found.ClusterOf[row]]);
            file.Rows.EndRecord();
        }

        file.Finish();
    }

    // In bits: each doubles the odds. Prior and fields add up to the sum, if the two are alike themselves.
    private static string Explain(PeopleFile people, PairExplanation explanation, int? through)
    {
        var fields = explanation.Fields.Select(field => Text($"{field.Field} {field.Agreement} {field.Bits:+0.0;-0.0;0.0}")
            + (field.A is null && field.B is null ? "" : $" ({field.A} | {field.B})"));
        var (prior, bits) = (explanation.PriorBits, explanation.Bits);
        var direct = Text($"prior {prior:+0.0;-0.0;0.0}; {string.Join("; ", fields)}; sum {bits:+0.0;-0.0;0.0} bits");
        return through is { } row ? $"through {people.Ids[row]}; alone: {direct}" : direct;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
