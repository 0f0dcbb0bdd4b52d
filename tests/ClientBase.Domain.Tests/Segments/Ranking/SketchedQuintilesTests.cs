using ClientBase.Domain.Analytics.Sketches;
using ClientBase.Domain.Segments.Ranking;
using FsCheck;
using FsCheck.Fluent;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments.Ranking;

public sealed class SketchedQuintilesTests
{
    [Fact]
    public void Shards_merged_below_the_limit_cut_as_the_whole_base_does()
    {
        Prop.ForAll((NonEmptyArray<(byte Days, int Total)> some) =>
        {
            var buyers = some.Get.Select((one, i) => Buyer($"{i}", one.Days, 1, one.Total)).ToArray();
            var cuts = BaseCuts.Of(buyers, Catalogue.Options, AsOf);
            return SketchedQuintiles.Cuts(Sharded(some.Get.Select(one => (long)one.Days))).SequenceEqual(cuts.Recency)
                && SketchedQuintiles.Cuts(Sharded(some.Get.Select(one => (long)one.Total))).SequenceEqual(cuts.Monetary);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Beyond_the_limit_each_bin_has_a_fifth_of_the_base_but_for_the_error()
    {
        const int count = 20_000;
        var sketch = Sharded(Enumerable.Range(0, count).Select(i => (i * 7919L) % count), limit: 2_000);
        Assert.InRange(sketch.RankError, 1, count / 50);

        var cuts = SketchedQuintiles.Cuts(sketch);
        var bins = Enumerable.Range(0, count).CountBy(value => cuts.Count(cut => value > cut)).ToArray();
        Assert.Equal(5, bins.Length);
        var most = (2 * sketch.RankError) + 1;
        Assert.All(bins, bin => Assert.InRange(bin.Value, (count / 5) - most, (count / 5) + most));
    }

    [Fact]
    public void Without_buyers_there_are_no_cuts()
    {
        Assert.Empty(SketchedQuintiles.Cuts(new QuantileSketch()));
    }

    private static QuantileSketch Sharded(IEnumerable<long> values, int limit = 1_000)
    {
        var all = new QuantileSketch(limit, levelSize: 256);
        foreach (var shard in values.Index().GroupBy(one => one.Index % 16, one => one.Item))
        {
            var sketch = new QuantileSketch(limit, levelSize: 256);
            shard.ToList().ForEach(sketch.Add);
            all.Merge(sketch);
        }

        return all;
    }
}
