using ClientBase.Domain.Analytics.Sketches;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Analytics.Sketches;

public sealed class QuantileSketchTests
{
    private const int Limit = 64;
    private const int K = 16;
    private static readonly decimal[] Shares = [0m, .001m, .05m, .2m, .25m, 1m / 3, .5m, .6m, .8m, .99m, 1m];

    public static TheoryData<string> EveryStream { get; } = [.. Streams.Names];

    [Fact]
    public void Up_to_the_limit_ranks_and_quantiles_are_those_of_the_textbook()
    {
        Prop.ForAll((NonEmptyArray<int> some) =>
        {
            var values = some.Get.Take(Limit).Select(one => (long)one).ToArray();
            var sketch = Filled(values);
            return sketch.RankError == 0
                && values.All(value => sketch.Rank(value) == Streams.Rank(values, value)
                    && sketch.Rank(value - 1) == Streams.Rank(values, value - 1))
                && Shares.All(share => Math.Abs(sketch.Quantile(share)!.Value - Streams.Quantile(values, share)) < 1e-12m);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_quantile_lies_between_its_neighbours()
    {
        var sketch = Filled([40, 10, 20, 30]);
        Assert.Equal([10m, 16m, 25m, 34m, 40m], new[] { 0m, .2m, .5m, .8m, 1m }.Select(share => sketch.Quantile(share)!.Value));
    }

    [Fact]
    public void The_whole_range_of_values_has_a_middle()
    {
        Assert.Equal(-.5m, Filled([long.MinValue, long.MaxValue]).Quantile(.5m));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_million_values_are_exact_and_one_more_is_within_a_quarter_of_a_percent()
    {
        var values = Streams.Of("random", QuantileSketch.DefaultLimit + 1);
        var sketch = new QuantileSketch();
        foreach (var value in values.Take(QuantileSketch.DefaultLimit))
        {
            sketch.Add(value);
        }

        Assert.Equal(0, sketch.RankError);
        Assert.Equal(Streams.Quantile(values[..^1], .8m), sketch.Quantile(.8m));
        sketch.Add(values[^1]);
        Assert.InRange(sketch.RankError, 1, sketch.Count / 400);
        AssertHolds(sketch, values);
    }

    [Fact]
    public void The_error_is_no_greater_than_it_has_to_be()
    {
        // The 65th of sorted values compacts three levels: by 1 up, by 2 down, by 4 up. Where nothing cancels, that is 5 up.
        var sketch = Filled(Streams.Of("sorted", Limit + 1));
        var worst = Enumerable.Range(0, Limit + 1).Max(value => Math.Abs(sketch.Rank(value) - (value + 1)));
        Assert.Equal((5, 5), (worst, sketch.RankError));
    }

    [Theory]
    [MemberData(nameof(EveryStream))]
    public void No_stream_moves_a_rank_further_than_the_error_says(string stream)
    {
        var values = Streams.Of(stream, 5_000);
        var sketch = new QuantileSketch(Limit, K);
        for (var i = 0; i < values.Length; i++)
        {
            sketch.Add(values[i]);
            AssertWithinStatedFigure(sketch);
            if (i % 617 == 0)
            {
                AssertHolds(sketch, values[..(i + 1)]);
            }
        }

        AssertHolds(sketch, values);
    }

    [Fact]
    public void No_stream_and_tree_of_merges_moves_a_rank_further_than_the_error_says()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var values = Streams.Of(Streams.Names[seed % Streams.Names.Length], random.Next(1, 3_000), seed);
            var merged = MergedAtRandom(values, random);
            AssertHolds(merged, values);
            AssertWithinStatedFigure(merged);
        }
    }

    [Theory]
    [MemberData(nameof(EveryStream))]
    public void Merged_one_after_another_or_in_pairs_the_bound_is_the_same(string stream)
    {
        var values = Streams.Of(stream, 6_400);
        var oneByOne = values.Chunk(100).Select(part => Filled(part)).Aggregate(Merged);
        var backwards = values.Chunk(100).Reverse().Select(part => Filled(part)).Aggregate(Merged);
        var pairs = values.Chunk(100).Select(part => Filled(part)).ToArray();
        while (pairs.Length > 1)
        {
            pairs = [.. pairs.Chunk(2).Select(pair => Merged(pair[0], pair[1]))];
        }

        foreach (var sketch in new[] { oneByOne, backwards, pairs[0] })
        {
            AssertHolds(sketch, values);
            AssertWithinStatedFigure(sketch);
        }
    }

    [Fact]
    public void A_merge_leaves_the_other_as_it_is_and_may_be_with_itself()
    {
        var values = Streams.Of("random", 500);
        var (sketch, other) = (Filled(values[..200]), Filled(values[200..]));
        var before = other.ToBytes();
        sketch.Merge(other);
        Assert.Equal(before, other.ToBytes());

        sketch.Merge(sketch);
        AssertHolds(sketch, [.. values, .. values]);
    }

    [Fact]
    public void Merges_below_the_limit_are_exact()
    {
        var values = Streams.Of("random", Limit);
        var sketch = values.Chunk(5).Select(part => Filled(part)).Aggregate(Merged);
        Assert.Equal(0, sketch.RankError);
        Assert.All(Shares, share => Assert.Equal(Filled(values).Quantile(share), sketch.Quantile(share)));
    }

    [Fact]
    public void Of_no_values_there_is_no_quantile()
    {
        var empty = new QuantileSketch();
        Assert.Null(empty.Quantile(.5m));
        Assert.Equal((0, 0, 0), (empty.Count, empty.Rank(5), empty.RankError));
        empty.Merge(new QuantileSketch());
        Assert.Null(empty.Quantile(0m));
    }

    [Theory]
    [InlineData(-.0001)]
    [InlineData(1.0001)]
    public void A_share_outside_0_to_1_is_refused(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Filled([1, 2]).Quantile((decimal)share));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileSketch().Quantile((decimal)share));
    }

