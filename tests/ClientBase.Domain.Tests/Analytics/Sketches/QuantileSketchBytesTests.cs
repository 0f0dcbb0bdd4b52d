using ClientBase.Domain.Analytics.Sketches;

namespace ClientBase.Domain.Tests.Analytics.Sketches;

public sealed class QuantileSketchBytesTests
{
    public static TheoryData<int> Counts { get; } = [0, 1, 63, 64, 65, 1_000, 12_345];

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_sketch_read_back_goes_on_as_if_nothing_had_happened(int count)
    {
        var values = Streams.Of("random", count + 500);
        var sketch = Of(values[..count]);
        var copy = QuantileSketch.FromBytes(sketch.ToBytes());
        Assert.Equal(
            (sketch.Limit, sketch.LevelSize, sketch.Count, sketch.RankError),
            (copy.Limit, copy.LevelSize, copy.Count, copy.RankError));
        Assert.Equal(sketch.Quantile(.3m), copy.Quantile(.3m));

        Array.ForEach(values[count..], sketch.Add);
        Array.ForEach(values[count..], copy.Add);
        Assert.Equal(sketch.ToBytes(), copy.ToBytes());
    }

    [Fact]
    public void The_same_values_give_the_same_bytes()
    {
        Assert.Equal(Of(Streams.Of("heavy tail", 5_000)).ToBytes(), Of(Streams.Of("heavy tail", 5_000)).ToBytes());
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_size_is_as_stated(int count)
    {
        var sketch = Of(Streams.Of("zig-zag", count));
        Assert.Equal(sketch.Size, sketch.ToBytes().Length);
        var levels = count <= 64 ? 1 : (int)Math.Log2(count / 16.0) + 2;
        Assert.True(sketch.Size <= 28 + (count <= 64 ? 4 + (8 * count) : levels * (4 + (8 * 15))), $"{sketch.Size} for {count}");
    }

    [Fact]
    public void Bytes_cut_short_or_too_long_are_refused()
    {
        var bytes = Of(Streams.Of("random", 300)).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => QuantileSketch.FromBytes(bytes[..length]));
        }

        Assert.Throws<FormatException>(() => QuantileSketch.FromBytes([.. bytes, 0]));
    }

    [Theory]
    [InlineData(0, 8)] // Limit below the level size.
    [InlineData(4, 15)] // Odd level size.
    [InlineData(4, 0)]
    [InlineData(15, 0xFF)] // Moved up: negative.
    [InlineData(23, 0xFF)] // Moved down: negative.
    [InlineData(24, 0)] // Number of levels.
    [InlineData(24, 1)] // One level only, yet moved.
    [InlineData(24, 64)]
    [InlineData(28, 16)] // More values than a level holds.
    [InlineData(31, 0xFF)]
    public void Bytes_that_contradict_themselves_are_refused(int at, byte value)
    {
        var bytes = Of(Streams.Of("random", 300)).ToBytes();
        bytes[at] = value;
        Assert.Throws<FormatException>(() => QuantileSketch.FromBytes(bytes));
    }

    [Fact]
    public void More_values_than_can_be_counted_are_refused()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(64);
        writer.Write(16);
        writer.Write(1L);
        writer.Write(1L);
        writer.Write(63);
        for (var level = 0; level < 62; level++)
        {
            writer.Write(0);
        }

        writer.Write(2);
        writer.Write(1L);
        writer.Write(2L);
        Assert.Throws<FormatException>(() => QuantileSketch.FromBytes(stream.ToArray()));
    }

    [Fact]
    public void Any_single_broken_byte_is_refused_or_read_as_a_sketch()
    {
        var bytes = Of(Streams.Of("random", 300)).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var broken = bytes.ToArray();
            broken[at] ^= 0x55;
            var error = Record.Exception(() => Assert.Equal(broken, QuantileSketch.FromBytes(broken).ToBytes()));
            Assert.True(error is null or FormatException, $"byte {at}: {error}");
        }
    }

    private static QuantileSketch Of(long[] values)
    {
        var sketch = new QuantileSketch(64, 16);
        Array.ForEach(values, sketch.Add);
        return sketch;
    }
}
