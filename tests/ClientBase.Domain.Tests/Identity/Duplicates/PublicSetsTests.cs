using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Domain.Tests.Identity.Duplicates;

/// <summary>Public sets of people with known duplicates: pairwise F1 over all rows, one configuration for all.</summary>
public sealed class PublicSetsTests
{
    private const string Folder = PublicPeople.Folder;

    [PublicDataTheory(Folder + "febrl1.csv")]
    [InlineData("febrl1.csv", 0.99)]
    [InlineData("febrl2.csv", 0.97)]
    [InlineData("fake_1000.csv", 0.88)]
    [Trait("Category", "Slow")]
    public void Duplicates_are_found_without_labels(string file, double f1)
    {
        var (table, people) = PublicPeople.Read(file);

        var found = DuplicateFinder.Find(table, new DuplicateOptions());

        Assert.True(PublicPeople.F1(found, people) >= f1, $"F1 {PublicPeople.F1(found, people):0.0000}");
        Assert.Equal(found.Pairs.Count, found.Pairs.Select(pair => (pair.A, pair.B)).Distinct().Count());
        Assert.All(found.Pairs, pair => Assert.True(pair.A < pair.B && pair.Probability is >= 0.5 and <= 1d));
    }

    [PublicDataFact(Folder + "fake_1000.csv")]
    [Trait("Category", "Slow")]
    public void The_order_of_rows_does_not_matter()
    {
        var (table, people) = PublicPeople.Read("fake_1000.csv");
        var order = Enumerable.Range(0, people.Length).ToArray();
        new Random(7).Shuffle(order);

        var found = DuplicateFinder.Find(table, new DuplicateOptions());
        var reordered = new PeopleTable(people.Length);
        foreach (var field in table.Fields)
        {
            reordered.Add(field, [.. order.Select(row => table.Cell(field, row))]);
        }

        var shuffled = DuplicateFinder.Find(reordered, new DuplicateOptions());

        Assert.Equal(
            found.Pairs.Select(pair => (pair.A, pair.B, pair.Probability)),
            shuffled.Pairs.Select(pair => (A: order[pair.A], B: order[pair.B], pair.Probability))
                .Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B), pair.Probability)).Order());
    }
}