    [Theory]
    [InlineData(100, 7)]
    [InlineData(100, 0)]
    [InlineData(100, -2)]
    [InlineData(10, 12)]
    public void Sizes_that_cannot_be_are_refused(int limit, int levelSize)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileSketch(limit, levelSize));
    }

    [Fact]
    public void Sketches_of_other_sizes_are_not_merged()
    {
        Assert.Throws<ArgumentException>(() => new QuantileSketch(Limit, K).Merge(new QuantileSketch(Limit, K + 2)));
        Assert.Throws<ArgumentException>(() => new QuantileSketch(Limit, K).Merge(new QuantileSketch(Limit + 1, K)));
    }

    private static QuantileSketch Filled(long[] values, int limit = Limit, int k = K)
    {
        var sketch = new QuantileSketch(limit, k);
        Array.ForEach(values, sketch.Add);
        return sketch;
    }

    private static QuantileSketch Merged(QuantileSketch one, QuantileSketch other)
    {
        one.Merge(other);
        return one;
    }

    private static QuantileSketch MergedAtRandom(long[] values, Random random)
    {
        var (k, limit) = (2 * random.Next(1, 12), random.Next(24, 200));
        var sketches = new List<QuantileSketch>();
        for (var (start, next) = (0, 0); start < values.Length; start = next)
        {
            next = Math.Min(values.Length, start + 1 + random.Next(400));
            sketches.Add(Filled(values[start..next], limit, k));
        }

        while (sketches.Count > 1)
        {
            var other = sketches[random.Next(sketches.Count)];
            sketches.Remove(other);
            sketches[random.Next(sketches.Count)].Merge(other);
        }

        return sketches[0];
    }

    private static void AssertWithinStatedFigure(QuantileSketch sketch)
    {
        var perLevel = (double)sketch.Count / sketch.LevelSize;
        var stated = perLevel / 2 * (Math.Log2(perLevel) + 2);
        Assert.True(sketch.RankError == 0 || sketch.RankError <= stated, $"{sketch.RankError} of {sketch.Count}");
    }

    // Every rank, and every quantile's neighbours in the true order, against the sorted values.
    private static void AssertHolds(QuantileSketch sketch, long[] values)
    {
        var sorted = values.Order().ToArray();
        var error = sketch.RankError;
        Assert.Equal(values.Length, sketch.Count);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i + 1 == sorted.Length || sorted[i + 1] > sorted[i])
            {
                Assert.InRange(sketch.Rank(sorted[i]), i + 1 - error, i + 1 + error);
            }
        }

        foreach (var share in Shares)
        {
            var position = share * (values.Length - 1);
            var least = sorted[(int)Math.Max(0, Math.Floor(position) - error)];
            var greatest = sorted[(int)Math.Min(values.Length - 1, Math.Ceiling(position) + error)];
            Assert.InRange(sketch.Quantile(share)!.Value, least, greatest);
        }
    }
}
