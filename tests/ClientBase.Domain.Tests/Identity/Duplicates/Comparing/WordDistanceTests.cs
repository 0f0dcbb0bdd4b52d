using ClientBase.Domain.Identity.Duplicates.Comparing;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Tests.Identity.Duplicates.Comparing;

public sealed class WordDistanceTests
{
    // Winkler 1990 and the Census Bureau's examples.
    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.9611)]
    [InlineData("DWAYNE", "DUANE", 0.8400)]
    [InlineData("DIXON", "DICKSONX", 0.8133)]
    [InlineData("JONES", "JOHNSON", 0.8324)]
    [InlineData("ABC", "XYZ", 0)]
    [InlineData("", "", 1)]
    [InlineData("", "A", 0)]
    public void Jaro_and_Winkler_measure_what_they_published(string a, string b, double expected)
    {
        Assert.Equal(expected, JaroWinkler.Similarity(a, b), 4);
        Assert.Equal(expected, JaroWinkler.Similarity(b, a), 4);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("smith", "smiht", 1)]
    [InlineData("19760915", "19760195", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void A_swap_of_neighbours_is_one_error(string a, string b, int expected)
    {
        Assert.Equal(expected, DamerauLevenshtein.Distance(a, b));
        Assert.Equal(expected, DamerauLevenshtein.Distance(b, a));
    }

    [Fact]
    public void A_limit_only_cuts_off_what_is_over_it()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b) = (RandomWord(random), RandomWord(random));
            var distance = DamerauLevenshtein.Distance(a, b);
            for (var limit = 0; limit < 6; limit++)
            {
                Assert.Equal(Math.Min(distance, limit + 1), DamerauLevenshtein.Distance(a, b, limit));
            }
        }
    }

    private static string RandomWord(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => (char)('a' + random.Next(3))));
}
